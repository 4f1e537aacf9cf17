"""The page "Voir et entendre": one row a setting, its options side by side."""

from kiosk.page import SettingsPage
from screens.card_body import UNDER
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.setting_rows import SettingRows

load_kv(__file__)


class SettingsScreen(PageScreen):
    """Rows of options, and the way back."""

    page: SettingsPage

    def build(self) -> bool:
        page, body = self.page, self.ids.body
        rows = SettingRows(self.kit, page.groups, self.choose, page.tone)
        return bool(body.fill(self.kit, rows, page.choices, self.choose, page.tone, self.room, UNDER, self.scales))
