"""How much room a text takes, before anything is drawn. No text is remembered: some are a visitor's own.

Kivy breaks a word that is too long in its middle; so lines are made here, at plain spaces only, and Kivy is given
one line at a time.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kivy.core.text import Label as CoreLabel

from screens.fonts import register_fonts
from screens.theme import TextStyle

LINE_HEIGHT: Final = 1.25
"""Ems from the top of an accent to the foot of a "g", in Lexend."""
LINE_STEP: Final = 1.15
"""Ems from one line to the next."""

register_fonts()


def core_label(style: TextStyle, text: str = "") -> CoreLabel:
    """Kivy's own measuring and drawing of one line."""
    return CoreLabel(text=text, font_name=style.font, font_size=style.size)


@lru_cache(maxsize=64)
def _ruler(style: TextStyle) -> CoreLabel:
    """What measures texts in a style; it holds none of them."""
    return core_label(style)


def width_of(text: str, style: TextStyle) -> float:
    """Pixels of one line of text."""
    return float(_ruler(style).get_extents(text)[0]) if text else 0.0


def longest_word(text: str, style: TextStyle) -> float:
    """Pixels of the widest word: a box narrower than this would have to break it."""
    return max((width_of(word, style) for word in _words(text)), default=0.0)


def wrapped_lines(text: str, style: TextStyle, width: float) -> list[str]:
    """The lines a text falls into; a line end begins a new one, a no-break space never does.

    A word wider than the column stands alone on its line, whole: `fits` tells.
    """
    ruler = _ruler(style)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and ruler.get_extents(longer)[0] > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def height_of_lines(count: int, style: TextStyle) -> float:
    """Pixels of this many lines under one another."""
    return style.size * (LINE_HEIGHT + (count - 1) * LINE_STEP) if count else 0.0


def wrapped_height(text: str, style: TextStyle, width: float) -> float:
    """Pixels of a text set in a column of this width; 0 for no text."""
    return height_of_lines(len(wrapped_lines(text, style, width)), style) if text else 0.0


def fits(text: str, style: TextStyle, width: float, height: float) -> bool:
    """True when the whole text stands in the box without a broken word."""
    return longest_word(text, style) <= width and wrapped_height(text, style, width) <= height


def pages_of(
    sentences: Sequence[str], style: TextStyle, width: float, height: float, gap: float = 0.0
) -> list[list[str]]:
    """Sentences, in order, shared out over boxes of this size with `gap` pixels between two of them.

    A sentence is never cut: one that is taller than the box has a page of its own.
    """
    pages: list[list[str]] = []
    used = 0.0
    for sentence in sentences:
        needed = wrapped_height(sentence, style, width)
        if pages and used + gap + needed <= height:
            pages[-1].append(sentence)
            used += gap + needed
        else:
            pages.append([sentence])
            used = needed
    return pages


def _words(text: str) -> list[str]:
    return text.replace("\n", " ").split(" ")
