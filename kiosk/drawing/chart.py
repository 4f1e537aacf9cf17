"""Pure: what is drawn of a journey, in the words that the visitor sees."""

from dataclasses import dataclass, field
from enum import Enum

from kiosk.drawing.main_path import back_ways, main_ways
from kiosk.drawing.ways import Way, ways_of
from kiosk.drawing.words import HOUSE, KINDS, TO_START, condition, ends_in
from kiosk.ids import JourneyId, StepId
from kiosk.journey import graph
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import Journey, OutcomeStep, Step, Target, TicketStep
from kiosk.pages.words import NBSP
from kiosk.usage.leaving import Ended, Endings
from kiosk.usage.period import Period


class Place(Enum):
    """What a choice leads to that is no other card of the journey."""

    JOURNEY = "journey"
    PERSON = "person"
    HOME = "home"
    COUNTS = "counts"
    END = "end"
    BACK = "back"
    """A card from which one came: an arrow up there would cross the others."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape that says where a choice leads.

    Another journey has its arrow. The places of the house and the ways back are so many that their arrows would fill
    the sheet: their sign stands in the card, below the choice.
    """

    id: str
    place: Place
    text: str

    @property
    def apart(self) -> bool:
        """Whether it is a shape of its own, to which an arrow leads."""
        return self.place is Place.JOURNEY

    @property
    def mark(self) -> str:
        """What stands before the text, in the direction of reading."""
        return "↑" if self.place is Place.BACK else "→"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A choice of a card, which leads to another card or to a sign."""

    label: str
    to: StepId | Sign
    notes: tuple[str, ...] = ()
    """When it is offered, and what it counts."""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One step. `last`: the visitor has what they came for."""

    id: StepId
    kind: str
    title: str
    last: bool
    arrows: tuple[Arrow, ...]
    ended: Ended = field(default_factory=Ended)


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole journey. `weeks`: those of the counts that it shows; None: no counts were asked for."""

    id: JourneyId
    title: str
    cards: tuple[Card, ...]
    weeks: tuple[Period, ...] | None = None


def chart_of(library: Library, journey: Journey, endings: Endings | None = None) -> Chart:
    """The picture of one journey, with the counts of closed weeks where they are given."""
    main, back = main_ways(library, journey), back_ways(library, journey)
    cards = []
    for step in journey.steps:
        here = Ref(journey.id, step.id)
        arrows = []
        for number, way in enumerate(ways_of(step)):
            to = _destination(library, here, way.to, back=(step.id, number) in back)
            arrows.append(Arrow(way.label, to, _notes(way), main=(step.id, number) in main))
        ended = endings.of(journey.id, step.id) if endings else Ended()
        last = isinstance(step, OutcomeStep | TicketStep)
        cards.append(Card(step.id, _kind(step), step.title, last, tuple(arrows), ended))
    return Chart(journey.id, journey.title, tuple(cards), endings.weeks if endings else None)


def _kind(step: Step) -> str:
    return ends_in(step.outcome) if isinstance(step, OutcomeStep) else KINDS[type(step)]


def _notes(way: Way) -> tuple[str, ...]:
    when = (condition(way.when),) if way.when else ()
    return (*when, ends_in(way.outcome)) if way.outcome else when


def _destination(library: Library, here: Ref, target: Target, *, back: bool) -> StepId | Sign:
    """Where a target leads. A sign is of one card alone, so that no arrows meet far away."""
    name = f"{here.step}>{target}"
    if target in HOUSE:
        return Sign(name, Place(target.removeprefix("@")), HOUSE[target])
    there = library.resolve(here, target)
    if there is None or not graph.exists(library, there):
        return Sign(name, Place.JOURNEY, target)  # `kiosk check` says that it is missing
    if there.journey != here.journey:
        return Sign(name, Place.JOURNEY, _elsewhere(library, there))
    if there.step == library.journey(here).start:
        return Sign(name, Place.BACK, TO_START)
    return Sign(name, Place.BACK, library.step(there).title) if back else there.step


def _elsewhere(library: Library, ref: Ref) -> str:
    journey = library.journey(ref)
    page = "" if ref.step == journey.start else f"{NBSP}: {library.step(ref).title}"
    return f"{journey.title}{page}"
