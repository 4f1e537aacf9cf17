"""What runs here, in figures and in words of closed lists: a kernel or a system may carry the name of its owner."""

import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from kiosk.health.machine import is_raspberry, told

PACKAGES: Final = ("coup-de-pouce", "kivy", "msgspec", "sqlite-utils", "segno", "soundfile", "python-escpos")
SYSTEMS: Final = frozenset({"debian", "raspbian", "ubuntu", "fedora", "arch"})
MACHINES: Final = frozenset({"x86_64", "aarch64", "armv7l", "armv6l"})
_NUMBERS: Final = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")
_BOARD: Final = re.compile(r"Raspberry Pi [\dA-Z]{1,4}( Model [A-Z]\+?)?( Plus)?( Rev \d\.\d)?")


def versions(root: Path) -> dict[str, str]:
    """By name; `root` is where `proc` and `etc` lie."""
    return {name: value for name, value in _all(root) if value}


def _all(root: Path) -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            yield name, _figures(version(name))
    yield "python", _figures(platform.python_version())
    release = dict(line.split("=", 1) for line in (told(root / "etc/os-release") or "").splitlines() if "=" in line)
    yield "system", _listed(release.get("ID", "").strip('"'), SYSTEMS)
    yield "release", _figures(release.get("VERSION_ID", "").strip('"'))
    yield "linux", _figures(platform.release())
    yield "machine", _listed(platform.machine(), MACHINES)
    board = _BOARD.match(told(root / "proc/device-tree/model") or "") if is_raspberry(root) else None
    yield "board", board[0] if board else ""


def _figures(text: str) -> str:
    """The figures at the beginning: "6.6.31+rpt-office-of-jean" is 6.6.31."""
    found = _NUMBERS.match(text)
    return found[0] if found else ""


def _listed(word: str, known: frozenset[str]) -> str:
    return word if word in known else "other" if word else ""
