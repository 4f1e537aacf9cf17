"""Lexend, under the three names the theme uses."""

from importlib.resources import files
from typing import Final

from kivy.core.text import LabelBase

from screens.theme import BOLD, REGULAR, SEMIBOLD

FILES: Final = {REGULAR: "Lexend_400Regular.ttf", SEMIBOLD: "Lexend_600SemiBold.ttf", BOLD: "Lexend_700Bold.ttf"}


def font_path(name: str) -> str:
    """The file of one of the theme's fonts."""
    return str(files("screens") / "assets" / "fonts" / FILES[name])


def register_fonts() -> None:
    """Make the theme's fonts known to Kivy; calling it again changes nothing."""
    for name in FILES:
        LabelBase.register(name, font_path(name))
