"""The question "Êtes-vous encore là ?": dark, one yellow button, a bar that empties."""

from dataclasses import replace
from typing import Final

from kiosk.page import Choice, IdlePage, Page
from screens.column import Column, Piece, words
from screens.head import Head
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.palette import Rgba
from screens.sign_head import SignHead
from screens.stay_button import StayButton
from screens.widgets.signs import Countdown

load_kv(__file__)

BAR_MM: Final = 3.8
BAR_WIDTH: Final = 0.76
"""Of the body's width."""


class IdleScreen(PageScreen):
    """No title strip: the question, the answer and the time."""

    page: IdlePage

    @property
    def ground(self) -> Rgba:
        """Night."""
        return self.theme.palette.night.fill

    def build_head(self) -> Head | SignHead | None:
        """The question stands in the middle, under the round sign."""
        return SignHead(self.kit, self.page, self.choose, self.edge * 0.6, on_night=True)

    def build(self) -> bool:
        page, theme, place = self.page, self.theme, self.ids.place
        place.clear_widgets()
        text = theme.palette.night.text
        self._countdown = Countdown(theme, page.seconds_left / max(1, page.seconds_total))
        self._left = words(theme, "left", page.left, theme.body, text)
        column = Column(
            theme,
            [
                words(theme, "title", page.title, theme.huge, text),
                *([words(theme, "notice", page.notice, theme.body, text)] if page.notice else []),
                *(words(theme, f"line:{n}", line.text, theme.body, text) for n, line in enumerate(page.lines)),
                *(self._button(choice) for choice in page.choices),
                Piece(self._countdown, self.room.width * BAR_WIDTH, theme.px(BAR_MM)),
                self._left,
            ],
        )
        place.add_widget(column)
        return column.fit(*self.room)

    def update(self, page: Page) -> None:
        """A second has passed; a finger may be on the button, which stays."""
        if isinstance(page, IdlePage) and _same(page, self.page):
            self.page = page
            self._countdown.show(page.seconds_left / max(1, page.seconds_total))
            self._left.widget.paragraph.rewrite(page.left)
        else:
            self.draw(page)

    def _button(self, choice: Choice) -> Piece:
        button = StayButton(self.kit, choice, self.choose)
        wide = button.roomy_width(self.room.width)
        return Piece(button, wide, button.needed_height(wide))


def _same(one: IdlePage, other: IdlePage) -> bool:
    """True when only the time differs."""
    return replace(one, seconds_left=other.seconds_left, left=other.left, say=other.say, fresh=other.fresh) == other
