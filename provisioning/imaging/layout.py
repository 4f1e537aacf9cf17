"""Where the partitions of a card lie: numbers alone, so that they can be tried without a disk."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
GIB: Final = 1024 * MIB
BOOT: Final = 512 * MIB
"""Two kernels with their initrds, and a third while it is being written, 100 MB each."""
DATA: Final = GIB
"""The first boot gives it the rest of the card."""
LEAST: Final = 5
"""GiB of a whole image: below it the root has no room for Debian's updates."""
USUAL: Final = 6
_GAP: Final = MIB
"""Before the first partition, as partitioning tools leave it."""


@dataclass(frozen=True)
class Partition:
    """One partition of an image; bytes from its beginning, whole MiB."""

    label: str
    kind: str
    """Of an MBR, which every Pi's firmware reads."""
    start: int
    size: int


def partitions(size: int) -> tuple[Partition, Partition, Partition]:
    """Boot, root and data of an image of `size` GiB. Raises ValueError for one that is too small."""
    if size < LEAST:
        raise ValueError(f"--size: {LEAST} GiB or more, not {size}")
    root_start = _GAP + BOOT
    data_start = size * GIB - DATA
    return (
        Partition("bootfs", "c", _GAP, BOOT),
        Partition("rootfs", "83", root_start, data_start - root_start),
        Partition("kiosk-data", "83", data_start, DATA),
    )


def table(parts: tuple[Partition, ...], disk_id: str) -> str:
    """What `sfdisk` reads; `disk_id` as 0x and eight hexadecimal digits."""
    lines = [f"start={part.start // 512}, size={part.size // 512}, type={part.kind}" for part in parts]
    lines[0] += ", bootable"
    return "\n".join(["label: dos", f"label-id: {disk_id}", "unit: sectors", *lines, ""])
