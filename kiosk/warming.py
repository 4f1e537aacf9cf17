"""What the first ticket needs, imported while a visitor listens: no touch waits for it, and a resting kiosk does not.

Dates need Babel and its words of the language, a ticket on a telephone icalendar and segno.
"""

from datetime import date
from importlib import import_module

from kiosk.pages import dates

WARM_AFTER = 2.0
"""Seconds after a touch: the page is drawn, and being listened to."""


def warm() -> None:
    """Import them. To be run in the background; a second time costs nothing."""
    dates.day_in_full(date(2027, 1, 5))
    for module in ("icalendar", "segno"):
        import_module(module)
