"""Texts of a page as they are read: words of one line in one piece, whatever was made bold in the middle."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kiosk.official_site.view import Box, Element

_GAP = 8.0
"""CSS pixels between words of one sentence, at most; columns stand further apart."""


def joined(elements: Iterable[tuple[Element, str]]) -> Iterator[Element]:
    """Give the elements, with texts joined that stand in one line of one block (its key stands beside each)."""
    before: Element | None = None
    block = ""
    for element, of in elements:
        if before and before.role == element.role == "text" and of == block and _follows(before.box, element.box):
            name = f"{before.name} {element.name}"
            before = replace(before, name=name, box=_around(before.box, element.box))
            continue
        if before:
            yield before
        before, block = element, of
    if before:
        yield before


def _follows(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    together = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return together > min(one.height, other.height) / 2 and other.left - (one.left + one.width) <= _GAP


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Box(left, top, right - left, bottom - top)
