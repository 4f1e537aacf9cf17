"""Power cuts: a child lives on a disk whose writes are logged; then the disk is looked at as each cut leaves it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.system.powercut.found import Tally
from tests.system.powercut.kills import ROOT, Words, command, told_words
from tests.system.powercut.life import Found
from tests.system.powercut.living import LIVES
from tests.system.powercut.logged_disk import APPLIANCE, FILE_SYSTEM_BYTES, logged, made, mounted
from tests.system.powercut.mark import Mark, marks
from tests.system.powercut.model import Disk, moments
from tests.system.powercut.writelog import Entry, entries

CUTS_A_RECORDING = 50
"""So that many beginnings of a file are among them."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is done on the disk, how it is written, and how the disk is mounted."""

    life: str
    mode: str
    mount: str = APPLIANCE


@dataclass(frozen=True, slots=True)
class Recording:
    """A disk before it was used, all that was written to it, and the words that were said."""

    start: bytes
    log: tuple[Entry, ...]
    words: Words


def cuts(number: int, way: Way, acts: int, chance: Random) -> Iterator[tuple[Tally, Found]]:
    """Cut the power so many times during `acts`; the tally so far, and what the last cut left."""
    tally = Tally()
    for begin in range(0, number, CUTS_A_RECORDING):
        recording = recorded(way, acts)
        disk, told = Disk(recording.start, recording.log), marks(recording.log, FILE_SYSTEM_BYTES)
        for at in moments(recording.log, list(told), min(CUTS_A_RECORDING, number - begin), chance):
            before = max((mark for place, mark in told.items() if place <= at), default=Mark())
            found = _looked_at(disk.cut(at, chance), way, before, recording.words)
            tally.add(before, found)
            yield tally, found


def recorded(way: Way, acts: int) -> Recording:
    """Let a child do so many acts on a new disk. Raises CalledProcessError where this machine cannot."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        image, log, shown = folder / "disk", folder / "log", folder / "shown"
        start = made(image)
        with logged(image, log, shown), mounted(shown, folder / "data", way.mount) as data:
            more = ("--mode", way.mode, "--marks", str(shown), str(FILE_SYSTEM_BYTES))
            line = command(way.life, data, acts, *more)
            told = subprocess.run(line, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
        return Recording(start, tuple(entries(log.read_bytes())), told_words(told.splitlines()[1:]))


def _looked_at(left: bytes, way: Way, told: Mark, words: Words) -> Found:
    """Mount what is left, so that ext4 mends it by its journal, and read what is there."""
    with TemporaryDirectory() as name:
        image = Path(name) / "disk"
        image.write_bytes(left)
        try:
            with mounted(image, Path(name) / "data", way.mount) as data:
                return LIVES[way.life].found(data, told, words, way.mode)
        except subprocess.CalledProcessError as error:
            return Found(corrupt=f"no file system: {error.stderr.strip()}")
