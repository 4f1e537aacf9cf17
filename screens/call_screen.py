"""Somebody asks for a person: large enough for whoever stands at the other end of the room."""

from screens.call_card import CallCard
from screens.card_body import UNDER
from screens.head import Head
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.sign_head import SignHead

load_kv(__file__)

ROOM_FOR_SIGN = 1.2
"""Of its height: the card begins a little below it."""


class CallScreen(PageScreen):
    """One card that is all call, and its buttons below."""

    lines_in_head = False

    def build_head(self) -> Head | SignHead | None:
        """The title stands on the card, under the round sign; where there is little room, beside it."""
        if self._beside:
            return super().build_head()
        return SignHead(self.kit, self.page, self.choose, self.edge * 0.6, own=ROOM_FOR_SIGN)

    @property
    def _beside(self) -> bool:
        return self.theme.room < 1 and not self.theme.panel.portrait

    def build(self) -> bool:
        page, body = self.page, self.ids.body
        card = CallCard(self.theme, page, titled=not self._beside)
        return bool(body.fill(self.kit, card, page.choices, self.choose, page.tone, self.room, UNDER, self.scales))
