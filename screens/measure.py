"""How much room a text takes, before anything is drawn. No text is remembered: some are a visitor's own.

Kivy breaks a word that is too long in its middle; so lines are made here, at plain spaces only, and Kivy is given
one line at a time.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from kivy.core.text import Label as CoreLabel

from screens.fonts import register_fonts
from screens.theme import TextStyle

LINE_HEIGHT: Final = 1.25
"""Ems from the top of an accent to the foot of a "g", in Lexend."""
LEANING: Final = 3
"""Letters at most of a word that is read with the next one."""
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

    As few as can be, and nearly even: no word is left alone under a full line, and a short one ("le", "à") stands with
    what follows it where there is room. A word wider than the column stands alone on its line, whole: `fits` tells.
    """
    return [line for lines in _filled(text, style, width) for line in _evened(lines, style, width)]


def _filled(text: str, style: TextStyle, width: float) -> list[list[str]]:
    """The lines of each paragraph, every one as full as can be."""
    ruler = _ruler(style)
    paragraphs: list[list[str]] = []
    for paragraph in text.split("\n"):
        lines: list[str] = []
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and ruler.get_extents(longer)[0] > width:
                lines.append(line)
                line = word
            else:
                line = longer
        paragraphs.append([*lines, line])
    return paragraphs


def _evened(lines: list[str], style: TextStyle, width: float) -> list[str]:
    """As many lines, from which words went down: for two of nearly one length, then with what they belong to."""

    def shorter(above: str, below: str, upper: str, lower: str) -> bool:
        longest = max(width_of(upper, style), width_of(lower, style))
        return max(width_of(above, style), width_of(below, style)) < longest

    def together(above: str, below: str, upper: str, _: str) -> bool:
        return _leans(upper) and not all(map(_leans, above.split(" "))) and width_of(below, style) <= width

    return _lowered(_lowered(lines, shorter), together)


def _lowered(lines: list[str], better: Callable[[str, str, str, str], bool]) -> list[str]:
    """The lines after the last word of each went down as long as the two lines without and with it are `better`."""
    low, moved = list(lines), len(lines) > 1
    while moved:
        moved = False
        for number in reversed(range(len(low) - 1)):
            above, _, word = low[number].rpartition(" ")
            below = f"{word} {low[number + 1]}"
            if above and better(above, below, *low[number : number + 2]):
                low[number : number + 2] = above, below
                moved = True
    return low


def _leans(line: str) -> bool:
    """True when a line ends with a word of a few letters, which goes with the next: an article, a preposition."""
    word = line.rpartition(" ")[2]
    return word.isalpha() and len(word) <= LEANING


def height_of_lines(count: int, style: TextStyle) -> float:
    """Pixels of this many lines under one another."""
    return style.size * (LINE_HEIGHT + (count - 1) * LINE_STEP) if count else 0.0


def wrapped_height(text: str, style: TextStyle, width: float) -> float:
    """Pixels of a text set in a column of this width; 0 for no text."""
    return height_of_lines(sum(map(len, _filled(text, style, width))), style) if text else 0.0


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
