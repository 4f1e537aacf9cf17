"""A recording: what was touched, where and when, and what the window showed before and after."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from tests.pilot import Pilot

FINGER = (155, 27, 48)
WIDE = 640
"""Pixels of one picture on the strip."""


@dataclass(frozen=True)
class Taken:
    """A picture, what stands under it, and where the finger came down in pixels from the bottom left; None: nowhere."""

    picture: Path
    says: str
    finger: tuple[float, float] | None = None


@dataclass
class Film:
    """Pictures are written into `folder`, numbered; `strip` puts them side by side."""

    pilot: Pilot
    folder: Path
    taken: list[Taken] = field(default_factory=list)

    def look(self, says: str, finger: tuple[float, float] | None = None) -> Taken:
        """Take a picture of the window."""
        self.pilot.draw()
        path = self.pilot.screenshot(self.folder / f"{len(self.taken):02}.png")
        self.taken.append(Taken(path, f"{self.pilot.clock.now():.1f} s  {says}", finger))
        return self.taken[-1]

    def tap(self, place: tuple[float, float], says: str) -> None:
        """Look, touch, and look again."""
        self.look(says, place)
        self.pilot.tap(*place)
        self.look("après ce toucher")

    def log(self) -> str:
        """A line a picture."""
        return "\n".join(f"{one.says}  {one.finger or ''}".rstrip() for one in self.taken) + "\n"

    def strip(self, path: Path, columns: int = 2) -> Path:
        """All pictures on one, in reading order, a ring where the finger came down."""
        cells = [_cell(one) for one in self.taken]
        wide, high = cells[0].size
        sheet = Image.new("RGB", (columns * wide, -(-len(cells) // columns) * high), "white")
        for number, cell in enumerate(cells):
            sheet.paste(cell, (number % columns * wide, number // columns * high))
        sheet.save(path)
        return path


def _cell(one: Taken) -> Image.Image:
    with Image.open(one.picture) as picture:
        whole = picture.convert("RGB")
    if one.finger is not None:
        x, y = one.finger[0], whole.height - one.finger[1]
        ImageDraw.Draw(whole).ellipse((x - 32, y - 32, x + 32, y + 32), outline=FINGER, width=10)
    high = round(whole.height * WIDE / whole.width)
    cell = Image.new("RGB", (WIDE + 16, high + 34), "white")
    cell.paste(whole.resize((WIDE, high)), (8, 4))
    ImageDraw.Draw(cell).text((10, high + 10), one.says, fill="black", font_size=16)
    return cell
