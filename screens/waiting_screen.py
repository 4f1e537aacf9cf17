"""Something slow is going on: a moving picture, and what is being done."""

from kivy.uix.widget import Widget

from kiosk.page import Page
from screens.column import Column, Piece, words
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.spinner import Spinner

load_kv(__file__)

SPINNER_MM = 26.0


class WaitingScreen(PageScreen):
    """The title says what is being done; it may get a second sentence when it takes long."""

    lines_in_head = False

    def build(self) -> bool:
        page, theme, place = self.page, self.theme, self.ids.place
        place.clear_widgets()
        side = theme.px(SPINNER_MM * min(1.0, theme.room))
        self._spinner = Spinner(theme.paint(page.tone).fill)
        lines = [words(theme, f"line:{n}", line.text, theme.body) for n, line in enumerate(page.lines)]
        column = Column(theme, [Piece(self._spinner, side, side), *lines])
        place.add_widget(column)
        return column.fit(*self.room)

    def update(self, page: Page) -> None:
        """The picture goes on moving where it is: it begins anew at the same angle."""
        old = self._spinner
        old.stop()
        self.draw(page)
        self.on_parent(self, self.parent, old.angle)

    def on_parent(self, _screen: Widget, parent: Widget | None, angle: float = 0.0) -> None:
        """Move while on the window, and only then."""
        if parent is None:
            self._spinner.stop()
        else:
            self._spinner.start_at(angle)
