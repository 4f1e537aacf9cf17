"""Something to know, and up to three ways on."""

from typing import ClassVar

from screens.card_body import BESIDE, UNDER
from screens.kv import load_kv
from screens.lines_card import LinesCard
from screens.more import leads_on
from screens.page_screen import PageScreen

load_kv(__file__)


class InfoScreen(PageScreen):
    """A card and its buttons."""

    lines_in_head = False
    card: ClassVar[type[LinesCard]] = LinesCard

    def build(self) -> bool:
        page, body = self.page, self.ids.body
        card = self.card(self.theme, page.lines, page.tone, page.icon)
        under = self.theme.panel.portrait or leads_on(page)
        arrangements = UNDER if under else UNDER + BESIDE
        fits = body.fill(self.kit, card, page.choices, self.choose, page.tone, self.room, arrangements, self.scales)
        return bool(fits)
