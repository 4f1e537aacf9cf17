"""Pure: which part of a page that does not fit as a whole."""

from collections.abc import Sequence

from kiosk.page import Page


def turned_to(parts: Sequence[Page], wanted: int, shown: Page | None) -> int:
    """The number of the part to show. Behind the last comes the first of its kind: letters, not what precedes them."""
    if wanted < len(parts):
        return wanted
    return next((number for number, part in enumerate(parts) if type(part) is type(shown)), 0)
