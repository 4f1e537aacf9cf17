"""The boot partition of a freshly flashed card, mounted: looked at, then written so that a cut leaves old or new."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

MARKS: Final = ("cmdline.txt", "config.txt")
"""What lies on the boot partition of every Raspberry Pi, and nowhere else."""
_SPARE: Final = 1 << 20
"""Bytes left over: entries of folders, and what the first boot itself writes."""
_LARGEST: Final = (1 << 32) - 1
"""Of a file on FAT."""


def fault(mountpoint: Path) -> str:
    """Why this is no boot partition that can be written, in one line. "": it is one."""
    if not mountpoint.is_dir():
        return f"{mountpoint}: is no folder; expected where the card's boot partition is mounted"
    missing = [name for name in MARKS if not (mountpoint / name).is_file()]
    if missing:
        return f"{mountpoint}: has no {missing[0]}; expected the boot partition (bootfs) of a freshly flashed card"
    if "root=" not in (mountpoint / MARKS[0]).read_text(encoding="utf-8", errors="replace"):
        return f"{mountpoint}: its cmdline.txt names no root; expected that of a freshly flashed card"
    if os.statvfs(mountpoint).f_flag & os.ST_RDONLY or not os.access(mountpoint, os.W_OK):
        return f"{mountpoint}: is mounted read-only; slide the card's lock back, or mount it again"
    return ""


def room_fault(mountpoint: Path, files: Mapping[str, bytes], bundle: tuple[str, Path] | None) -> str:
    """Whether all fits beside what is there now: each file is written before its former self goes."""
    sizes = [len(body) for name, body in files.items() if _held(mountpoint / name) != body]
    if bundle is not None:
        name, path = bundle
        size = path.stat().st_size
        if size > _LARGEST:
            return f"{path.name}: is larger than a file on FAT can be"
        if not _same(mountpoint / name, path):
            sizes.append(size)
    room = os.statvfs(mountpoint)
    cluster = max(room.f_frsize, 512)
    needed = sum(-(-size // cluster) * cluster for size in sizes) + (_SPARE if sizes else 0)
    free = room.f_bavail * room.f_frsize
    if needed > free:
        return f"{mountpoint}: is full: {_mb(needed)} MB are needed, {_mb(free)} MB are free"
    return ""


def _mb(size: int) -> int:
    return -(-size // 1_000_000)


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _same(one: Path, other: Path) -> bool:
    if not one.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return all(part == again for part, again in zip(_parts(one), _parts(other), strict=True))


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            yield part


def write(path: Path, parts: Iterator[bytes]) -> None:
    """Put a file there whole: written beside, on the card, then in its place. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have what a folder lists on the card."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(mountpoint: Path, name: str, body: bytes) -> bool:
    """Write one small file, unless it is there already; whether it was written. Raises OSError."""
    path = mountpoint / name
    if _held(path) == body:
        return False
    write(path, iter((body,)))
    return True


def put_file(mountpoint: Path, name: str, source: Path) -> bool:
    """The same for a large one."""
    path = mountpoint / name
    if _same(path, source):
        return False
    write(path, _parts(source))
    return True
