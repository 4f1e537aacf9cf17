"""What a drawing says beside the visitor's own words. French of Belgium."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from babel.dates import format_date

from kiosk.events import Outcome
from kiosk.figures import BELOW
from kiosk.journey.model import (
    ChecklistStep,
    ChoiceStep,
    EntryStep,
    InfoStep,
    OutcomeStep,
    RecapStep,
    SiteStep,
    SlotsStep,
    Step,
    TicketStep,
)
from kiosk.pages.booking_pages import TROUBLE
from kiosk.pages.counts_pages import OUTCOMES
from kiosk.pages.words import NBSP
from kiosk.session import Trouble
from kiosk.usage.leaving import Ended
from kiosk.usage.period import Period, monday

KINDS: Mapping[type[Step], str] = {
    ChoiceStep: "Question",
    InfoStep: "À savoir",
    ChecklistStep: "À préparer",
    SlotsStep: "Heures libres",
    SiteStep: "Site officiel",
    EntryStep: "À écrire, si on le demande",
    RecapStep: "À confirmer",
    TicketStep: f"Résultat{NBSP}: rendez-vous pris",
    OutcomeStep: "Résultat",
}
"""What a step is; an outcome says which."""
HOUSE = {"@person": "Une personne", "@home": "L’accueil", "@counts": "Les chiffres", "@end": "Tout est effacé"}
TO_START = "Retour au début"
SOME_HOUR = "Une heure est choisie"
NO_HOUR = TROUBLE[Trouble.NO_SLOT][0]
SITE_DONE = "Le site est fini"
OTHER_WAY = "Un autre moyen"
DONE = "Continuer"
YES = "Oui, je réserve"
CONDITIONS = {
    "bookable": "si la borne prend rendez-vous",
    "not_bookable": "si la borne ne prend pas rendez-vous",
    "guided": "si la borne montre le site",
    "not_guided": "si la borne ne montre pas le site",
}
LEGEND = (
    f"Trait épais{NBSP}: le chemin principal. Carte verte à double bord{NBSP}: un résultat.",
    f"Coin plié{NBSP}: un autre parcours. Flèche ↑{NBSP}: retour à une page déjà vue.",
)


def condition(when: str) -> str:
    """When a choice is offered; a condition that nobody knows stands as it is."""
    return CONDITIONS.get(when, when)


def ends_in(outcome: Outcome) -> str:
    """What is counted as the end of a visit."""
    said = OUTCOMES[outcome.value]
    return f"Résultat{NBSP}: {said[0].lower()}{said[1:]}"


def stopped(ended: Ended) -> str:
    """How many visits ended on a step; empty: none, as far as anybody knows."""
    few = f"moins de {BELOW}" if ended.hidden == 1 else f"moins de {BELOW} par semaine"
    if not ended.n:
        return f"Fin de visites{NBSP}: {few}" if ended.hidden else ""
    weeks = "1 semaine" if ended.hidden == 1 else f"{ended.hidden} semaines"
    more = f", et moins de {BELOW} dans {weeks}" if ended.hidden else ""
    return f"Fin de {ended.n} visites{more}"


def weeks_counted(weeks: Sequence[Period]) -> str:
    """From which day to which the counts come: the oldest week first."""
    if not weeks:
        return "Aucune semaine comptée n’est finie."
    first, last = monday(weeks[0]), monday(weeks[-1]) + timedelta(days=6)
    days = f"du {_day(first)} au {_day(last)}"
    return f"Visites comptées {days}. Une semaine de 1 à 4 visites est marquée «{NBSP}moins de {BELOW}{NBSP}»."


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="fr_BE")
