"""Pages that do not fit on this panel become parts: nothing scrolls, and nothing is ever cut.

A part is a page like any other. Whether it fits is asked of its screen, which is built and never shown: there is
one truth about what takes how much room. What a part says is composed later, from what it shows.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, TypeVar

from kivy.uix.layout import Layout

from kiosk.languages.wording import Further
from kiosk.page import (
    AgendaPage,
    ChecklistPage,
    Choice,
    ChoicePage,
    Day,
    EntryPage,
    ErasedPage,
    FiguresPage,
    HomePage,
    IdlePage,
    InfoPage,
    Line,
    OutOfServicePage,
    Page,
    QrPage,
    SettingsPage,
    SitePage,
    SlotsPage,
    TicketPage,
    WaitingPage,
)
from kiosk.staff_page import StaffPage
from screens import more
from screens.navigator import screen_for
from screens.page_screen import PageScreen
from screens.panel import Panel
from screens.press import PressRules
from screens.split_agenda import agenda_parts
from screens.split_figures import figures_parts, is_long
from screens.split_settings import settings_parts
from screens.split_staff import staff_parts
from screens.theme import theme_for
from screens.widgets.kit import Kit

Unit = TypeVar("Unit")
Fits = Callable[[Page], bool]
WHOLE: Final = (IdlePage, ErasedPage, OutOfServicePage, WaitingPage, SitePage)
"""Pages of so few words that their screens alone see to it."""
SPARE: Final = 3
"""How many parts more than the fewest are tried, where some texts are longer than the first ones."""
STRIP: Final = (9, 7, 6, 5, 4, 3)
"""How many days the strip above the hours may show."""
ROW: Final = {"azerty": 10, "digits": 3}
"""Keys of a row that stay together."""


def split(  # noqa: C901, PLR0911, PLR0912  # one way a kind of page
    page: Page, panel: Panel
) -> tuple[Page, ...]:
    """The parts of a page on this panel at this visitor's preferences; one, when it fits."""

    @cache  # it forgets with this search: some pages hold a visitor's own words
    def fits(part: Page) -> bool:
        return stands(part, panel)

    if isinstance(page, WHOLE):
        return (page,)
    screen = _trial(page, panel)
    if screen.fits and not (isinstance(page, FiguresPage) and is_long(page)):
        return (page,)
    match page:
        case HomePage() | ChoicePage():
            return _choices(page, fits)
        case SlotsPage(day=""):
            return _days(page, fits)
        case SlotsPage():
            return _hours(page, fits)
        case EntryPage():
            return _keys(page, fits)
        case QrPage():
            return _code(page, fits)
        case ChecklistPage():
            return _items(page, fits)
        case SettingsPage():
            return settings_parts(page, screen)
        case FiguresPage():
            return figures_parts(page, screen)
        case AgendaPage():
            return agenda_parts(page, fits, lambda units, words, make: _circle(page, units, words, make, fits))
        case StaffPage():
            return staff_parts(page, fits, lambda of, make: _circle(of, of.choices, of.house.choices, make, fits))
        case TicketPage():
            return _ticket(page, fits)
        case _:
            return _reading(page, fits, _grouped(page.lines), _with_lines)


def stands(page: Page, panel: Panel) -> bool:
    """True when the page's screen holds it with every letter at its full size."""
    return _trial(page, panel).fits


def _trial(page: Page, panel: Panel) -> PageScreen:
    """The page's screen, which is never shown."""
    kit = Kit(theme_for(panel, page.prefs), PressRules(lambda: 0.0))
    screen = screen_for(page)(kit, page, lambda _: None, trial=True)
    for widget in screen.walk(restrict=True):
        if isinstance(widget, Layout):
            widget._trigger_layout.cancel()  # noqa: SLF001  # it is never shown: Kivy must not lay it out
    return screen


def chunks(units: Sequence[Unit], count: int) -> list[tuple[Unit, ...]]:
    """The units, in order, in this many chunks of nearly one size, the first ones larger."""
    each, longer = divmod(len(units), count)
    ends = [each * number + min(number, longer) for number in range(count + 1)]
    return [tuple(units[start:end]) for start, end in itertools.pairwise(ends)]


def _first_that_fits(candidates: Iterator[list[Page]], fits: Fits) -> tuple[Page, ...] | None:
    for parts in candidates:
        if all(fits(part) for part in parts):
            return tuple(parts)
    return None


