"""What is mounted where, as the kernel tells it of the file systems themselves.

A unit's sandbox makes mounts read-only for the kiosk alone; whether the file system can be written is told beside that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.health.machine import told

_TARGET: Final = 4
"""The place of the mount point in a line of mountinfo (proc(5))."""
_AFTER: Final = 3
"""Kind, source and options of the file system, behind the " - "."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system at a mount point."""

    kind: str
    """"ext4", "overlay"."""
    writable: bool
    """Of the file system, whatever a sandbox makes of it."""


def mounted_at(root: Path, target: str) -> Mount | None:
    """The one on top at this mount point; None: nothing is mounted there, or the kernel does not tell."""
    return next((mount for place, mount in reversed(tuple(_all(root))) if place == target), None)


def is_told(root: Path) -> bool:
    """Whether the kernel tells of mounts at all."""
    return any(_all(root))


def _all(root: Path) -> Iterator[tuple[str, Mount]]:
    for line in (told(root / "proc/self/mountinfo") or "").splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) > _TARGET and len(rest) >= _AFTER:
            yield fields[_TARGET], Mount(rest[0], "rw" in rest[_AFTER - 1].split(","))
