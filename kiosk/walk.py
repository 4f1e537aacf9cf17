"""Pure: the answers so far; where the visitor stands is derived from them, so "back" is one answer less."""

from dataclasses import dataclass, replace

from kiosk.ids import PRACTICE, ChoiceId, GuidanceId, NeedId
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import (
    ChecklistStep,
    ChoiceStep,
    EntryStep,
    InfoStep,
    Journey,
    Option,
    OutcomeStep,
    RecapStep,
    SiteStep,
    SlotsStep,
    Step,
    Target,
    TicketStep,
    options,
)

NEXT = ChoiceId("@next")
"""The answer of a step that leads to one place: a slot was held, a field filled, a booking made, a site done with."""
OTHERWISE = ChoiceId("@otherwise")
"""The answer of a slots step where nothing can be booked, and of a site that a visitor leaves for another way."""
OTHER = ChoiceId("@other")
"""*Autre chose* on the resting screen."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What this site can do, as far as journeys may ask (`when:` and entry steps)."""

    bookable: frozenset[NeedId] = frozenset()
    required: frozenset[tuple[NeedId, str]] = frozenset()
    """Needs whose service requires a piece of contact: (need, "name" | "phone" | "email")."""
    requested: frozenset[NeedId] = frozenset()
    """Bookable needs for which only a request is sent: an office will answer."""
    guided: frozenset[GuidanceId] = frozenset()
    """Official sites that can be shown here: there is a browser, and guidance that can be used."""

    def books(self, need: NeedId) -> bool:
        """Whether hours of a need are offered. Those of the exercise are invented, so that every site has them."""
        return need == PRACTICE or need in self.bookable

    def asks(self, need: NeedId, piece: str) -> bool:
        """Whether the service of a need requires a piece of contact; the exercise asks for an invented name."""
        return (need, piece) in self.required or (need == PRACTICE and piece == "name")

    def guides(self, journey: Journey) -> bool:
        """Whether an official site of this journey can be shown here."""
        return any(isinstance(step, SiteStep) and step.guidance in self.guided for step in journey.steps)


@dataclass(frozen=True, slots=True)
class Walk:
    """The answers, oldest first, from the resting screen on."""

    answers: tuple[ChoiceId, ...] = ()

    def plus(self, answer: ChoiceId) -> "Walk":
        """One answer more."""
        return replace(self, answers=(*self.answers, answer))

    def minus(self) -> "Walk":
        """One answer less; the beginning stays the beginning."""
        return replace(self, answers=self.answers[:-1])


BOOKED, GUIDED = ("bookable", "not_bookable"), ("guided", "not_guided")
CONDITIONS = (*BOOKED, *GUIDED)
"""What `when:` may say: this site can, or cannot, book the journey's need, or show the journey's official site."""


def worlds(journey: Journey) -> tuple[Abilities, ...]:
    """The kinds of sites on which its conditions differ: with and without appointments, with and without its site."""
    bookable = (frozenset[NeedId](), *([frozenset({journey.need})] if journey.need else ()))
    led_to = frozenset(step.guidance for step in journey.steps if isinstance(step, SiteStep) and step.guidance)
    guided = (frozenset[GuidanceId](), *([led_to] if led_to else ()))
    return tuple(Abilities(bookable=booked, guided=shown) for booked in bookable for shown in guided)


def holds(condition: str, journey: Journey, abilities: Abilities) -> bool:
    """Whether a condition of an option is met; the empty one always is."""
    match condition:
        case "":
            return True
        case "bookable":
            return abilities.books(journey.need)
        case "not_bookable":
            return not abilities.books(journey.need)
        case "guided":
            return abilities.guides(journey)
        case "not_guided":
            return not abilities.guides(journey)
        case _:
            raise ValueError(condition)


def offered(library: Library, ref: Ref, abilities: Abilities) -> tuple[Option, ...]:
    """The options of a step whose condition is met."""
    journey = library.journey(ref)
    return tuple(option for option in options(library.step(ref)) if holds(option.when, journey, abilities))


def target_of(step: Step, answer: ChoiceId) -> Target | None:
    """Where an answer to a step leads; None when the step has no such answer."""
    match step:
        case ChoiceStep() if answer == OTHER:
            return step.other
        case ChoiceStep() | InfoStep() | ChecklistStep() | OutcomeStep():
            return next((option.to for option in step.choices if option.id == answer), None)
        case SlotsStep() | SiteStep():
            return {NEXT: step.to, OTHERWISE: step.otherwise}.get(answer)
        case EntryStep() | RecapStep():
            return step.to if answer == NEXT else None
        case TicketStep():
            return None


def position(library: Library, walk: Walk, abilities: Abilities) -> Ref:
    """Where the answers lead. An answer that leads out of the journeys, or to nowhere, is passed over."""
    ref = library.home
    for answer in walk.answers:
        target = target_of(library.step(ref), answer)
        there = library.resolve(ref, target) if target else None
        if there is not None:
            ref = landing(library, there, abilities)
        elif target == "@home":
            ref = library.home
    return ref


def landing(library: Library, ref: Ref, abilities: Abilities) -> Ref:
    """The step at which one stops: what nobody asks for, offers or can show here is passed over."""
    for _ in range(len(library.journey(ref).steps)):
        target = _around(library.step(ref), library.journey(ref).need, abilities)
        there = library.resolve(ref, target) if target else None
        if there is None:
            return ref
        ref = there
    return ref


def _around(step: Step, need: NeedId, abilities: Abilities) -> Target | None:
    """Where a step leads that is passed over; None: one stops at it."""
    match step:
        case EntryStep() if not abilities.asks(need, step.field):
            return step.to
        case SlotsStep() if not abilities.books(need):
            return step.otherwise
        case SiteStep() if step.guidance not in abilities.guided:
            return step.otherwise
        case _:
            return None
