"""A page that says one thing: a large sign, a large title, a sentence or two."""

from typing import Final

from screens.column import Column, Piece, words
from screens.duotone import duotone
from screens.head import Head
from screens.page_screen import PageScreen
from screens.sign_head import SignHead
from screens.widgets.icon import IconImage

SIGN_MM: Final = 32.0
BESIDE_SIGN: Final = 0.5
"""The page's own sign, in the middle, may begin beside the round one."""


class CentredScreen(PageScreen):
    """No title strip: everything stands in the middle of `ids.place`."""

    lines_in_head = False

    def build_head(self) -> Head | SignHead | None:
        """The title stands in the middle, under the round sign."""
        return SignHead(self.kit, self.page, self.choose, self.edge * 0.6, own=BESIDE_SIGN)

    @property
    def sign_mm(self) -> float:
        """How large the page's own sign is on a roomy panel."""
        return SIGN_MM

    @property
    def taken(self) -> float:
        """Pixels at the foot that are not for the column."""
        return 0.0

    def build(self) -> bool:
        page, theme, place = self.page, self.theme, self.ids.place
        place.clear_widgets()
        side = theme.px(self.sign_mm * theme.room**2)
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
