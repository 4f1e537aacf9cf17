"""Every kind of page of a guided visit with nothing of a site on it: for clips, and for the checks of wording."""

from collections.abc import Iterator
from typing import Final

from kiosk.official_site.state import Picture
from kiosk.official_site.view import Element, Entry
from kiosk.official_site.words import Notice, all_notices
from kiosk.page import Page
from kiosk.pages.site_pages import TITLES, ZOOMS, Beside, site_page

_FIELD: Final = 1
_DAY: Final = ("", "2027", "2027-01")
_PARTS: Final = {
    Entry.CHOICE: ("",),
    Entry.DATE: _DAY,
    Entry.TIME: ("", "10"),
    Entry.MOMENT: (*_DAY, "2027-01-12", "2027-01-12T10"),
}
"""What was chosen so far of a list, a day, an hour."""


def every_site_page() -> Iterator[Page]:
    """The page, its fields with every keypad, its lists, and what lies over it."""
    for zoom in ZOOMS:
        yield site_page(_picture(), Beside(zoom))
    for entry in TITLES:
        for layout in ("abc", "azerty"):
            for capitals in (False, True):
                yield _open(entry, Beside(layout=layout, node=_FIELD, typed=".", capitals=capitals))
    for entry, parts in _PARTS.items():
        for part in parts:
            yield _open(entry, Beside(node=_FIELD, part=part))
    for notice in all_notices():
        shown = Notice(notice.title, notice.lines, notice.ways, shown="…", spoken=notice.spoken)
        yield site_page(_picture(notice=shown), Beside())


def _open(entry: Entry, beside: Beside) -> Page:
    return site_page(_picture(Element(_FIELD, "textbox", "", entry=entry)), beside)


def _picture(entry: Element | None = None, notice: Notice | None = None) -> Picture:
    return Picture(
        name="",
        say=(),
        free=False,
        unverified=True,
        waiting=False,
        working=False,
        before=True,
        up=True,
        down=True,
        read=True,
        notice=notice,
        entry=entry,
    )
