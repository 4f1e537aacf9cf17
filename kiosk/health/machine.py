"""What the kernel tells of this machine in files. One that is missing, or that says something else, is None."""

from collections.abc import Iterable
from pathlib import Path

NOT_HERE = "Cette machine ne donne pas cette mesure."


def told(path: Path) -> str | None:
    """What a file of the kernel says, without the space around it."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip("\0 \n")
    except OSError:
        return None


def number(path: Path, base: int = 10) -> int | None:
    """The number that stands alone in a file of the kernel."""
    try:
        return int(told(path) or "", base)
    except ValueError:
        return None


def numbers(paths: Iterable[Path], base: int = 10) -> tuple[int, ...]:
    """Those that can be read."""
    return tuple(found for path in sorted(paths) if (found := number(path, base)) is not None)


def is_raspberry(root: Path) -> bool:
    """Whether the board calls itself a Raspberry Pi."""
    return (told(root / "proc/device-tree/model") or "").startswith("Raspberry Pi")


def throttled(root: Path) -> int | None:
    """The firmware's bits: 0 too little voltage, 1 slowed, 2 throttled, 3 hot; 16 to 19: the same since the start.

    Boards and kernels put the folder of the firmware under that of the chip, which may carry an address, or beside it.
    The number is hexadecimal.
    """
    platform = root / "sys/devices/platform"
    places = ("soc*/*:firmware/get_throttled", "*:firmware/get_throttled")
    found = numbers((path for place in places for path in platform.glob(place)), 16)
    return found[0] if found else None
