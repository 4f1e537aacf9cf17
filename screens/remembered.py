"""How pages fall into parts, found out once: that takes as long as drawing them several times."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from kiosk.page import Choice, ChoicePage, FiguresPage, HomePage, InfoPage, NoticePage, Page, Prefs, SettingsPage
from screens.panel import Panel
from screens.split import split

CONTENT: Final = (HomePage, ChoicePage, InfoPage, FiguresPage, NoticePage, SettingsPage)
"""Pages that hold nothing of a visitor but their preferences."""


def parts_of(page: Page, panel: Panel) -> tuple[Page, ...]:
    """The parts of a page on this panel."""
    if isinstance(page, SettingsPage):
        return tuple(_chosen(part, page) for part in _known(_unchosen(page), panel))
    if isinstance(page, CONTENT):
        return tuple(replace(part, prefs=page.prefs) for part in _known(_unheard(page), panel))
    return split(page, panel)


@lru_cache(maxsize=128)
def _known(page: Page, panel: Panel) -> tuple[Page, ...]:
    return split(page, panel)


def _unheard(page: Page) -> Page:
    """The page without the preferences that take no room: those for the ear."""
    return replace(page, prefs=Prefs(large=page.prefs.large, black_and_white=page.prefs.black_and_white))


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
