"""Two processes that do not trust each other: whatever comes through the pipes, both come to an end."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.voices.stand_ins import Bench, bench, children, impatient
from voices.engines import frames
from voices.engines.espeak import WORKER, Espeak
from voices.engines.frames import HEADER, KINDS, READY, REFUSED, REQUEST, SOUND, frame, read_header
from voices.engines.protocol import ALWAYS
from voices.engines.worker import Answer, Worker
from voices.faults import Fault
from voices.pcm import Pcm

__all__ = ["bench", "impatient"]
numbers = st.integers(0, 2**32 - 1)
headers = st.builds(HEADER.pack, st.sampled_from([*KINDS, b"oops"]), numbers | st.integers(0, 50_000), numbers)
good = st.builds(frame, st.sampled_from([SOUND, READY]), st.integers(8_000, 48_000), st.binary(max_size=40))
noise = st.lists(st.binary(max_size=40) | headers | good, max_size=3).map(b"".join)


@given(st.binary(min_size=12, max_size=12) | headers, st.integers(0, 10_000))
def test_a_header_is_believed_only_where_it_can_be_true(header: bytes, most: int) -> None:
    told = read_header(header, most)
    if told is None:
        return
    kind, number, length = told
    assert HEADER.pack(*told) == header
    assert length <= most
    assert (kind in {READY, SOUND} and 8_000 <= number <= 48_000) or (kind == REFUSED and length == 0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise)
def test_whatever_a_worker_says_first_is_a_greeting_or_its_end(tmp_path: Path, said: bytes) -> None:
    (tmp_path / "said").write_bytes(said)
    worker = Worker(["cat", str(tmp_path / "said")])
    fault = worker.start(5.0, ALWAYS)
    if fault is None:
        assert worker.ready is not None
        assert said == frame(READY, worker.ready.number, worker.ready.body)
    else:
        assert isinstance(fault, Fault)
    worker.close()
    assert children() == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise, st.integers(0, 60))
def test_an_answer_is_the_one_asked_for_or_the_worker_s_end(tmp_path: Path, said: bytes, most: int) -> None:
    (tmp_path / "hello").write_bytes(frame(READY, 22_050, b"1"))
    (tmp_path / "said").write_bytes(said)
    worker = Worker(["sh", "-c", f"cd {tmp_path}; cat hello; head -c 5 >/dev/null; cat said"])
    assert worker.start(5.0, ALWAYS) is None
    answer = worker.ask(b"12345", most, 5.0, ALWAYS)
    if isinstance(answer, Answer):
        assert said == frame(SOUND, answer.number, answer.body)
        assert len(answer.body) <= most
    elif not said.startswith(REFUSED):
        assert worker.ready is None
    worker.close()
    assert children() == []


bodies = st.binary(max_size=30) | st.text(max_size=12).map(lambda text: f"fr-be\n{text}".encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(numbers | st.integers(80, 200), bodies), min_size=1, max_size=3))
def test_a_worker_answers_every_request_and_lives_on(asked: list[tuple[int, bytes]]) -> None:
    for pace, body in asked:
        answer = SHARED.start(20.0, ALWAYS) or SHARED.ask(frame(REQUEST, pace, body), 10_000_000, 20.0, ALWAYS)
        assert SHARED.ready is not None, answer
        assert isinstance(answer, Answer) or answer.reason in {"has not the voice", "made no sound of a text"}
    SHARED.close()


SHARED = Worker(WORKER)


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=20) | headers)
def test_a_worker_that_is_asked_rubbish_ends_and_says_nothing_but_its_greeting(asked: bytes) -> None:
    ended = subprocess.run(WORKER, input=asked, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0
    assert ended.stdout == b"" or read_header(ended.stdout[: HEADER.size], frames.GREETING) is not None


def test_a_worker_ends_with_the_kiosk_even_in_the_middle_of_a_text() -> None:
    endless = "Une phrase. " * 300_000
    code = (
        "import os, sys; from voices.engines.espeak import WORKER; from voices.engines.frames import request\n"
        "import subprocess; child = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.read(12); child.stdin.write(request('fr-be', 80, sys.stdin.read())); child.stdin.flush()\n"
        "print(child.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", code], input=endless, capture_output=True, text=True, check=False)
    assert _ends(int(ended.stdout))


def _ends(pid: int) -> bool:
    """Wait for the end of a process that is not a child of this one."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 20)[0])
    finally:
        os.close(handle)


def test_two_engines_speak_side_by_side() -> None:
    one, other = Espeak(), Espeak()
    first, second = one.synthesise("Bonjour.", "fr"), other.synthesise("Bonjour.", "fr")
    assert isinstance(first, Pcm)
    assert first == second
    one.close()
    assert isinstance(other.synthesise("Bonjour.", "fr"), Pcm)
    other.close()


def test_what_the_library_prints_does_not_stand_between_two_frames() -> None:
    code = (
        "import os, runpy; from voices import espeak_driver; real = espeak_driver.engine\n"
        "espeak_driver.engine = lambda: (os.write(1, b'hello from a library'), real())[1]\n"
        "runpy.run_module('voices.engines.espeak_worker', run_name='__main__')"
    )
    worker = Worker([sys.executable, "-c", code])
    assert worker.start(20.0, ALWAYS) is None
    answer = worker.ask(frames.request("fr-be", 100, "Bonjour."), 1_000_000, 20.0, ALWAYS)
    assert isinstance(answer, Answer)
    worker.close()


@pytest.mark.usefixtures("impatient")
def test_a_worker_without_its_library_says_so(bench: Bench) -> None:
    (bench.folder / "told").write_bytes(frame(REFUSED, frames.NO_LIBRARY))
    bench.script("espeak-worker", f"cat {bench.folder}/told")
    engine = Espeak()
    assert engine.version() == Fault("espeak cannot load its library")
    assert engine.synthesise("Bonjour.", "fr") == Fault("espeak cannot load its library")
    bench.worker("well")
    assert isinstance(engine.synthesise("Bonjour.", "fr"), Pcm)
    engine.close()
