"""The pages of *Mes créneaux*, as full as they get: five motives, six days, four desks, all that may be told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.bookings.grid import Cell
from kiosk.bookings.week import Half, Hour, Taking, Week
from kiosk.ids import ServiceId
from kiosk.page import Page
from kiosk.pages import staff_slots, staff_takings

ZONE = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
NAMES = {
    ServiceId("carte"): "Carte d’identité",
    ServiceId("adresse"): "Changement d’adresse",
    ServiceId("papier"): "Autre papier de la commune",
    ServiceId("cisp"): "Séance d’information CISP",
    ServiceId("forem"): "Le Forem vous téléphone",
}
CARD = ServiceId("carte")


def cell(day: date, minutes: int, length: int = 20) -> Cell:
    """Minutes after midnight on the site's wall."""
    start = datetime.combine(day, time(), ZONE).astimezone(UTC) + timedelta(minutes=minutes)
    return Cell(start, start + timedelta(minutes=length))


def hours() -> Iterator[Hour]:
    """A week in every state there is: past, free, taken, full, closed, nothing at all."""
    number = 0
    for offset in range(6):
        day = MONDAY + timedelta(days=offset)
        parts = [(8 * 60 + 30, 12 * 60), (13 * 60 + 30, 16 * 60)] if offset in {1, 2, 4} else [(9 * 60, 12 * 60)]
        for begin, end in parts:
            for minutes in range(begin, end - 19, 20):
                number += 1
                here = cell(day, minutes)
                count = (0, 0, 1, 0, 4, 0, 0, 2, 0)[number % 9] if offset else 0
                taken = tuple(Taking(f"{number}-{one}", CARD, here, f"K7P{one}") for one in range(count))
                if number % 17 == 0 and taken:
                    taken = (replace(taken[0], code=""), *taken[1:])
                shut = offset == 4 or (offset == 2 and number % 3 == 0)
                yield Hour(CARD, here, 4, taken, shut=shut, past=offset == 0 and minutes < 10 * 60)
    for service in list(NAMES)[1:]:
        yield Hour(service, cell(TUESDAY, 9 * 60, 60), 1)


ALL = Week(MONDAY, tuple(sorted(hours(), key=lambda hour: hour.cell)), ZONE)
VIEW = staff_slots.View(ALL, NAMES, MONDAY, told=staff_slots.JUST_TAKEN_THERE, far=True)
ONE = replace(VIEW, service=CARD, told="")
UNSURE = replace(ONE, today=None, told=staff_slots.JUST_TAKEN)
WORKING = replace(ALL, hours=tuple(hour for hour in ALL.hours if hour.cell < cell(MONDAY + timedelta(days=5), 0)))
QUIET = replace(VIEW, week=WORKING, told="", first=True, far=False)
FULL = next(hour for hour in ALL.hours if len(hour.taken) == 4 and hour.shut)

PAGES: dict[str, Page] = {
    "creneaux-semaine": staff_slots.week_page(VIEW),
    "creneaux-semaine-seule": staff_slots.week_page(QUIET),
    "creneaux-semaine-sans-date": staff_slots.week_page(UNSURE),
    "creneaux-jour": staff_slots.day_page(VIEW, WEDNESDAY),
    "creneaux-motifs-du-matin": staff_slots.half_page(VIEW, TUESDAY, Half.MORNING),
    "creneaux-matin": staff_slots.half_page(ONE, WEDNESDAY, Half.MORNING),
    "creneaux-apres-midi": staff_slots.half_page(UNSURE, WEDNESDAY, Half.AFTERNOON),
    "creneaux-heure": staff_takings.hour_page(UNSURE, FULL),
    "creneaux-codes": staff_takings.codes_page(VIEW),
    "creneaux-motif": staff_takings.which_page(NAMES, CARD),
    "creneaux-rendez-vous": staff_takings.taking_page(VIEW, FULL.taken[0]),
    "creneaux-annuler": staff_takings.cancel_page(),
    "creneaux-prevenue": staff_takings.sure_page(),
    "creneaux-fermer": staff_takings.closing_page(VIEW, ALL.of(WEDNESDAY)),
    "creneaux-panne": staff_takings.trouble_page(wrote=True),
    "creneaux-attente": staff_takings.waiting_page(),
}
