"""Hundreds of touches: nothing is left behind."""

import gc
import os
import threading
from pathlib import Path

import pytest

from tests.voices.conftest import Booth, Said
from voices.protocol import SPEEDS, Tuning

LOW = 400


def children() -> set[str]:
    """The names of the children of this process, the dead that nobody waited for included."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        if int(rest.split()[1]) == os.getpid():
            found.add(name.partition("(")[2])
    return found


def held() -> tuple[int, int]:
    """How many threads and open files this process holds."""
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("turns", [150])
def test_many_rounds_leave_no_child_no_thread_and_no_file(booth: Booth, turns: int) -> None:
    booth.record_tone("un", LOW, 1.0)
    before = (0, 0)
    for turn in range(1, turns + 1):
        booth.voice.tune(Tuning(speed=SPEEDS[turn % len(SPEEDS)]))
        booth.voice.say([Said("un", "a")])
        booth.marks.wait("a", turn)
        if turn % 10 == 0:
            assert "aplay" in children()
        booth.voice.hush()
        booth.marks.wait("", turn)
        if turn % 10 == 0:
            assert "aplay" not in children()
        if turn == 10:  # what is loaded on first need is loaded
            gc.collect()
            before = held()
    gc.collect()
    assert held() == before


def test_a_say_that_nobody_waits_for_leaves_nothing_either(booth: Booth) -> None:
    booth.record_tone("un", LOW, 1.0)
    for turn in range(60):
        booth.voice.say([Said("un", f"{turn}")])
    booth.voice.say([Said("un", "last")])
    booth.marks.wait("last")
    booth.voice.hush()
    booth.marks.wait("")
    assert "aplay" not in children()
    assert booth.voice.troubles == ()
