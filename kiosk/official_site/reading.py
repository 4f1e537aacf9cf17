"""Pure: *Lire la page*: what is in sight, in reading order, some sentences at a time."""

from dataclasses import dataclass, field

from kiosk.official_site import words
from kiosk.official_site.announce import ended, mark_of, shortened, utterances
from kiosk.official_site.plain import holds, plain
from kiosk.official_site.view import Element, Entry, View
from kiosk.page import Utterance

MOST_WORDS = 60
"""Half a minute at the usual pace; the next touch reads on."""
_TOLD = frozenset({"text", "heading", "paragraph", "alert", "status", "StaticText"})
"""Roles that are read as they stand: nobody needs to hear "texte"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said now, and where the next touch goes on."""

    say: tuple[Utterance, ...] = field(repr=False)
    next: int = 0
    """Number of the element with which it goes on; 0: from the first in sight."""


def read(view: View, start: int = 0) -> Reading:
    """Read on from an element (by its number in what is in sight). Never empty: an empty page is said to be."""
    language = view.language.partition("-")[0].casefold() or "fr"
    there = in_sight(view)
    begin = start if start < len(there) else 0
    say: list[Utterance] = []
    for number, element in enumerate(there[begin:], begin):
        if _count(say) >= MOST_WORDS:
            return Reading((*say, Utterance(words.GOES_ON)), number)
        say += _as_read(element, language)
    if not say and not begin:
        say.append(Utterance(words.EMPTY))
    return Reading((*say, Utterance(words.GOES_ON)) if view.extent.goes_on else tuple(say))


def in_sight(view: View) -> tuple[Element, ...]:
    """What the viewport shows, each text once; everything where no element knows its place."""
    placed = [one for one in view.elements if one.box is not None]
    there = [one for one in placed if _seen(one, view.extent.height)] if placed else list(view.elements)
    said: list[Element] = []
    for element in there:
        name = plain(element.name)
        if element.role in _TOLD and (not name or (said and _says_again(element, said[-1]))):
            continue
        if said and said[-1].role in _TOLD and name and plain(said[-1].name) == name:
            said.pop()
        if name or element.entry is not Entry.NONE:
            said.append(element)
    return tuple(said)


def _says_again(text: Element, before: Element) -> bool:
    """Whether a text is inside the button or link before it, whose name has it, or is that same text once more."""
    return plain(text.name) == plain(before.name) or (before.role not in _TOLD and holds(before.name, text.name))


def _seen(element: Element, height: float) -> bool:
    box = element.box
    return box is not None and box.top < height - 1 and box.top + box.height > 1 if height else True


def _as_read(element: Element, language: str) -> tuple[Utterance, ...]:
    if element.role in _TOLD:
        text = shortened(element.name, 4 * MOST_WORDS)
        return (Utterance(ended(text), mark_of(element), language, live=True),) if text else ()
    return utterances(element, language)


def _count(say: list[Utterance]) -> int:
    return sum(len(one.text.split()) for one in say)
