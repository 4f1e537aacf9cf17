"""Power cuts: a child counts onto a disk whose writes are logged; then the disk is looked at as each cut leaves it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.system.powercut import counting
from tests.system.powercut.found import Found, Tally, found_in
from tests.system.powercut.kills import ROOT, command
from tests.system.powercut.logged_disk import FILE_SYSTEM_BYTES, logged, made, mounted
from tests.system.powercut.mark import Mark, marks
from tests.system.powercut.model import Disk, moments
from tests.system.powercut.writelog import Entry, entries

CUTS_A_RECORDING = 50
"""So that many beginnings of a file are among them."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A disk before it was used, and all that was written to it."""

    start: bytes
    log: tuple[Entry, ...]


def cuts(number: int, mode: str, visits: int, chance: Random) -> Iterator[tuple[Tally, Found]]:
    """Cut the power so many times while `visits` are counted; the tally so far, and what the last cut left."""
    tally = Tally()
    for begin in range(0, number, CUTS_A_RECORDING):
        recording = recorded(mode, visits)
        disk, told = Disk(recording.start, recording.log), marks(recording.log, FILE_SYSTEM_BYTES)
        for at in moments(recording.log, list(told), min(CUTS_A_RECORDING, number - begin), chance):
            found = _looked_at(disk.cut(at, chance))
            tally.add(max((mark for place, mark in told.items() if place <= at), default=Mark()), found)
            yield tally, found


def recorded(mode: str = counting.KIOSK, visits: int = 250) -> Recording:
    """Let a child count so many visits onto a new disk. Raises CalledProcessError where this machine cannot."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        image, log, shown = folder / "disk", folder / "log", folder / "shown"
        start = made(image)
        with logged(image, log, shown), mounted(shown, folder / "data") as data:
            more = ("--mode", mode, "--marks", str(shown), str(FILE_SYSTEM_BYTES))
            subprocess.run(command(data, visits, *more), cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        return Recording(start, tuple(entries(log.read_bytes())))


def _looked_at(left: bytes) -> Found:
    """Mount what is left, so that ext4 mends it by its journal, and read the counts."""
    with TemporaryDirectory() as name:
        image = Path(name) / "disk"
        image.write_bytes(left)
        try:
            with mounted(image, Path(name) / "data") as data:
                return found_in(data)
        except subprocess.CalledProcessError as error:
            return Found(corrupt=f"no file system: {error.stderr.strip()}")
