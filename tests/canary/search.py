"""Looks for what was typed: in the bytes of files, and in the memory of a process that runs.

All bytes are squeezed before: zeros go, letters become small. So one look finds a text in UTF-8, Latin-1, UTF-16 and
UTF-32 of either byte order, and in an array of wider numbers, in small and capital letters.
"""

import os
import signal
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Self

PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_PRESENT: Final = 0b11 << 62
"""Bits of `/proc/PID/pagemap`: in memory, or in swap."""
_MOST: Final = 1 << 26
"""Bytes read at once."""
_OVERLAP: Final = 1 << 10
_ENCODINGS: Final = ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of something typed that should be gone."""

    where: str
    """A file, or a part of the memory."""
    piece: str
    how: str
    """Its encoding."""
    around: str
    """What stands there, made printable."""

    def __str__(self) -> str:
        return f"{self.where}: {self.piece!r} ({self.how}): {self.around}"


@dataclass
class Found:
    """What a search looked at, and what it found."""

    files: int = 0
    file_bytes: int = 0
    memory_bytes: int = 0
    hits: list[Hit] = field(default_factory=list)

    def __iadd__(self, other: "Found") -> Self:
        self.files += other.files
        self.file_bytes += other.file_bytes
        self.memory_bytes += other.memory_bytes
        self.hits += other.hits
        return self


def in_bytes(data: bytes, pieces: Iterable[str], where: str) -> list[Hit]:
    """Every piece that stands in these bytes, once each."""
    squeezed = data.translate(None, b"\0").lower()
    found = []
    for piece in pieces:
        forms = {piece.encode(), piece.encode("latin-1"), piece.encode("unicode_escape")}
        if any(form in squeezed for form in forms):
            found.append(_told(data, piece, where))
    return found


def in_files(folders: Iterable[Path], pieces: Iterable[str]) -> Found:
    """Names and raw bytes of all files: a database's freed pages, its journal and its shared memory among them."""
    pieces, found = tuple(pieces), Found()
    for path in (path for folder in folders for path in folder.rglob("*")):
        _read(path, path.name, pieces, found)
    return found


def in_process(pid: int, pieces: Iterable[str]) -> Found:
    """All memory that this process has, while it stands still; and files that it keeps open without a name."""
    pieces, found = tuple(pieces), Found()
    os.kill(pid, signal.SIGSTOP)
    try:
        for where, data in _memory(pid):
            found.memory_bytes += len(data)
            found.hits += in_bytes(data, pieces, where)
        for link in Path(f"/proc/{pid}/fd").iterdir():
            name = str(link.readlink())
            if "(deleted)" in name:
                _read(link, name, pieces, found)
    finally:
        os.kill(pid, signal.SIGCONT)
    return found


def _memory(pid: int) -> Iterator[tuple[str, bytes]]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory, Path(f"/proc/{pid}/pagemap").open("rb") as pages:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            span, rights, *rest = line.split(maxsplit=5)
            name = rest[3] if len(rest) > 3 else "memory"
            if name in {"[vvar]", "[vsyscall]", "[vvar_vclock]"}:
                continue
            if rest[2] != "0" and "w" not in rights and name.startswith("/"):
                continue  # a program or a library as it lies on the disk
            start, end = (int(side, 16) for side in span.split("-"))
            for first, last in _present(pages, start, end):
                yield name, os.pread(memory.fileno(), last - first, first)


def _present(pages: IO[bytes], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a mapping that are there at all; an address that was never touched holds nothing."""
    number = (end - start) // PAGE
    raw = os.pread(pages.fileno(), number * 8, start // PAGE * 8)
    first: int | None = None
    for at, (entry,) in enumerate(struct.iter_unpack("<Q", raw)):
        there, place = bool(entry & _PRESENT), start + at * PAGE
        if there and first is None:
            first = place
        if first is not None and (not there or place - first >= _MOST):
            yield first, place
            first = place - _OVERLAP if there else None
    if first is not None:
        yield first, end


def _read(path: Path, name: str, pieces: tuple[str, ...], found: Found) -> None:
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError:  # gone meanwhile
        return
    if data is not None:
        found.files += 1
        found.file_bytes += len(data)
        found.hits += in_bytes(str(path).encode() + b"\n" + data, pieces, name)


def _told(data: bytes, piece: str, where: str) -> Hit:
    lowered = data.lower()
    for how in _ENCODINGS:
        at = lowered.find(piece.encode(how))
        if at >= 0:
            around = data[max(0, at - 48) : at + 80]
            return Hit(
                where, piece, how, around.replace(b"\0", b"").decode("latin-1").encode("unicode_escape").decode()
            )
    return Hit(where, piece, "spread", "")
