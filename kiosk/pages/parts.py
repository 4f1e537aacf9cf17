"""Pure: which part of a page that does not fit as a whole."""

from collections.abc import Sequence

from kiosk.ids import ChoiceId
from kiosk.page import Page
from kiosk.pages.speech import explorable


def turned_to(parts: Sequence[Page], wanted: int, shown: Page | None, keep: ChoiceId | None = None) -> int:
    """The number of the part to show: that with the target `keep`, else the wanted one.

    Behind the last comes the first of its kind: letters, not what precedes them.
    """
    kept = (number for number, part in enumerate(parts) if any(choice.id == keep for choice in explorable(part)))
    if keep is not None and (number := next(kept, None)) is not None:
        return number
    if wanted < len(parts):
        return wanted
    return next((number for number, part in enumerate(parts) if type(part) is type(shown)), 0)
