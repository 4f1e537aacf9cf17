"""Weeks of counts for the export and the poster."""

from datetime import date

from kiosk.ids import JourneyId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.export import Export, Names, export
from kiosk.usage.period import Period

WEEK = Period("2026-W47")
TODAY = date(2026, 11, 23)
NAMES = Names(
    site="EPN de Binche",
    journeys={
        JourneyId("accueil"): "Aucun sujet choisi",
        JourneyId("commune_identite"): "Ma carte d’identité",
        JourneyId("forem_inscription"): "M’inscrire au Forem",
        JourneyId("aide_cpas"): "Colis alimentaire et aide du CPAS",
        JourneyId("lire_ecrire"): "Lire, écrire, calculer",
    },
    outcomes={"booked": "Rendez-vous pris", "left": "Arrêt en chemin", "phone": "Par téléphone"},
    another_journey="Un autre sujet",
    another_outcome="Autre résultat",
)
Cells = dict[tuple[str, str], int]
USUAL: Cells = {
    ("commune_identite", "booked"): 23,
    ("commune_identite", "left"): 6,
    ("forem_inscription", "booked"): 14,
    ("forem_inscription", "left"): 3,
    ("aide_cpas", "phone"): 4,
    ("accueil", "left"): 2,
}


def rows(cells: Cells, minutes: int = 642, *, up: bool = True, week: Period = WEEK) -> dict[Row, int]:
    """The rows of one week; `up`: the kiosk ran on Monday for 9 hours and on Tuesday for 10."""
    found = {
        Row(week, Counter.OUTCOMES, JourneyId(journey), outcome=outcome): n for (journey, outcome), n in cells.items()
    }
    hours = {Row(Period(f"2026-11-{day}"), Counter.HOURS_UP): n for day, n in ((16, 9), (17, 10)) if up}
    return found | hours | ({Row(week, Counter.MINUTES): minutes} if minutes else {})


def exported(cells: Cells, minutes: int = 642, *, up: bool = True) -> Export:
    """Those rows, exported on the Monday after."""
    return export(rows(cells, minutes, up=up), TODAY, NAMES)
