"""Turn Phosphor's SVG files into the white PNG files the screens tint: `make_icons.py FOLDER_OF_PHOSPHOR_CORE`.

Run by hand when `icons.txt` changes; the pictures are kept in the repository, so that a kiosk needs neither
Phosphor nor cairosvg (`pip install cairosvg`; the folder is that of the npm package @phosphor-icons/core 2.1.1).
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
SIDE: Final = 192
"""Pixels; the largest icon drawn is near this on the reference panels."""


cairosvg = import_module("cairosvg")
"""By name: neither the kiosk nor its checks have it."""


def svg_of(folder: Path, name: str, style: str) -> Path:
    """Where Phosphor keeps an icon."""
    if name.endswith("-duotone"):
        return folder / "assets" / "duotone" / f"{name}.svg"
    return folder / "assets" / style / f"{name}-{style}.svg"


def render(source: Path, target: Path) -> None:
    """Write one icon, white on nothing."""
    white = source.read_text(encoding="utf-8").replace("currentColor", "#FFFFFF")
    cairosvg.svg2png(bytestring=white.encode(), write_to=str(target), output_width=SIDE, output_height=SIDE)


def main(folder: Path) -> None:
    """Render all of icons.txt and drop the pictures it no longer names."""
    lines = (HERE / "icons.txt").read_text(encoding="utf-8").splitlines()
    icons = [line.split() for line in lines if line and not line.startswith("#")]
    wanted = {HERE / "icons" / f"{name}.png" for name, *_ in icons}
    for old in set((HERE / "icons").glob("*.png")) - wanted:
        old.unlink()
    for name, *style in icons:
        render(svg_of(folder, name, style[0] if style else "fill"), HERE / "icons" / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
