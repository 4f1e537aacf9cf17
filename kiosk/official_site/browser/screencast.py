"""The picture of the page, as often as it changes."""

import base64
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.pipe import Data, Pipe
from kiosk.official_site.protocol import Frame, Glass

_QUALITY: Final = 80
"""Of JPEG: letters stay clean, and a picture of 1280x800 takes 60 to 120 kB."""
_MARK: Final = 0xFF
_SIZES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Parts of a JPEG that tell its size."""


class Screencast:
    """Pictures come one at a time: the next is made when this one was taken, and none is kept."""

    def __init__(self, pipe: Pipe, page: Callable[[], str], given: Callable[[Frame], None]) -> None:
        self._pipe, self._page, self._given = pipe, page, given
        pipe.on("Page.screencastFrame", self._came)

    def start(self, glass: Glass) -> None:
        """Begin, or go on in another size."""
        session = self._page()
        self._pipe.post("Page.stopScreencast", session=session)
        asked = {"format": "jpeg", "quality": _QUALITY, "maxWidth": glass.width, "maxHeight": glass.height}
        self._pipe.post("Page.startScreencast", asked, session)

    def _came(self, event: Data, session: str) -> None:
        self._pipe.post("Page.screencastFrameAck", {"sessionId": event["sessionId"]}, session)
        jpeg = base64.b64decode(event["data"])
        self._given(Frame(jpeg, *size_of(jpeg)))


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a picture; 0 and 0 when it is none."""
    place = 2
    while place + 9 <= len(jpeg) and jpeg[place] == _MARK:
        if jpeg[place + 1] in _SIZES:
            return int.from_bytes(jpeg[place + 7 : place + 9]), int.from_bytes(jpeg[place + 5 : place + 7])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return 0, 0
