"""What lies between the glass of an official page and whoever guides through it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.frames import Frames

if TYPE_CHECKING:
    from kiosk.official_site.protocol import Glass


class SiteLink:
    """Lives as long as the application; screens come and go before it. UI thread, save `frames.take`."""

    def __init__(
        self,
        frames: Frames,
        *,
        tapped: Callable[[float, float], None],
        felt: Callable[[float, float], None],
        pressed: Callable[[], None],
        resized: "Callable[[Glass], None]",
    ) -> None:
        """`tapped`: a touch that counts; `felt`: a finger that explores; both in CSS pixels of the viewport.

        `pressed`: the second tap in "Sans voir"; `resized`: the part of the screen in which the page is to be shown.
        """
        self.frames = frames
        self.tapped = tapped
        self.felt = felt
        self.pressed = pressed
        self.glass: Glass | None = None
        """As it was last laid out; None: no page was ever shown."""
        self._resized = resized

    def lay_out(self, glass: "Glass") -> None:
        """The glass has this size now."""
        if glass != self.glass:
            self.glass = glass
            self._resized(glass)
