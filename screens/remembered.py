"""How pages fall into parts, found out once: that takes as long as drawing them several times."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from kiosk.page import (
    Choice,
    ChoicePage,
    EntryPage,
    FiguresPage,
    HomePage,
    InfoPage,
    Line,
    NoticePage,
    OutcomePage,
    Page,
    Prefs,
    SettingsPage,
    SiteEntryPage,
)
from kiosk.staff_page import StaffPage
from screens.panel import Panel
from screens.remembered_site import site_parts
from screens.split import split

CONTENT: Final = (HomePage, ChoicePage, InfoPage, FiguresPage, NoticePage, OutcomePage, SettingsPage, StaffPage)
"""Pages that hold nothing of a visitor but their preferences."""


def parts_of(page: Page, panel: Panel) -> tuple[Page, ...]:
    """The parts of a page on this panel."""
    if isinstance(page, SettingsPage):
        return tuple(_chosen(part, page) for part in _known(_unchosen(page), panel))
    if isinstance(page, SiteEntryPage):
        return site_parts(page, partial(_known, panel=panel))
    if page.passing:
        return split(page, panel)
    if isinstance(page, EntryPage):
        return tuple(_typed(part, page) for part in _known(_untyped(page), panel))
    if isinstance(page, CONTENT):
        return tuple(replace(part, prefs=page.prefs) for part in _known(_unheard(page), panel))
    return split(page, panel)


@lru_cache(maxsize=128)
def _known(page: Page, panel: Panel) -> tuple[Page, ...]:
    return split(page, panel)


def _unheard(page: Page) -> Page:
    """The page without the preferences that take no room: those for the ear."""
    return replace(page, prefs=Prefs(large=page.prefs.large, black_and_white=page.prefs.black_and_white))


def _untyped(page: EntryPage) -> Page:
    """The page as if nothing was typed: nothing of a visitor may stay, and what is typed takes no room of its own."""
    return _unheard(replace(page, value=Line(""), choices=_enabled(page.choices)))


def _enabled(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(replace(choice, enabled=True) for choice in choices)


def _typed(part: Page, page: EntryPage) -> Page:
    """A part with what was typed; only the one that is read before the keys has nothing of it."""
    if isinstance(part, EntryPage):
        part = replace(part, value=page.value, choices=page.choices)
    return replace(part, prefs=page.prefs)


def _unchosen(page: SettingsPage) -> Page:
    """The page as if nothing on it was chosen: a tick takes no room."""
    groups = tuple(
        replace(group, options=tuple(replace(option, chosen=False) for option in group.options))
        for group in page.groups
    )
    return _unheard(replace(page, groups=groups))


def _chosen(part: Page, page: SettingsPage) -> Page:
    """A part with what is chosen on the page."""
    options: dict[str, Choice] = {option.id: option for group in page.groups for option in group.options}
    if not isinstance(part, SettingsPage):
        raise TypeError(part)
    groups = tuple(
        replace(group, options=tuple(options[option.id] for option in group.options)) for group in part.groups
    )
    return replace(part, groups=groups, prefs=page.prefs)
