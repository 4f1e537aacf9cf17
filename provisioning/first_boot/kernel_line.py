"""The kernel's line of a freshly flashed card, without what would let the root take the whole card."""

import re
from typing import Final

_GROWS: Final = re.compile(r"resize|init=\S*/(init_resize\.sh|firstboot)")
"""Raspberry Pi OS 13 grows the root in its initramfs by the word `resize`; before it, a program instead of init did."""
_PINNED: Final = re.compile(r"ds=nocloud;i=[^;\s]+")
"""What the Imager adds: a name of its own for the first boot. It would hide that of our meta-data."""


def bounded(line: str) -> str:
    """The same line, by which the root stays as large as it was flashed."""
    kept = [word for word in line.split() if not _GROWS.fullmatch(word) and not _PINNED.fullmatch(word)]
    return " ".join(kept) + "\n"
