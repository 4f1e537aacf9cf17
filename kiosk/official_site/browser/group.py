"""The processes of a process group, as the kernel lists them."""

import contextlib
import os
import select
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_DEAD: Final = frozenset("ZX")


def members(group: int) -> list[int]:
    """Return the processes of a group that live."""
    return [int(place.name) for place in _PROC.iterdir() if place.name.isdigit() and _lives_in(place, group)]


def memory(processes: Iterable[int]) -> int:
    """Return the bytes of memory that processes have for themselves: what they would give back if they ended.

    What processes share is not in it (the program, its libraries). What one inherited from another and left untouched
    counts twice: a few megabytes more than the truth. A process that ended has none.
    """
    return sum(_own(process) for process in processes)


def kill(group: int, seconds: float) -> bool:
    """Kill a group and wait until its processes are gone; return whether they were, in time.

    Again while there are any: one that was being born at the first look is in none of its handles.
    """
    until = time.monotonic() + seconds
    while living := members(group):
        if time.monotonic() >= until:
            return False
        _kill(group, living, until)
    return True


def _kill(group: int, living: Iterable[int], until: float) -> None:
    handles = []
    for process in living:
        with contextlib.suppress(ProcessLookupError):
            handles.append(os.pidfd_open(process))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    for handle in handles:
        _wait(handle, until)
        os.close(handle)


def _lives_in(place: Path, group: int) -> bool:
    try:
        told = (place / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:  # it ended meanwhile
        return False
    # After the name, which may hold anything, in parentheses: state, parent, group.
    state, _, of = told.rpartition(")")[2].split()[:3]
    return int(of) == group and state not in _DEAD


def _own(process: int) -> int:
    try:
        _, resident, shared, *_ = (_PROC / str(process) / "statm").read_text(encoding="ascii").split()
    except (OSError, ValueError):  # it ended meanwhile
        return 0
    return (int(resident) - int(shared)) * _PAGE


def _wait(handle: int, until: float) -> None:
    select.select([handle], [], [], max(0.0, until - time.monotonic()))
