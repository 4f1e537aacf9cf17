"""Every edge of the journeys, and sites on which each of them can be walked."""

from typing import NamedTuple

from msgspec.structs import replace

from kiosk.ids import PRACTICE, ChoiceId, NeedId, ServiceId
from kiosk.journey.graph import all_refs
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import ChoiceStep, EntryStep, RecapStep, SiteStep, SlotsStep, Step, options
from kiosk.settings import AgendaSettings, OpeningHours, ServiceSettings, Settings, load
from kiosk.walk import NEXT, OTHER, OTHERWISE, Abilities, offered

_MORNING = ("09:00-12:00",)
_EVERY_DAY = OpeningHours(
    monday=_MORNING, tuesday=_MORNING, wednesday=_MORNING, thursday=_MORNING, friday=_MORNING, saturday=_MORNING
)


class Edge(NamedTuple):
    """A step, and an answer to it."""

    ref: Ref
    answer: ChoiceId

    def __str__(self) -> str:
        return f"{self.ref.journey}:{self.ref.step} {self.answer}"


def all_edges(library: Library) -> frozenset[Edge]:
    """Every answer of every step, on whatever site it is offered."""
    return frozenset(Edge(ref, answer) for ref in all_refs(library) for answer in _answers(library.step(ref)))


def edges_at(library: Library, ref: Ref, abilities: Abilities) -> tuple[Edge, ...]:
    """The edges of a step that are offered on this site, the main way first; OTHERWISE only by what a provider says."""
    shown = {option.id for option in offered(library, ref, abilities)}
    hidden = {option.id for option in options(library.step(ref))} - shown | {OTHERWISE}
    return tuple(Edge(ref, answer) for answer in _answers(library.step(ref)) if answer not in hidden)


def site_that_books(needs: frozenset[NeedId], *, asking: Library | None = None, hours: bool = True) -> Settings:
    """A demonstration with an agenda for these needs; `asking`: all contact that its journeys can ask for.

    Without `hours` every hour is taken.
    """
    services = tuple(
        ServiceSettings(
            id=ServiceId(f"essai_{need}"),
            need=need,
            label="Rendez-vous d’essai",
            provider="ici",
            office="site",
            desks=2,
            require=_asked(asking, need) if asking else (),
            hours=_EVERY_DAY if hours else OpeningHours(),
        )
        for need in sorted(needs)
    )
    return replace(load(), providers={"ici": AgendaSettings()}, services=services)


def needs_of(library: Library) -> frozenset[NeedId]:
    """All that a site can book; the exercise is everywhere."""
    return frozenset(journey.need for journey in library.journeys.values() if journey.need) - {PRACTICE}


def _asked(library: Library, need: NeedId) -> tuple[str, ...]:
    steps = (step for journey in library.journeys.values() if journey.need == need for step in journey.steps)
    return tuple(dict.fromkeys(step.field for step in steps if isinstance(step, EntryStep)))


def _answers(step: Step) -> tuple[ChoiceId, ...]:
    match step:
        case SlotsStep() | SiteStep():
            return (NEXT, OTHERWISE)
        case EntryStep() | RecapStep():
            return (NEXT,)
        case ChoiceStep() if step.other:
            return (*(option.id for option in step.choices), OTHER)
        case _:
            return tuple(option.id for option in options(step))
