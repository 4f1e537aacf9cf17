"""Pure: the words of a page as its screen shows them, for somebody who reads them on paper."""

from dataclasses import dataclass

from kiosk.official_site.sample import MARK
from kiosk.page import (
    ChecklistPage,
    Choice,
    EntryPage,
    IdlePage,
    OutOfServicePage,
    Page,
    SettingsPage,
    SitePage,
    SlotsPage,
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen as the tour left it: its page, and the names of its picture and of its sound ("": nothing heard)."""

    page: Page
    picture: str
    sound: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of one screen; what a visitor typed is not among them."""

    title: str
    lines: tuple[str, ...]
    items: tuple[str, ...]
    """Things to tick, days, options: what is listed and is no way on."""
    buttons: tuple[Choice, ...]
    """The ways on, without the bar at the foot."""


def shown(page: Page) -> Shown:
    """What this page shows."""
    heading = page.title if isinstance(page, SitePage) else None  # there the first sentence is the title
    lines = tuple(line.text for line in page.lines if line.text and not line.personal and line.text != heading)
    above = (page.notice,) if page.notice else ()
    return Shown(
        page.title, (*above, *lines, *_below(page)), _items(page), tuple(one for one in page.choices if one.label)
    )


def labelled(label: str, hint: str) -> str:
    """A button's words in one line."""
    return f"{label}. {hint}" if hint else label


def _below(page: Page) -> tuple[str, ...]:
    match page:
        case EntryPage():
            return (page.field,)
        case SlotsPage():
            return (page.day,) if page.day else ()
        case SitePage():
            return (MARK, page.official.name, *((page.official.note,) if page.official.note else ()))
        case IdlePage():
            return (page.left,) if page.left else ()
        case OutOfServicePage():
            return tuple(one for one in (page.fault, *page.troubles) if one)
        case _:
            return ()


def _items(page: Page) -> tuple[str, ...]:
    match page:
        case ChecklistPage():
            return tuple(item.label for item in page.items)
        case SlotsPage():
            return tuple(f"{day.weekday} {day.number} {day.month}" for day in page.days)
        case SettingsPage():
            return tuple(
                f"{group.label} : {', '.join(option.label for option in group.options if option.label)}"
                for group in page.groups
            )
        case _:
            return ()
