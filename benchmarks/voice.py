"""What the voice costs and how soon it is heard: `python -m benchmarks.voice [--rounds 100] [--endurance 1000]`.

Beside stock pyttsx3 and Kivy's SoundLoader, through a private PulseAudio whose loudspeaker is recorded: what is
measured is what came out. `--device NAME` uses that ALSA device instead, and gives only what needs no recording.
`--journey ID` walks a whole journey of the demonstration and compares its recording with its clips; `--data DIR` says
where those are (made there when they are missing).
"""

import argparse
import gc
import os
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.process_tree import PROC, pss_mb
from benchmarks.voice_peers import HANGS, PEERS
from benchmarks.voice_sentences import Sentence, prepare, sentences
from tests.hearing import wave
from tests.sound import RATE, Recorder, sound_server
from voices.protocol import SPEEDS, Equipment, Tuning
from voices.spoken import SpokenVoice

AUDIBLE: Final = 150 / 32_768
BLOCK_MS: Final = 10.0
"""What the recording's clock is worth."""
LONGEST_S: Final = 8.0
"""Of a sentence."""
WARM: Final = 50
"""Rounds before memory is looked at for the first time."""


class Booth:
    """A voice, and when it told what."""

    def __init__(self, folder: Path, device: str) -> None:
        self.voice = SpokenVoice(data=folder, equipment=Equipment(loudspeaker=device))
        self._told: queue.Queue[tuple[str, float]] = queue.Queue()
        self.voice.on_started(lambda mark: self._told.put((mark, time.monotonic())))

    def until(self, mark: str) -> float:
        """Return the second at which this mark was told."""
        told, when = self._told.get(timeout=10)
        assert told == mark, told
        return when

    def round(self, sentence: Sentence, spoken_s: float = 0.05) -> tuple[float, float, float]:
        """Return ms from `say` to the first samples taken, from `hush` to the child's end, and inside `hush`."""
        asked = time.monotonic()
        self.voice.say([sentence])
        sounding = self.until("mark")
        time.sleep(spoken_s)
        touched = time.monotonic()
        self.voice.hush()
        returned = time.monotonic()
        return (sounding - asked) * 1000, (self.until("") - touched) * 1000, (returned - touched) * 1000


@contextmanager
def booth(folder: Path, device: str) -> Iterator[Booth]:
    """Open a voice."""
    opened = Booth(folder, device)
    yield opened
    opened.voice.close()


def line(name: str, *columns: list[float]) -> str:
    """Return a line of a table: the median and the 95th percentile of each column, ms."""
    return f"| {name} | " + " | ".join(f"{_median(one):.1f} | {_p95(one):.1f}" for one in columns) + " |"


