"""An official page behind glass, with one instruction above it and five buttons beside or under it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from kivy.uix.widget import Widget

from kiosk.page import Page, SitePage
from screens.head import SMALLEST_TITLE_MM, Head, Instead
from screens.kv import load_kv
from screens.page_screen import PageScreen, Room
from screens.pointing import Place
from screens.site_plan import BESIDE, UNDER, Plan
from screens.theme import GAP_FLOOR_MM, TARGET_FLOOR_MM, TextStyle
from screens.widgets.site_button import SiteButton, styles_for
from screens.widgets.site_card import SiteCard

load_kv(__file__)

TITLE_SHARE: Final = 0.16
TITLE_SHARE_UPRIGHT: Final = 0.12
"""The most the instruction takes of the height of a panel at its full size: the page needs the rest."""
SMALLEST_LARGE_MM: Final = 4.9
SMALLEST_LOW_MM: Final = 3.0
"""Capital H of two long sentences on a panel so low that the buttons would lose their room."""
SIDE_MM: Final = (42.0, 46.0, 50.0, 56.0, 62.0, 68.0)
SIDE_SHARE: Final = 0.42
"""Widths of the column of buttons to try, and the most it takes of the width."""
ROW_MM: Final = (17.0, 15.0, TARGET_FLOOR_MM)


class Setting(NamedTuple):
    """How the page is set out: the card, and a place and letters for each button."""

    card: Place
    buttons: tuple[Place, ...]
    styles: tuple[TextStyle, ...]


class SiteScreen(PageScreen):
    """The picture comes as frames (`kit.site`); a page that differs in its marks alone leaves it where it is."""

    page: SitePage
    lines_in_head = False

    @property
    def under_head(self) -> float:
        return self.edge * (0.6 if self.theme.room == 1 else 0.2)

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Less than elsewhere where the panel is small: the page has the room."""
        left, top, right, foot = super().sides
        share = 1.0 if self.theme.room == 1 else 0.6
        return left * share, top, right * share, foot

    @property
    def room(self) -> Room:
        width = self.theme.panel.width_px - self.sides[0] - self.sides[2]
        return Room(width, super().room.height)

    @property
    def _large(self) -> bool:
        return self.theme.large and self.theme.room == 1

    @property
    def _low(self) -> bool:
        """A small panel that is wider than tall."""
        return self.theme.room < 1 and not self.theme.panel.portrait

    def build_head(self) -> Head:
        """The sentences of the instruction in the place of a title; the dots only where words can spare the room."""
        page, low, large = self.page, self._low, self._large
        edge = self.edge * (0.7 if self.theme.room == 1 else 0.8)
        instead = Instead(
            [(f"line:{number}", line.text) for number, line in enumerate(page.lines)],
            TITLE_SHARE_UPRIGHT if self.theme.panel.portrait else TITLE_SHARE,
            SMALLEST_LOW_MM if low else SMALLEST_LARGE_MM if large else SMALLEST_TITLE_MM,
        )
        page = replace(page, progress=None) if low or large else page
        return Head(self.kit, page, self.choose, with_lines=False, edge=edge, foot=self.under_head, instead=instead)

    def build(self) -> bool:
        place = self.ids.place
        place.clear_widgets()
        setting = next(self._settings(), None)
        body = SiteBody(self, setting or self._least())
        self._body = body
        place.add_widget(body)
        return setting is not None

    def update(self, page: Page) -> None:
        """Other marks on the same page, or the wait for the next one."""
        if isinstance(page, SitePage) and _frame(page) == _frame(self.page):
            self.page = page
            self._body.card.glass.show(page.official)
        else:
            self.draw(page)

    def _settings(self) -> Iterator[Setting]:
        """Every way in which all words stand, the best first."""
        for plan, card, box, gap in self._boxes():
            places = plan.places(box, gap)
            least = min(min(one.width, one.height) for one in places)
            if least < self.theme.px(TARGET_FLOOR_MM) - 0.5:
                continue
            styles = styles_for(self.theme, self.page.choices, places)
            if styles is not None:
                yield Setting(card, places, styles)

    def _least(self) -> Setting:
        plan, card, box, gap = next(iter(self._boxes()))
        return Setting(card, plan.places(box, gap), (self.theme.bar,) * len(self.page.choices))

    def _boxes(self) -> Iterator[tuple[Plan, Place, Place, float]]:
        """(plan, card, box of the buttons, gap), from the lower left corner of the body."""
        theme, (width, height) = self.theme, self.room
        gaps = tuple(dict.fromkeys((min(theme.gap, theme.px(3.6)), theme.px(GAP_FLOOR_MM * 1.05))))
        if theme.panel.portrait:
            for tall, plan, gap in ((tall, plan, gap) for plan in UNDER for tall in ROW_MM for gap in gaps):
                count = len({place.y for place in plan.places(Place(0, 0, width, height), gap)})
                foot = count * theme.px(tall) + (count - 1) * gap
                card = Place(0, foot + theme.gap, width, height - foot - theme.gap)
                yield plan, card, Place(0, 0, width, foot), gap
        else:
            for side, plan, gap in ((side, plan, gap) for plan in BESIDE for side in SIDE_MM for gap in gaps):
                wide = theme.px(side)
                if wide <= width * SIDE_SHARE:
                    card = Place(0, 0, width - wide - theme.gap, height)
                    yield plan, card, Place(width - wide, 0, wide, height), gap


class SiteBody(Widget):
    """Card and buttons at their places."""

    def __init__(self, screen: SiteScreen, setting: Setting) -> None:
        """Built for the screen's room."""
        super().__init__()
        page, kit = screen.page, screen.kit
        self._setting = setting
        self.card = SiteCard(kit, page.official)
        self.buttons = [
            SiteButton(kit, choice, screen.choose, page.tone, style)
            for choice, style in zip(page.choices, setting.styles, strict=True)
        ]
        for widget in (self.card, *self.buttons):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def _arrange(self, *_: object) -> None:
        places = (self._setting.card, *self._setting.buttons)
        widgets: tuple[Widget, ...] = (self.card, *self.buttons)
        for widget, place in zip(widgets, places, strict=True):
            widget.size = (place.width, place.height)
            widget.pos = (self.x + place.x, self.y + place.y)


def _frame(page: SitePage) -> tuple[object, ...]:
    """All that decides about more than the glass."""
    official = page.official
    band = official.name, official.host, official.note
    return page.lines, page.choices, page.bar, page.progress, page.prefs, page.notice, band
