"""The facilitator's pages about the device, as full as they can be."""

from kiosk.device.limits import Limits
from kiosk.languages.reading import read_catalogues
from kiosk.opening_hours import OpeningHours, Span
from kiosk.page import Page
from kiosk.pages.staff_power import POWER_OFF, RESTART, ask_page, going_page
from kiosk.pages.staff_settings import day_page, settings_page, week_page

LONG = Span(8 * 60 + 15, 20 * 60 + 45)
PAGES: dict[str, Page] = {
    "animateur-redemarrer": ask_page(RESTART, somebody=False),
    "animateur-eteindre": ask_page(POWER_OFF, somebody=True),
    "animateur-s-eteint": going_page(POWER_OFF),
    "animateur-reglages": settings_page(Limits(4, 3), "fr", read_catalogues()[0].values()),
    "animateur-heures": week_page(OpeningHours((*((LONG,) * 5), None, None))),
    "animateur-heures-jamais": week_page(None),
    "animateur-jour": day_page(2, LONG),
    "animateur-jour-ferme": day_page(6, None),
}
