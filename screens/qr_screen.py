"""The ticket as a QR code to photograph."""

from kiosk.page import QrPage
from screens.card_body import BESIDE, UNDER
from screens.kv import load_kv
from screens.more import leads_on
from screens.page_screen import PageScreen
from screens.qr_card import QrCard

load_kv(__file__)


class QrScreen(PageScreen):
    """The code as large as the panel allows, what to do with it beside it."""

    lines_in_head = False
    page: QrPage

    def build(self) -> bool:
        page, theme = self.page, self.theme
        card = QrCard(theme, page.modules, page.lines)
        arrangements = UNDER if theme.panel.portrait or leads_on(page) else BESIDE + UNDER
        body = self.ids.body
        fits = body.fill(self.kit, card, page.choices, self.choose, page.tone, self.room, arrangements, self.scales)
        return bool(fits)
