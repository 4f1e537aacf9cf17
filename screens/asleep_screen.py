"""The kiosk sleeps: black all over, nothing to read, nothing to touch."""

from screens.head import Head
from screens.page_screen import PageScreen
from screens.palette import Rgba
from screens.sign_head import SignHead


class AsleepScreen(PageScreen):
    """Nothing. Whoever holds this screen takes every touch for a wish to wake."""

    @property
    def ground(self) -> Rgba:
        """No light, also where the screen cannot be switched off."""
        return 0.0, 0.0, 0.0, 1.0

    def build_head(self) -> Head | SignHead | None:
        """No title, and no sign: it is seen once the kiosk is awake."""
        return None

    def build(self) -> bool:
        return True
