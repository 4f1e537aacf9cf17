"""A recording: what was touched, where and when, and what the window showed before and after."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import screens
from tests.pilot import Pilot

FINGER = (155, 27, 48)
LETTERS = Path(screens.__path__[0]) / "assets" / "fonts" / "Lexend_400Regular.ttf"
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
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.pilot.clock.now()

    def look(self, says: str, finger: tuple[float, float] | None = None) -> Taken:
        """Take a picture of the window."""
        self.pilot.draw()
        path = self.pilot.screenshot(self.folder / f"{len(self.taken):02}.png")
        self.taken.append(Taken(path, f"{self.pilot.clock.now() - self.begun:.1f} s\u2002{says}", finger))
        return self.taken[-1]

    def tap(self, place: tuple[float, float], says: str) -> None:
        """Look, touch, and look again."""
        self.look(says, place)
        self.pilot.tap(*place)
        self.look("après ce toucher")

    def log(self) -> str:
        """A line a picture."""
        return "".join(f"{one.says}{_place(one)}\n" for one in self.taken)

    def strip(self, path: Path, columns: int = 2) -> Path:
        """All pictures on one, in reading order, a ring where the finger came down."""
        cells = [_cell(one) for one in self.taken]
        wide, high = cells[0].size
        sheet = Image.new("RGB", (columns * wide, -(-len(cells) // columns) * high), "white")
        for number, cell in enumerate(cells):
            sheet.paste(cell, (number % columns * wide, number // columns * high))
        sheet.save(path)
        return path


def _place(one: Taken) -> str:
    return f" ({one.finger[0]:.0f}, {one.finger[1]:.0f})" if one.finger else ""


def _cell(one: Taken) -> Image.Image:
    with Image.open(one.picture) as picture:
        whole = picture.convert("RGB")
    if one.finger is not None:
        x, y = one.finger[0], whole.height - one.finger[1]
        ImageDraw.Draw(whole).ellipse((x - 32, y - 32, x + 32, y + 32), outline=FINGER, width=10)
    high = round(whole.height * WIDE / whole.width)
    cell = Image.new("RGB", (WIDE + 16, high + 34), "white")
    cell.paste(whole.resize((WIDE, high)), (8, 4))
    ImageDraw.Draw(cell).text((10, high + 10), one.says, fill="black", font=ImageFont.truetype(LETTERS, 16))
    return cell
