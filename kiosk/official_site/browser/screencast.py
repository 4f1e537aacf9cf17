"""The picture of the page, as often as it changes."""

import base64
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.pipe import Data, Pipe
from kiosk.official_site.protocol import Frame, Glass

_QUALITY: Final = 80
"""Of JPEG: letters stay clean, and a picture of 1280x800 takes 60 to 120 kB."""


class Screencast:
    """Pictures come one at a time: the next is made when this one was taken. Only the latest is kept."""

    def __init__(self, pipe: Pipe, page: Callable[[], str], given: Callable[[Frame], None]) -> None:
        self._pipe, self._page, self._given = pipe, page, given
        self._glass = Glass(0, 0, 1.0)
        self.latest: Frame | None = None
        pipe.on("Page.screencastFrame", self._came)

    def start(self, glass: Glass) -> None:
        """Begin, or go on in another size."""
        self._glass = glass
        session = self._page()
        self._pipe.post("Page.stopScreencast", session=session)
        asked = {"format": "jpeg", "quality": _QUALITY, "maxWidth": glass.width, "maxHeight": glass.height}
        self._pipe.post("Page.startScreencast", asked, session)

    def _came(self, event: Data, session: str) -> None:
        self._pipe.post("Page.screencastFrameAck", {"sessionId": event["sessionId"]}, session)
        jpeg = base64.b64decode(event["data"])
        seen, scale = event["metadata"], self._glass.scale
        width, height = round(seen["deviceWidth"] * scale), round(seen["deviceHeight"] * scale)
        self.latest = Frame(jpeg, min(width, self._glass.width), min(height, self._glass.height))
        self._given(self.latest)
