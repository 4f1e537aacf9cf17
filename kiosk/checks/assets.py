"""Letters and pictures: every icon and every font of the list is there, and is one."""

from pathlib import Path
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, broken, ready

TITLE: Final = "Les lettres et les images"
ICON: Final = "image"
_PICTURE: Final = b"\x89PNG\r\n\x1a\n"
_FONT: Final = b"\0\1\0\0"
"""How TrueType begins."""


def look(needs: Needs) -> Found:
    """The list of the icons stands beside them."""
    fonts = sorted((needs.assets / "fonts").glob("*.ttf"))
    icons = [needs.assets / "icons" / f"{name}.png" for name in _names(needs.assets / "icons.txt")]
    if not (fonts and icons):
        return broken("Les lettres ou les images manquent.", CALL)
    if not (all(_begins(one, _FONT) for one in fonts) and all(_begins(one, _PICTURE) for one in icons)):
        return broken("Des lettres ou des images sont abîmées.", CALL)
    return ready("Les lettres et les images sont là.")


def _names(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def _begins(path: Path, with_: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(with_)) == with_
    except OSError:
        return False
