"""The pages that were seen before this one, back to the first."""

from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.talk import Talk


def has_before(talk: Talk, frames: Frames) -> bool:
    """Tell whether there is a page to go back to."""
    return _before(talk, frames) is not None


def back(talk: Talk, frames: Frames) -> bool:
    """Go to the page before; False when this is the first."""
    entry = _before(talk, frames)
    if entry is None:
        return False
    talk.post("Page.navigateToHistoryEntry", {"entryId": entry}, frames.page)
    return True


def _before(talk: Talk, frames: Frames) -> int | None:
    told = talk.call("Page.getNavigationHistory", {}, frames.page)
    here = told["currentIndex"] if told else 0
    if told is None or here <= 0:
        return None
    entry = told["entries"][here - 1]
    # The browser begins with an empty page, which is none of the visitor's.
    return None if entry["url"].startswith("about:") else int(entry["id"])
