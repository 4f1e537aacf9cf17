"""The parts of a keypad for a field of an official page, found out once a keypad, without a word of the site."""

import re
from collections.abc import Callable
from dataclasses import replace

from kiosk.page import EntryPage, Line, Official, Page, Prefs, SiteEntryPage

WIDE = "m"
"""The widest letter: a note fits wherever its double does."""


def bare(page: SiteEntryPage) -> SiteEntryPage:
    """The page with nothing of the site and of the visitor; its sentences have as much room as they need at most."""
    return replace(
        page,
        lines=tuple(Line(re.sub(r"\S", WIDE, line.text), str(number)) for number, line in enumerate(page.lines)),
        field="",
        value=Line(""),
        choices=tuple(replace(choice, enabled=True) for choice in page.choices),
        official=Official(""),
        prefs=Prefs(large=page.prefs.large, black_and_white=page.prefs.black_and_white),
        say=(),
    )


def site_parts(page: SiteEntryPage, parts: Callable[[Page], tuple[Page, ...]]) -> tuple[Page, ...]:
    """The parts that `parts` knows, with the words of this page."""
    return tuple(_filled(part, page) for part in parts(bare(page)))


def _filled(part: Page, page: SiteEntryPage) -> Page:
    lines = tuple(page.lines[int(line.spoken)] for line in part.lines)
    part = replace(part, lines=lines, prefs=page.prefs)
    if isinstance(part, SiteEntryPage):
        return replace(part, field=page.field, value=page.value, choices=page.choices, official=page.official)
    if isinstance(part, EntryPage):
        raise TypeError(part)
    return part
