"""A page that says one thing: a large sign, a large title, a sentence or two."""

from typing import Final

from screens.column import Column, Piece, words
from screens.duotone import duotone
from screens.head import Head
from screens.page_screen import PageScreen
from screens.widgets.icon import IconImage

SIGN_MM: Final = 32.0


class CentredScreen(PageScreen):
    """No title strip: everything stands in the middle of `ids.place`."""

    lines_in_head = False

    def build_head(self) -> Head | None:
        """The title stands in the middle."""
        return None

    @property
    def taken(self) -> float:
        """Pixels at the foot that are not for the column."""
        return 0.0

    def build(self) -> bool:
        page, theme, place = self.page, self.theme, self.ids.place
        place.clear_widgets()
        side = theme.px(SIGN_MM * theme.room**2)
        sign = [Piece(IconImage(duotone(page.icon), theme.paint(page.tone).fill), side, side)] if page.icon else []
        column = Column(
            theme,
            [
                *sign,
                words(theme, "title", page.title, theme.huge),
                *(words(theme, f"line:{n}", line.text, theme.body) for n, line in enumerate(page.lines)),
            ],
        )
        place.add_widget(column)
        return column.fit(self.room.width, self.room.height - self.taken)
