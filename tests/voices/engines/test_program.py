"""One run of a program that may do anything: what it is told, where it writes, when it is stopped."""

import io
import os
import select
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voices.stand_ins import AMPLE, BROKEN, SHORT, Bench, bench, children
from voices.engines.limits import LONGEST, MARKS, most_bytes
from voices.engines.program import believable, run, run_to_file, sound_of_wav
from voices.engines.protocol import ALWAYS
from voices.faults import Fault
from voices.pcm import Pcm

__all__ = ["bench"]
SECRET = "Madame Untel"


def test_a_program_is_told_the_words_and_its_answer_comes_back(bench: Bench) -> None:
    assert run([str(bench.script("echo-all", "cat"))], SECRET, AMPLE, ALWAYS) == SECRET.encode()
    long = "x" * LONGEST
    assert run([str(bench.script("echo-all", "cat"))], long, AMPLE, ALWAYS) == long.encode()
    assert isinstance(run([str(bench.script("echo-all", "cat"))], long + "x" * (MARKS + 1), AMPLE, ALWAYS), Fault)


def test_a_program_that_writes_only_to_files_writes_to_memory(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees the name of a link, writes, goes back and writes its header, as programs do; no file is made."""
    temporary = bench.folder / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    seen = bench.folder / "seen"
    body = f'cat >"$2"; printf H | dd of="$2" conv=notrunc 2>/dev/null; find {temporary} -type f >{seen}'
    body += f'; readlink "$2" >>{seen}'
    program = bench.script("writer", body)
    assert run_to_file([str(program), "-w"], SECRET, AMPLE, ALWAYS) == b"H" + SECRET[1:].encode()
    assert seen.read_text() == "/proc/self/fd/1\n"
    assert list(temporary.iterdir()) == []


def test_without_a_place_for_the_link_it_is_a_fault(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(bench.folder / "absent"))
    made = run_to_file([str(bench.script("writer", "exit 0")), "-w"], SECRET, AMPLE, ALWAYS)
    assert made == Fault("has nowhere to write: No such file or directory")


@pytest.mark.parametrize("runner", [run, run_to_file])
@pytest.mark.parametrize("how", set(BROKEN) - {"rubbish", "exit"})
def test_what_goes_wrong_is_a_fault_without_the_words(bench: Bench, how: str, runner: Callable[..., object]) -> None:
    made = runner([str(bench.script("broken", BROKEN[how]))], SECRET, SHORT, ALWAYS)
    assert isinstance(made, Fault)
    assert "Untel" not in made.reason
    assert children() == []


def test_a_flood_into_a_file_is_bounded_before_it_fills_the_memory(bench: Bench) -> None:
    program = bench.script("flood", "cat /dev/zero >$1; exit 0")
    made = run_to_file([str(program)], "a", AMPLE, ALWAYS)
    assert isinstance(made, bytes)
    assert len(made) < most_bytes(1) + 5_000
    assert isinstance(sound_of_wav(made), Fault)


def test_a_program_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    absent = str(tmp_path / "absent")
    assert run([absent], SECRET, AMPLE, ALWAYS) == Fault(f"{absent} is not installed")


def _wav(samples: bytes, rate: int, channels: int = 1, width: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return out.getvalue()


def test_only_a_sound_is_taken_for_one() -> None:
    samples = b"\1\2" * 8_000
    good = _wav(samples, 16_000)
    assert sound_of_wav(good) == Pcm(samples, 16_000)
    endless = good[:40] + b"\0\xf0\xff\x7f" + good[44:]
    assert sound_of_wav(endless) == Pcm(samples, 16_000)
    for bad in (b"", good[:30], good[:44], _wav(samples, 16_000, channels=2), _wav(samples, 16_000, width=1)):
        assert isinstance(sound_of_wav(bad), Fault)
    for rate in (7_999, 48_001):
        assert isinstance(believable(Pcm(samples, rate)), Fault)


@given(st.binary(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_bytes_are_more_than_a_fault(noise: bytes, start: int, end: int) -> None:
    good = _wav(b"\1\2" * 2_000, 16_000)
    made = sound_of_wav(good[:start] + noise + good[end:])
    assert isinstance(made, Fault | Pcm)


@pytest.mark.parametrize("runner", ["run", "run_to_file"])
def test_a_program_does_not_outlive_a_kiosk_that_is_killed(bench: Bench, runner: str) -> None:
    """It writes its number and goes on for ever; whoever waits for it is killed, and so cannot bury it."""
    program = bench.script("endless", f"echo $$ >{bench.folder}/number; while :; do :; done")
    code = (
        "import sys; from voices.engines import program; from voices.engines.limits import Limits; "
        "getattr(program, sys.argv[1])([sys.argv[2]], 'Bonjour', Limits(60.0, 0.0), lambda: True)"
    )
    kiosk = subprocess.Popen([sys.executable, "-c", code, runner, str(program)])
    number = bench.folder / "number"
    while not (number.exists() and number.read_text().strip()):
        select.select([], [], [], 0.01)
    handle = os.pidfd_open(int(number.read_text()))
    kiosk.kill()
    kiosk.wait()
    assert select.select([handle], [], [], 20)[0], "it goes on"
    os.close(handle)