def _circle(
    page: Page,
    units: Sequence[Unit],
    words: Further,
    make: Callable[[tuple[Unit, ...], Choice], Page],
    fits: Fits,
) -> tuple[Page, ...]:
    """Parts that lead on to one another, and the last back to the first."""
    if len(units) < 2:  # noqa: PLR2004  # one thing alone cannot be shared out
        return (page,)
    most = _most(lambda count: fits(make(tuple(units[:count]), more.further(words, last=False))), len(units) - 1)

    def parts(count: int) -> list[Page]:
        shared = chunks(units, count)
        return [make(chunk, more.further(words, last=chunk is shared[-1])) for chunk in shared]

    fewest = -(-len(units) // most)
    tried = [*range(fewest, fewest + SPARE + 1), *(fewest * times for times in (2, 3, 4)), len(units)]
    counts = [count for count in dict.fromkeys(tried) if count <= len(units)]
    return _first_that_fits((parts(count) for count in counts), fits) or tuple(parts(len(units)))


def _most(fit: Callable[[int], bool], limit: int) -> int:
    """The most things that fit, from 1 to `limit`, found by halving; 1 when not even one does."""
    low, high = 1, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fit(middle) else (low, middle - 1)
    return low


def _choices(page: Page, fits: Fits) -> tuple[Page, ...]:
    """Choices over parts; the sentences above all of them, or before them on a part of their own."""

    def with_choices(of: Page) -> Callable[[tuple[Choice, ...], Choice], Page]:
        return lambda chunk, further: replace(of, choices=(*chunk, further))

    whole = _circle(page, page.choices, page.house.choices, with_choices(page), fits)
    if not page.lines:
        return whole
    bare = replace(page, lines=())
    after = (bare,) if fits(bare) else _circle(bare, page.choices, page.house.choices, with_choices(bare), fits)
    apart = (*_before(page, fits), *after)
    return _better(whole, apart, fits)


def _better(one: tuple[Page, ...], other: tuple[Page, ...], fits: Fits) -> tuple[Page, ...]:
    """The parts that fit; of two that do, the fewer."""
    if all(fits(part) for part in other):
        return one if len(one) <= len(other) and all(fits(part) for part in one) else other
    return one if all(fits(part) for part in one) else other


def _before(page: Page, fits: Fits) -> tuple[Page, ...]:
    """The sentences of a page without its choices, each part leading on."""
    onward = more.onward(page)

    def parts(count: int) -> list[Page]:
        return [replace(page, lines=chunk, choices=(onward,)) for chunk in chunks(page.lines, count)]

    found = _first_that_fits((parts(count) for count in range(1, len(page.lines) + 1)), fits)
    return found or tuple(parts(max(1, len(page.lines))))


def _reading(
    page: Page,
    fits: Fits,
    groups: Sequence[tuple[Unit, ...]],
    make: Callable[[Page, tuple[Unit, ...], tuple[Choice, ...]], Page],
) -> tuple[Page, ...]:
    """Things to read or to touch over parts that lead on; the page's own choices stand on the last one."""
    onward = (more.onward(page),)

    def parts(count: int, *, alone: bool) -> list[Page]:
        shared = [tuple(unit for group in chunk for unit in group) for chunk in chunks(groups, count)]
        led = shared if alone else shared[:-1]
        read = [make(page, chunk, onward) for chunk in led]
        return read if alone else [*read, make(page, shared[-1], page.choices)]

    most = len(groups)
    found = _first_that_fits((parts(count, alone=False) for count in range(2, most + 1)), fits)
    if found:
        return found
    alone = _first_that_fits((parts(count, alone=True) for count in range(1, most + 1)), fits)
    ways = make(replace(page, lines=()), (), page.choices)
    last = (ways,) if fits(ways) else _choices(ways, fits)
    return (*(alone or parts(max(1, most), alone=True)), *last)


def _ticket(page: TicketPage, fits: Fits) -> tuple[Page, ...]:
    """The ticket over parts; or without the time that is left, where that saves some."""
    bare, lines = replace(page, erase_in=""), _grouped(page.lines)
    parts = _reading(page, fits, lines, _with_lines)
    return _better(parts, (bare,) if fits(bare) else _reading(bare, fits, lines, _with_lines), fits)


def _items(page: ChecklistPage, fits: Fits) -> tuple[Page, ...]:
    """Things to bring, the sentences above all of them or on a part before."""
    groups = [(item,) for item in page.items]
    whole = _reading(page, fits, groups, _with_items)
    if not page.lines:
        return whole
    bare = replace(page, lines=())
    after = (bare,) if fits(bare) else _reading(bare, fits, groups, _with_items)
    return _better(whole, (*_before(replace(page, items=()), fits), *after), fits)


def _days(page: SlotsPage, fits: Fits) -> tuple[Page, ...]:
    """Days over parts, the sentences above all of them or on a part before."""

    def days_of(of: SlotsPage) -> tuple[Page, ...]:
        def make(days: tuple[Day, ...], further: Choice) -> Page:
            return replace(of, days=days, choices=(further,))

        return (of,) if fits(of) else _circle(of, of.days, of.house.days, make, fits)

    whole = days_of(page)
    if not page.lines:
        return whole
    return _better(whole, (*_before(replace(page, days=()), fits), *days_of(replace(page, lines=()))), fits)


def _hours(page: SlotsPage, fits: Fits) -> tuple[Page, ...]:
    """All hours under as much of the strip as there is room for; else hours over parts, without it."""
    bare = replace(page, days=())
    if fits(bare):
        for count in STRIP:
            short = replace(page, days=_around_chosen(page, count))
            if count < len(page.days) and fits(short):
                return (short,)
        return (bare,)

    def make(hours: tuple[Choice, ...], further: Choice) -> Page:
        return replace(bare, choices=(*hours, further))

    return _circle(bare, page.choices, page.house.hours, make, fits)


def _around_chosen(page: SlotsPage, count: int) -> tuple[Day, ...]:
    chosen = next((number for number, day in enumerate(page.days) if day.choice.chosen), 0)
    start = max(0, min(chosen - count // 2, len(page.days) - count))
    return page.days[start : start + count]


def _keys(page: EntryPage, fits: Fits) -> tuple[Page, ...]:
    """The keypad, with the sentences above it, or before it on a part of their own: then more keys find room."""
    whole = _keypad(page, fits)
    if not page.lines:
        return whole
    bare = replace(page, lines=())
    text = InfoPage(
        title=page.title,
        lines=page.lines,
        choices=(more.onward(page),),
        icon="keyboard",
        tone=page.tone,
        bar=page.bar,
        progress=page.progress,
        example=page.example,
        practice=page.practice,
        prefs=page.prefs,
        house=page.house,
    )
    before = (text,) if fits(text) else _before(text, fits)
    return _better(whole, (*before, *((bare,) if fits(bare) else _keypad(bare, fits))), fits)


def _keypad(page: EntryPage, fits: Fits) -> tuple[Page, ...]:
    """Whole rows of a keypad where the panel is wide enough for them, else as many keys as there is room for."""
    length = ROW.get(page.layout, 1)

    def make(rows: tuple[tuple[Choice, ...], ...], further: Choice) -> Page:
        keys = tuple(key for row in rows for key in row)
        return replace(page, keys=keys, tools=(*page.tools, further))

    rows = [page.keys[start : start + length] for start in range(0, len(page.keys), length)]
    words = page.house.figures if page.layout.startswith("digits") else page.house.letters
    parts = _circle(page, rows, words, make, fits)
    if length == 1:
        return parts
    loose = replace(page, keys=tuple(key for key in page.keys if key.label), layout=f"{page.layout}-loose")
    return _better(parts, (loose,) if fits(loose) else _keypad(loose, fits), fits)


def _code(page: QrPage, fits: Fits) -> tuple[Page, ...]:
    """What to do first, then the code alone."""
    code = replace(page, lines=())
    before = _before(replace(page, modules=()), fits)
    return (*before, code) if page.lines else (code,)


def _grouped(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines that belong together: one with an icon and those that go on below it."""
    if not any(line.icon for line in lines):
        return [(line,) for line in lines]
    groups: list[tuple[Line, ...]] = []
    for line in lines:
        if line.icon or line.apart or not groups:
            groups.append((line,))
        else:
            groups[-1] = (*groups[-1], line)
    return groups


def _with_lines(page: Page, lines: tuple[Line, ...], choices: tuple[Choice, ...]) -> Page:
    if isinstance(page, TicketPage) and choices[-1:] == (more.onward(page),):
        page = replace(page, erase_in="")
    return replace(page, lines=lines, choices=choices)


def _with_items(page: Page, items: tuple[Choice, ...], choices: tuple[Choice, ...]) -> Page:
    return replace(page, items=items, choices=choices)  # type: ignore[call-arg]  # of a ChecklistPage
