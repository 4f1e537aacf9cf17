"""Where the facilitator's guide and its pictures lie."""

from typing import Final

from tests.house.rules import ROOT

GUIDE: Final = ROOT / "docs" / "guide-animateur.fr.md"
SHEET: Final = ROOT / "docs" / "guide-animateur.css"
"""How it is printed."""
IMAGES: Final = ROOT / "docs" / "images"
SIZE: Final = (1280, 800)
"""Pixels of the window; a picture has half as many a side."""
LARGEST: Final = 60_000
"""Bytes of a picture."""
WORDS: Final = "words"
"""In a picture's file, the name of the note that holds all words on the screen of which it was taken."""
