"""Pure: where each button of a step leads."""

from dataclasses import dataclass, replace

from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.journey.model import ChoiceStep, EntryStep, RecapStep, SiteStep, SlotsStep, TicketStep, options
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
BY_ITSELF = {
    SlotsStep: (NEXT, "Une heure choisie"),
    SiteStep: (NEXT, "Le site officiel est fini"),
    EntryStep: (words.DONE, "Continuer"),
    RecapStep: (words.CONFIRM, "Le rendez-vous confirmé"),
}
"""What leads on where the file names no button: its id on the page, where it has one, and a name for it."""
ONLY = {
    "bookable": "Seulement où ce lieu donne des heures",
    "not_bookable": "Seulement où ce lieu ne donne pas d’heures",
    "guided": "Seulement où la borne montre le site officiel",
    "not_guided": "Seulement où la borne ne montre pas le site officiel",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One button, by its id on the page. `there` is None for a screen of the house."""

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
    if isinstance(step, SlotsStep | SiteStep | EntryStep | RecapStep):
        button, label = BY_ITSELF[type(step)]
        on = replace(_way(site, ref, NEXT, label), id=button)
        around = replace(_way(site, ref, OTHERWISE, "Un autre moyen"), id=words.OTHER_WAY)
        return (on, around) if isinstance(step, SlotsStep | SiteStep) else (on,)
    here = {option.id for option in offered(site.library, ref, site.abilities)}
    ways = []
    for one in options(step):
        way = _way(site, ref, one.id, labelled(one.label, one.hint))
        ways.append(way if one.id in here else replace(way, only=ONLY.get(one.when, one.when)))
    if isinstance(step, ChoiceStep) and step.other:
        ways.append(_way(site, ref, OTHER, words.OTHER_BUTTON.label))
    return tuple(ways)


def title_of(site: Site, ref: Ref) -> str:
    """What the screen of a step is called."""
    return site.library.step(ref).title


def _way(site: Site, ref: Ref, answer: ChoiceId, label: str) -> Way:
    target = target_of(site.library.step(ref), answer) or "@person"
    there = site.library.resolve(ref, target)
    if there is None:
        return Way(answer, label, HOUSE.get(target, target))
    stop = landing(site.library, there, site.abilities)
    return Way(answer, label, title_of(site, stop), stop)
