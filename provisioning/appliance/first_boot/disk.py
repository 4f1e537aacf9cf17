"""Lets the root grow, but not over the whole card: what must outlive everything gets a part of its own behind it.

That part is made by `provision`, out of the room that no part has.
"""

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from provisioning.appliance.first_boot.machine import call

GIB: Final = (1 << 30) // 512
"""In sectors, as all sizes here."""
ROOT_MOST: Final = 8 * GIB
ROOT_LEAST: Final = 6 * GIB
"""Raspberry Pi OS, all packages, and room to renew them."""
DATA_LEAST: Final = 4 * GIB
"""`provision` makes no smaller part of it."""
_MIB: Final = 2048


class Place(NamedTuple):
    """Where the root is: its device, its disk, its number there."""

    device: str
    disk: str
    number: int


def root_size(table: dict[str, Any], device: str, sectors: int) -> int | None:
    """How large the root is to be on a disk of `sectors`, from its table as `sfdisk --json` tells it.

    None: it stays, for it is not in the table, or another part follows it.
    """
    parts = {str(one["node"]): one for one in table.get("partitions", [])}
    if device not in parts:
        return None
    start, size = int(parts[device]["start"]), int(parts[device]["size"])
    if any(int(one["start"]) > start for one in parts.values()):
        return None
    end = min(sectors, int(table.get("lastlba", sectors - 1)) + 1)
    room = (end - start) // _MIB * _MIB
    # A small card: better a root that holds everything than two parts that are both too small.
    bound = min(ROOT_MOST, room - DATA_LEAST) if room - DATA_LEAST >= ROOT_LEAST else room
    return bound if bound > size else None


def place() -> Place | None:
    """Where the root is; None: on nothing that has parts."""
    device = call("findmnt", "-n", "-o", "SOURCE", "/").text
    number = Path("/sys/class/block", Path(device).name, "partition")
    disk = call("lsblk", "-n", "-o", "PKNAME", device)
    if disk.status or not disk.text or not number.exists():
        return None
    return Place(device, f"/dev/{disk.text.splitlines()[0].strip()}", int(number.read_text(encoding="ascii")))


def make_room() -> str:
    """Let the root grow to its bound. A fault in one line; "": done, or done before.

    It may be cut anywhere: the table is one sector, and a file system that is smaller than its part grows next time.
    """
    where = place()
    if where is None:
        return ""
    shown = call("sfdisk", "--json", where.disk)
    if shown.status:
        return _last(shown.text)
    sectors = int(Path("/sys/class/block", Path(where.disk).name, "size").read_text(encoding="ascii"))
    size = root_size(json.loads(shown.text)["partitiontable"], where.device, sectors)
    fault = _resized(where, size) if size else ""
    if fault:
        return fault
    grown = call("resize2fs", where.device)
    return _last(grown.text) if grown.status else ""


def _resized(where: Place, size: int) -> str:
    """The kernel takes a larger part also while it is mounted."""
    number = str(where.number)
    words = ("sfdisk", "--quiet", "--force", "--no-reread", "--no-tell-kernel", "-N", number, where.disk)
    written = call(*words, said=f",{size}\n")
    if written.status:
        return _last(written.text)
    told = call("partx", "--update", "--nr", number, where.disk)
    return _last(told.text) if told.status else ""


def _last(text: str) -> str:
    return text.splitlines()[-1] if text else "it failed and said nothing"
