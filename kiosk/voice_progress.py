"""How far a build of spoken sentences is, as one process leaves it in the data folder and another reads it.

A lock of the kernel's says whether that process lives: what a killed one has left is not read, whatever the clock says.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec import Struct

FILE_NAME: Final = "voice-progress.json"
LOCK_NAME: Final = ".voice-progress.lock"
WRITE_EVERY: Final = 2.0
"""Seconds: a card is not worn for a number that nobody reads."""


class VoiceProgress(Struct, frozen=True):
    """So many of the sentences that are to be made."""

    done: int
    total: int


class Telling:
    """A progress that is left for others; one that cannot be written is no reason to stop. See `telling`."""

    def __init__(self, data: Path) -> None:
        """Nothing is written before the first call."""
        self._path = data / FILE_NAME
        self._lock_path = data / LOCK_NAME
        self._lock: IO[str] | None = None
        self._written_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` are made, so far; without any to make nothing is said."""
        now = time.monotonic()
        if not total or (self._lock is not None and now - self._written_at < WRITE_EVERY):
            return
        with suppress(OSError):
            if self._lock is None:
                self._lock = self._lock_path.open("w", encoding="ascii")
                fcntl.flock(self._lock, fcntl.LOCK_EX)
            self._written_at = now
            fresh = self._path.with_name(f".{FILE_NAME}.fresh")
            fresh.write_bytes(msgspec.json.encode(VoiceProgress(done, total)))
            fresh.replace(self._path)

    def close(self) -> None:
        """The build is over."""
        if self._lock is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


@contextmanager
def telling(data: Path) -> Iterator[Telling]:
    """What takes (done, total) while the block lasts."""
    one = Telling(data)
    try:
        yield one
    finally:
        one.close()


def read(data: Path) -> VoiceProgress | None:
    """How far the build is that runs now; None: none does. Reads the disk."""
    try:
        with (data / LOCK_NAME).open(encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode((data / FILE_NAME).read_bytes(), type=VoiceProgress)
    except OSError:
        pass  # never built here
    return None


def in_words(progress: VoiceProgress) -> str:
    """A French sentence for the facilitator."""
    sentences = "phrase" if progress.done <= 1 else "phrases"
    return f"Voix en préparation\u00a0: {_figure(progress.done)} {sentences} sur {_figure(progress.total)}."


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
