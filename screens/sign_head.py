"""The round sign alone, at the top left of screens that have no title: one touch says the page again."""

from dataclasses import replace
from typing import Final

from kivy.uix.widget import Widget

from kiosk.page import Page
from screens.head import REPEAT
from screens.widgets.kit import Choose, Kit
from screens.widgets.title import RoundSign

SIDE_MM: Final = 12.9
"""As in a title strip."""


class SignHead(Widget):
    """A row of its own, as low as it can be. Read `height` after building it."""

    fits = True

    def __init__(
        self, kit: Kit, page: Page, choose: Choose, edge: float, *, own: float = 1.0, on_night: bool = False
    ) -> None:
        """`edge`: free space above, in pixels; `on_night`: the ground is dark.

        `own`: the share of the sign that has a row of its own; what follows may stand beside the rest.
        """
        super().__init__(size_hint_y=None)
        self._left, self._edge = kit.theme.margin, edge
        self._side = kit.theme.px(SIDE_MM)
        self.sign = RoundSign(kit, replace(REPEAT, label=page.house.repeat), choose, on_night=on_night)
        self.add_widget(self.sign)
        self.height = self._side * own + edge
        self.bind(pos=self._arrange, size=self._arrange)

    def _arrange(self, *_: object) -> None:
        self.sign.size = (self._side, self._side)
        self.sign.pos = (self.x + self._left, self.y + self.height - self._edge - self._side)
