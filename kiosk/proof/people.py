"""Pure: the invented visitors of a journey, each with what is touched and where that leads."""

from dataclasses import dataclass

from kiosk.ids import ChoiceId, JourneyId
from kiosk.journey.loader import HOME, Ref
from kiosk.journey.model import EntryStep, RecapStep, SiteStep, SlotsStep, options
from kiosk.journey.personas import Astray, Passed, Persona, PersonaFile, visit
from kiosk.pages import words
from kiosk.pages.site import Site
from kiosk.proof.ways import HOUSE, title_of
from kiosk.walk import NEXT, OTHER

DOES = {
    SlotsStep: "choisit une heure",
    SiteStep: "finit sur le site officiel",
    EntryStep: "écrit",
    RecapStep: "confirme le rendez-vous",
}
"""What NEXT is, at each kind of step."""
LOST = "Cet écran n’a pas ce bouton"


@dataclass(frozen=True, slots=True)
class Move:
    """One screen of a path, and what is touched there."""

    at: Ref
    title: str
    touched: str
    """The label of a button; with `by_hand` another doing."""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One invented visitor who comes through a journey."""

    situation: str
    moves: tuple[Move, ...]
    outcome: str
    books: bool
    """True: only where the site gives hours."""
    guided: bool = False
    """True: only where the kiosk shows official sites."""
    astray: str = ""
    """Not empty: what keeps this visitor from the outcome that is written."""


def people_of(site: Site, file: PersonaFile, journey: JourneyId) -> tuple[Person, ...]:
    """Those who come through a journey. All begin on the resting screen, so there nobody is listed."""
    if journey == HOME:
        return ()
    met = ((one, visit(site.library, one)) for one in file.personas)
    return tuple(_person(site, one, found) for one, found in met if _comes_through(found, journey))


def _comes_through(found: Passed | Astray, journey: JourneyId) -> bool:
    return journey in found.journeys if isinstance(found, Passed) else found.at.journey == journey


def _person(site: Site, persona: Persona, found: Passed | Astray) -> Person:
    books, guided = bool(persona.bookable), bool(persona.guided)
    if isinstance(found, Astray):
        last = _move(site, found.at, found.answer)
        return Person(persona.situation, (last,), LOST, books, guided, persona.outcome)
    moves = tuple(_move(site, ref, answer) for ref, answer in zip(found.steps, persona.answers, strict=False))
    outcome = HOUSE[found.outcome] if found.outcome in HOUSE else title_of(site, found.steps[-1])
    astray = "" if found.outcome == persona.outcome else persona.outcome
    return Person(persona.situation, moves, outcome, books, guided, astray)


def _move(site: Site, ref: Ref, answer: ChoiceId) -> Move:
    step = site.library.step(ref)
    if answer == NEXT:
        return Move(ref, step.title, DOES.get(type(step), "continue"), by_hand=True)
    if answer == OTHER:
        return Move(ref, step.title, words.OTHER_BUTTON.label)
    label = next((option.label for option in options(step) if option.id == answer), str(answer))
    return Move(ref, step.title, label)
