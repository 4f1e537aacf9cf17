"""The confirmed appointment, what to do with it, and when it is erased from the screen."""

from dataclasses import replace

from kiosk.page import Page, TicketPage
from screens.card_body import BESIDE, UNDER
from screens.erase_card import EraseCard
from screens.kv import load_kv
from screens.lines_card import LinesCard
from screens.more import leads_on
from screens.page_screen import PageScreen

load_kv(__file__)


class TicketScreen(PageScreen):
    """A card like a ticket, its ways on beside it."""

    lines_in_head = False
    page: TicketPage

    def build(self) -> bool:
        page, theme = self.page, self.theme
        card = LinesCard(theme, page.lines, page.tone)
        self._erase = EraseCard(theme, page.house.erased_in, page.erase_in, page.tone) if page.erase_in else None
        arrangements = UNDER if theme.panel.portrait or leads_on(page) else BESIDE + UNDER
        return bool(
            self.ids.body.fill(
                self.kit, card, page.choices, self.choose, page.tone, self.room, arrangements, self.scales, self._erase
            )
        )

    def update(self, page: Page) -> None:
        """Most often only the time that is left has changed."""
        if isinstance(page, TicketPage) and self._erase and page.erase_in and _same(page, self.page):
            self.page = page
            self._erase.show(page.erase_in)
        else:
            self.draw(page)


def _same(one: TicketPage, other: TicketPage) -> bool:
    """True when only the time that is left differs."""
    return replace(one, erase_in=other.erase_in, say=other.say, fresh=other.fresh) == other
