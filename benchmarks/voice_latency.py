"""Touch to first sound, and touch to silence: `python -m benchmarks.voice_latency [--rounds 100] [--device NAME]`.

"First sound" is when the device has taken the first samples (`on_started`); "silence" is when the player's child is
dead. Without --device, through a private PulseAudio, so that a machine without a sound card can be measured too.
"""

import argparse
import os
import queue
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.sound import sound_server
from voices.build import build
from voices.clips import Folders
from voices.protocol import Equipment
from voices.spoken import SpokenVoice

FIXED = tuple(
    f"Voici la phrase numéro {number}, assez longue pour que la visiteuse touche avant la fin." for number in range(60)
)


@dataclass(frozen=True)
class Sentence:
    """One utterance."""

    text: str
    live: bool
    mark: str = "mark"
    language: str = "fr"
    personal: bool = False


def one_round(voice: SpokenVoice, started: "queue.Queue[str]", sentence: Sentence) -> tuple[float, float, float]:
    """Return milliseconds from `say` to first sound, from `hush` to silence, and inside `hush` itself."""
    begin = time.perf_counter()
    voice.say([sentence])
    assert started.get(timeout=10) == "mark"
    sounding = time.perf_counter()
    time.sleep(0.05)
    touched = time.perf_counter()
    voice.hush()
    returned = time.perf_counter()
    assert started.get(timeout=10) == ""
    silent = time.perf_counter()
    return (sounding - begin) * 1000, (silent - touched) * 1000, (returned - touched) * 1000


def line(name: str, values: list[float]) -> str:
    """Return one line of the table: median and 95th percentile, milliseconds."""
    return f"| {name} | {statistics.median(values):.1f} | {statistics.quantiles(values, n=20)[18]:.1f} |"


def measure(rounds: int, device: str) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as data:
        report = build([("fr", text) for text in FIXED], Folders.of(Path(data)))
        assert not report.faults, report.faults
        voice = SpokenVoice(data=Path(data), equipment=Equipment(loudspeaker=device))
        started: queue.Queue[str] = queue.Queue()
        voice.on_started(started.put)
        kinds = {
            "clip, from the disk cache": [Sentence(FIXED[n % len(FIXED)], live=False) for n in range(rounds)],
            "clip, heard a moment ago": [Sentence(FIXED[0], live=False)] * rounds,
            "live text": [Sentence(f"Le mardi {n % 28 + 1} novembre à 10 h 30.", live=True) for n in range(rounds)],
        }
        print("| | median ms | p95 ms |\n|---|---|---|")
        ends: list[tuple[float, float]] = []
        for name, sentences in kinds.items():
            one_round(voice, started, sentences[0])
            times = [one_round(voice, started, sentence) for sentence in sentences]
            ends += [(silence, inside) for _, silence, inside in times]
            print(line(f"touch to first sound, {name}", [first for first, _, _ in times]))
        print(line("touch to silence", [silence for silence, _ in ends]))
        print(line("hush() returns", [inside for _, inside in ends]))
        voice.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--device", default="")
    asked = parser.parse_args()
    with ExitStack() as stack:
        if not asked.device:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="snd-"))
            os.environ.update(stack.enter_context(sound_server(Path(folder))).environment)
        measure(asked.rounds, asked.device or "default")


if __name__ == "__main__":
    main()
