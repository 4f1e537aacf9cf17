"""What is so on a machine before anything is changed: read once, by `probe.sh`, into frozen facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where the machine's root is."""

    CHROOT = "chroot"
    """A folder: the image that will be a card."""
    CONTAINER = "container"
    """Booted, on disks that are not its own."""
    MACHINE = "machine"
    """Booted from its own card."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One machine. Sizes in MiB; a text is empty, and a number 0, where nothing is known."""

    place: Place
    system: str = ""
    release: int = 0
    architecture: str = ""
    model: str = ""
    hostname: str = ""
    root_type: str = ""
    """The kind of file system of /, as `stat -f` says it; an overlay is a read-only appliance."""
    root_writable: bool = True
    free_mb: int = 0
    memory_mb: int = 0
    groups: frozenset[str] = field(default=frozenset())
    sound: tuple[str, ...] = ()
    """Sound cards, as ALSA names them."""
    panels: tuple[str, ...] = ()
    """The best mode of each screen that is there, "1280x800"."""
    wifi: bool = False
    data_mounted: bool = False
    data_label: str = ""
    """The device of the data partition, where there is one."""
    disk: str = ""
    """The disk that holds the root."""
    unused_mb: int = 0
    """The largest part of it that belongs to no partition."""
    boot_files: bool = False
    """Does a Pi's firmware read its settings from /boot/firmware, and no image of ours wrote them?"""
    release_now: str = ""
    """The kiosk's current release."""


def read(lines: Iterable[str], *, chroot: bool) -> Facts:
    """Facts from what `probe.sh` printed; a line that nobody knows is passed over."""
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    booted, container = said.pop("booted", "") == "yes", said.pop("container", "") == "yes"
    place = Place.CHROOT if chroot or not booted else Place.CONTAINER if container else Place.MACHINE
    known = {one.name: one.type for one in fields(Facts)}
    return Facts(place, **{key: _value(known[key], text) for key, text in said.items() if key in known})


def _value(kind: Any, text: str) -> Any:  # noqa: ANN401 - as many kinds as the fields have
    """A fact's text as what the field holds."""
    if kind in {int, "int"}:
        return int(text) if text.isdigit() else 0
    if kind in {bool, "bool"}:
        return text == "yes"
    if kind in {str, "str"}:
        return text.strip()
    return frozenset(text.split()) if "frozenset" in str(kind) else tuple(text.split())