def _median(values: list[float]) -> float:
    return statistics.median(values)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def peers(recorder: Recorder, folder: Path, rounds: int) -> None:
    """Print what came out of the loudspeaker after a touch that begins and one that ends, program by program."""
    names = ("first sound", "silence", "stop comes back")
    print(
        "\n| program, ms | " + " | ".join(f"{name}, median | p95" for name in names) + " | first sound x | silence x |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    ours: tuple[float, float] | None = None
    for name in PEERS:
        measured: list[tuple[float, float, float]] = []
        hung = mute = 0
        while len(measured) < rounds and hung + mute <= rounds:
            more, nothing, hangs = _recorded(recorder, name, folder, rounds - len(measured))
            measured, hung, mute = measured + more, hung + hangs, mute + nothing
        first, silent, returned = ([one[column] for one in measured] for column in range(3))
        ours = ours or (_median(first), max(BLOCK_MS, _median(silent)))
        ratios = f" {_median(first) / ours[0]:.1f} | {_median(silent) / ours[1]:.1f} |"
        print(
            line(name + (f" (hung {hung} times, mute {mute})" if hung + mute else ""), first, silent, returned)
            + ratios,
            flush=True,
        )


def _recorded(
    recorder: Recorder, name: str, folder: Path, rounds: int
) -> tuple[list[tuple[float, float, float]], int, bool]:
    """Return ms to the first sound, from the touch to silence, and inside the call that stops, of every round heard.

    Then how many were not, and whether the program hung.
    """
    command = [sys.executable, "-m", "benchmarks.voice_peers", name, str(folder), str(rounds)]
    with recorder.record() as recording:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    assert done.returncode in {0, HANGS}, f"{name} failed"
    loud = np.flatnonzero(np.abs(wave(recording.samples)) > AUDIBLE) / RATE + recording.begun
    lines = [tuple(map(float, line.split())) for line in done.stdout.splitlines()]
    ends = [asked for asked, _, _ in lines[1:]] + [lines[-1][1] + LONGEST_S] if lines else []
    measured = []
    for (asked, stopped, back), end in zip(lines, ends, strict=True):
        heard = loud[(loud > asked) & (loud < end)]
        if not len(heard):
            continue
        times = heard[0] - asked, max(0.0, heard[-1] - stopped), back - stopped
        measured.append((times[0] * 1000, times[1] * 1000, times[2] * 1000))
    return measured, len(lines) - len(measured), done.returncode == HANGS


def inside(folder: Path, device: str, rounds: int) -> None:
    """Print the same of the kiosk's voice, as its own process knows it: no recording, so no block of 10 ms."""
    print("\n| kiosk, by its own clock, ms | median | p95 |\n|---|---:|---:|")
    with booth(folder, device) as one:
        ends: list[tuple[float, float]] = []
        kinds = {
            "clip": sentences(rounds),
            "clip, heard a moment ago": sentences(1) * rounds,
            "live text": [Sentence(f"Le mardi {n % 28 + 1} novembre à 10 h 30.", live=True) for n in range(rounds)],
        }
        for name, said in kinds.items():
            one.round(said[0])
            times = [one.round(sentence) for sentence in said]
            ends += [(silence, back) for _, silence, back in times]
            print(line(f"touch to first samples taken, {name}", [first for first, _, _ in times]))
        for speed in SPEEDS:
            one.voice.tune(Tuning(speed=speed))
            times = [one.round(sentence) for sentence in sentences(rounds)]
            print(line(f"the same, clip at {speed} %", [first for first, _, _ in times]))
        print(line("touch to silence", [silence for silence, _ in ends]))
        print(line("`hush()` comes back", [back for _, back in ends]))


def reading_along(recorder: Recorder, folder: Path, rounds: int) -> None:
    """Print how long after its mark a sound is in the recording."""
    print("\n| speed | mark to sound, median ms | least | most |\n|---|---:|---:|---:|")
    with booth(folder, "default") as one:
        for speed in SPEEDS:
            one.voice.tune(Tuning(volume=5, speed=speed))
            offsets = []
            for sentence in sentences(rounds):
                with recorder.record() as recording:
                    one.voice.say([sentence])
                    told = one.until("mark")
                    time.sleep(0.3)
                    one.voice.hush()
                    one.until("")
                onset = int(np.argmax(np.abs(wave(recording.samples)) > AUDIBLE)) / RATE
                offsets.append((recording.begun + onset - told) * 1000)
            print(f"| {speed} % | {_median(offsets):.0f} | {min(offsets):.0f} | {max(offsets):.0f} |", flush=True)


def endurance(folder: Path, device: str, rounds: int) -> None:
    """Print what is left behind by many rounds in one process."""
    (said,) = sentences(1)
    with booth(folder, device) as one:
        for _ in range(WARM):
            one.round(said, 0.0)
        gc.collect()
        begun, before = time.monotonic(), _held()
        silences = [one.round(said, 0.01)[1] for _ in range(rounds)]
        took = time.monotonic() - begun
        gc.collect()
        after = _held()
    print(f"\n{rounds} rounds of say and stop in one process, {took:.0f} s, none hung\n")
    print("| | before | after |\n|---|---:|---:|")
    for name, was, now in zip(("memory (PSS), MB", "threads", "open files", "children"), before, after, strict=True):
        print(f"| {name} | {was:.4g} | {now:.4g} |")
    print(f"\ntouch to silence: median {_median(silences):.1f}, p95 {_p95(silences):.1f}, most {max(silences):.1f} ms")


def _held() -> tuple[float, int, int, int]:
    """Return memory, threads, open files, and children (the dead that nobody waited for included)."""
    children = [process for process in PROC.iterdir() if process.name.isdecimal() and _parent(process) == os.getpid()]
    files = list((PROC / "self" / "fd").iterdir())
    return pss_mb([os.getpid()]), threading.active_count(), len(files), len(children)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--endurance", type=int, default=1000)
    parser.add_argument("--device", default="")
    parser.add_argument("--journey", default="")
    parser.add_argument("--data", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory(prefix="snd-") as server:
        folder = Path(data)
        if asked.journey:
            journey(asked.journey, asked.data or folder)
            return
        prepare(folder)
        if asked.device:
            inside(folder, asked.device, asked.rounds)
            endurance(folder, asked.device, asked.endurance)
            return
        with sound_server(Path(server)) as recorder:
            os.environ.update(recorder.environment)
            peers(recorder, folder, max(4, asked.rounds // 10))
            inside(folder, "default", asked.rounds)
            reading_along(recorder, folder, max(2, asked.rounds // 10))
            endurance(folder, "default", asked.endurance)


def journey(name: str, data: Path) -> None:
    """Prepare the clips and walk."""
    from benchmarks.voice_journey import measure  # noqa: PLC0415 - it opens a window

    subprocess.run([sys.executable, "-m", "kiosk", "voices", "build", "--data", str(data)], check=True)
    measure(name, data)


if __name__ == "__main__":
    main()
