"""What all processes of a program use together: memory and processor time."""

import ctypes
import os
import signal
import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import subprocess

PROC: Final = Path("/proc")
_PR_SET_CHILD_SUBREAPER: Final = 36
_PARENT: Final = 1
"""Field of /proc/PID/stat, counted after the command's name."""


def adopt_orphans() -> None:
    """From now on a grandchild that loses its parent becomes a child of this process, and is still counted."""
    assert ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def members(without: Collection[int]) -> list[int]:
    """Ids of all processes below this one, except `without` (servers) and those that have ended."""
    parents = {pid: int(fields[_PARENT]) for pid in _pids() if (fields := _stat(pid)) and fields[0] != "Z"}
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid and child not in without]
    return found[1:]


def pss_mb(pids: list[int], part: str = "Pss") -> float:
    """Megabytes (10^6 bytes) of memory; what several share is counted in shares.

    `part`: "Pss_File" for the pages of files alone, such as programs, which the kernel may drop and read again.
    """
    kilobytes = 0
    for pid in pids:
        rollup = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
        kilobytes += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith(f"{part}:"))
    return kilobytes * 1024 / 1e6


def cpu_seconds(pids: list[int]) -> float:
    """Processor time used so far, user and system, of all living threads: the scheduler's own nanoseconds.

    The ticks of /proc/PID/stat are 10 ms each, too coarse for a share of 0.1 percent.
    """
    return sum(_nanoseconds(task) for pid in pids for task in (PROC / str(pid) / "task").iterdir()) / 1e9


def _nanoseconds(task: Path) -> int:
    try:
        return int((task / "schedstat").read_text(encoding="ascii").split()[0])
    except (FileNotFoundError, ProcessLookupError):  # a thread that has just ended
        return 0


def stop(process: "subprocess.Popen[bytes]", without: Collection[int], patience_s: float = 10.0) -> None:
    """Ask the program to end, then end by their ids what it left behind."""
    process.terminate()
    end = time.monotonic() + patience_s
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    while left := members(without):
        for pid in left:
            _kill(pid)
        time.sleep(0.05)
    process.wait()
    _bury_orphans(without)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _bury_orphans(without: Collection[int]) -> None:
    for pid in _pids():
        fields = _stat(pid)
        if fields and fields[0] == "Z" and int(fields[_PARENT]) == os.getpid() and pid not in without:
            os.waitpid(pid, os.WNOHANG)


def _pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """The fields after the command's name, which may hold spaces; empty when the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
