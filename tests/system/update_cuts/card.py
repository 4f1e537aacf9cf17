"""A kiosk's card as one file: made of a provisioned root, and mounted as the kiosk's own kernel does it."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from provisioning.imaging import disk
from provisioning.imaging.layout import GIB
from tests.system.overlays import overlay
from tests.system.powercut.logged_disk import APPLIANCE, FOR_FILE, exported, mounted

ROOT_OPTIONS: Final = "defaults,noatime"
KEPT: Final = Path("kiosk")
"""Below the data: what the kiosk itself keeps."""
_SIZE: Final = 5
"""GiB; most of them are holes."""
_SECTOR: Final = 512
_NOTHING: Final = "A container has a kernel already.\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A partition: bytes from the beginning of the card."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where root and data lie, and how large the card is."""

    root: Part
    data: Part
    size: int

    @classmethod
    def of(cls, card: Path) -> "Layout":
        """By the card's own table: boot, root, data."""
        said = subprocess.run(["sfdisk", "--json", card], check=True, capture_output=True, text=True).stdout
        found = [one for one in json.loads(said)["partitiontable"]["partitions"] if one["type"] != "c"]
        root, data = (Part(one["start"] * _SECTOR, one["size"] * _SECTOR) for one in found)
        return cls(root, data, card.stat().st_size)


def made(card: Path, root: Path) -> None:
    """Lay a provisioned root onto a new card, without what only a machine needs to boot."""
    with overlay(root) as merged, tempfile.TemporaryDirectory(dir=card.parent) as name:
        data, boot, empty = (Path(name) / part for part in ("data", "boot", "empty"))
        shutil.copytree(merged / "data", data, symlinks=True)
        boot.mkdir()
        empty.mkdir()
        (boot / "nothing.txt").write_text(_NOTHING)
        subprocess.run(["mount", "--bind", empty, merged / "data"], check=True)
        trees = {"bootfs": boot, "rootfs": merged, "kiosk-data": data}
        disk.write(card, _SIZE, trees, "cuts", int(time.time()))
    with card.open("rb+") as file:
        file.truncate(_SIZE * GIB)


@contextmanager
def shown(layer: Path, folder: Path) -> Iterator[Path]:
    """Show a layer over a card as a file; what is written goes into the layer."""
    file = folder / "shown"
    with exported(nodes_of(layer), "disk", file):
        yield file


def nodes_of(layer: Path) -> tuple[str, str]:
    """How QEMU opens such a file: the last is named `disk`."""
    return f"{FOR_FILE},node-name=file,filename={layer}", "driver=qcow2,node-name=disk,file=file"


def layered(below: Path, form: str, layer: Path, size: int = 0) -> None:
    """Make a file that holds what is changed of the disk `below`, which stays as it is. `size`: bytes, if another."""
    command = ["qemu-img", "create", "-q", "-f", "qcow2", "-F", form, "-b", str(below), str(layer)]
    subprocess.run([*command, str(size)] if size else command, check=True, capture_output=True)


@contextmanager
def inserted(file: Path, layout: Layout, folder: Path) -> Iterator[Path]:
    """Mount root and data of a card, data below the root, and what the kiosk keeps at its place; gives the root."""
    root, data = layout.root, layout.data
    with (
        mounted(file, folder / "card", ROOT_OPTIONS, begin=root.start, size=root.size) as top,
        mounted(file, top / "data", APPLIANCE, begin=data.start, size=data.size),
    ):
        try:
            yield top
        finally:
            # Whoever began a container meanwhile has these mounts too, and then no end of ours writes anything out.
            for place in (top / "data", top):
                subprocess.run(["sync", "--file-system", place], check=True)


def give_to_kiosk(root: Path) -> None:
    """What was written for the kiosk from outside becomes the kiosk's."""
    lines = (root / "etc/passwd").read_text(encoding="utf-8").splitlines()
    words = next(line.split(":") for line in lines if line.startswith("kiosk:"))
    for path in (root / "data" / KEPT, *(root / "data" / KEPT).iterdir()):
        shutil.chown(path, int(words[2]), int(words[3]))


def mended(file: Path, layout: Layout) -> str:
    """What fsck could not put in order at once, of both file systems; "": all is well."""
    said = ""
    for part in (layout.root, layout.data):
        with _device(file, part) as at:
            boot = subprocess.run(["e2fsck", "-f", "-p", at], check=False, capture_output=True, text=True)
            again = subprocess.run(["e2fsck", "-f", "-n", at], check=False, capture_output=True, text=True)
        if boot.returncode > 1 or again.returncode:
            said += f"{boot.stdout}{boot.stderr}{again.stdout}"
    return said


@contextmanager
def _device(file: Path, part: Part) -> Iterator[str]:
    """A partition as a device of its own."""
    place = ("--offset", str(part.start), "--sizelimit", str(part.size))
    command = ("losetup", "--find", "--show", *place, str(file))
    at = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    try:
        yield at
    finally:
        subprocess.run(("losetup", "--detach", at), check=True, capture_output=True)
