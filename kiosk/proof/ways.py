"""Pure: where each button of a step leads."""

from dataclasses import dataclass

from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.journey.model import ChoiceStep, EntryStep, RecapStep, SlotsStep, TicketStep, options
from kiosk.pages import words
from kiosk.pages.site import Site
from kiosk.proof.shown import labelled
from kiosk.walk import NEXT, OTHER, OTHERWISE, landing, offered, target_of

HOUSE = {
    "@home": "L’écran d’accueil",
    "@person": "Une personne vous aide",
    "@end": "Tout s’efface",
    "@counts": "Les chiffres d’une semaine finie",
}
"""Where the targets of the house lead."""
BY_ITSELF = {SlotsStep: "Une heure choisie", EntryStep: "Continuer", RecapStep: "Le rendez-vous confirmé"}
ONLY = {
    "bookable": "Seulement où ce lieu donne des heures",
    "not_bookable": "Seulement où ce lieu ne donne pas d’heures",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One button. `there` is None for a screen of the house."""

    id: ChoiceId
    label: str
    to: str
    """The title of the screen to which it leads."""
    there: Ref | None = None
    only: str = ""
    """Why this site does not show it; empty: it does."""


def ways_of(site: Site, ref: Ref) -> tuple[Way, ...]:
    """Every button of a step, in order; those that this site leaves out too, with the reason."""
    step = site.library.step(ref)
    if isinstance(step, TicketStep):
        return ()
    if isinstance(step, SlotsStep | EntryStep | RecapStep):
        ways = [_way(site, ref, NEXT, BY_ITSELF[type(step)])]
        return (*ways, _way(site, ref, OTHERWISE, "Un autre moyen")) if isinstance(step, SlotsStep) else tuple(ways)
    here = {option.id for option in offered(site.library, ref, site.abilities)}
    ways = [
        _way(site, ref, one.id, labelled(one.label, one.hint), "" if one.id in here else ONLY.get(one.when, one.when))
        for one in options(step)
    ]
    if isinstance(step, ChoiceStep) and step.other:
        ways.append(_way(site, ref, OTHER, words.OTHER_BUTTON.label))
    return tuple(ways)


def title_of(site: Site, ref: Ref) -> str:
    """What the screen of a step is called."""
    return site.library.step(ref).title


def _way(site: Site, ref: Ref, answer: ChoiceId, label: str, only: str = "") -> Way:
    target = target_of(site.library.step(ref), answer) or "@person"
    there = site.library.resolve(ref, target)
    if there is None:
        return Way(answer, label, HOUSE.get(target, target), only=only)
    stop = landing(site.library, there, site.abilities)
    return Way(answer, label, title_of(site, stop), stop, only)
