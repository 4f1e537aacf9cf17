"""The graph of steps: who leads where, what can be reached, how far it is to an end."""

from collections import deque
from collections.abc import Callable, Iterator

from kiosk.ids import GuidanceId
from kiosk.journey.loader import HOME, Library, Ref
from kiosk.journey.model import HOUSE_TARGETS, OutcomeStep, SiteStep, SlotsStep, TicketStep, targets
from kiosk.walk import Abilities, landing

LONGEST_PROGRESS = 8
"""More dots than this say nothing."""


def all_refs(library: Library) -> tuple[Ref, ...]:
    """Every step of every journey."""
    return tuple(Ref(journey.id, step.id) for journey in library.journeys.values() for step in journey.steps)


def exists(library: Library, ref: Ref) -> bool:
    """Whether there is such a step."""
    journey = library.journeys.get(ref.journey)
    return journey is not None and journey.step(ref.step) is not None


def neighbours(library: Library, ref: Ref) -> Iterator[Ref]:
    """The steps to which a step leads; targets that do not exist are left out (the checks report them)."""
    for target in targets(library.step(ref)):
        there = library.resolve(ref, target)
        if there is not None and exists(library, there):
            yield there


def is_end(library: Library, ref: Ref) -> bool:
    """Whether a path can stop here: a last step, or a way to a person or to the end."""
    step = library.step(ref)
    return isinstance(step, OutcomeStep | TicketStep) or bool({"@end", "@person"} & set(targets(step)))


def reachable(library: Library, start: Ref) -> dict[Ref, int]:
    """Every step that can be reached, with the least number of answers it takes."""
    return dict(_outward(start, lambda ref: neighbours(library, ref)))


def sites_near(library: Library, ref: Ref, answers: int) -> frozenset[GuidanceId]:
    """The official sites that so many answers from a step can lead to, or fewer."""
    near = {ref}
    for _ in range(answers):
        near |= {there for one in near for there in neighbours(library, one)}
    steps = (library.step(one) for one in near)
    return frozenset(step.guidance for step in steps if isinstance(step, SiteStep))


def progress(library: Library, ref: Ref, answered: int, abilities: Abilities) -> tuple[int, int]:
    """Steps behind, and steps in all on the shortest way to a last step; (0, 0) when there is nothing to show.

    Steps that this site passes over do not count, nor does the way around slots that it offers. Behind the doors of
    the resting screen nobody knows yet which journey it will be, so how long it is is not said.
    """

    def ahead(at: Ref) -> Iterator[Ref]:
        step = library.step(at)
        onward = (step.to,) if isinstance(step, SlotsStep | SiteStep) else targets(step)
        there = (library.resolve(at, target) for target in onward)
        return (landing(library, one, abilities) for one in there if one is not None)

    if answered == 0 or ref.journey == HOME:
        return (0, 0)
    for at, distance in _outward(ref, ahead):
        if answered + distance > LONGEST_PROGRESS:
            break
        if isinstance(library.step(at), OutcomeStep | TicketStep):
            return (answered - 1, answered + distance)
    return (0, 0)


def unknown_targets(library: Library) -> Iterator[tuple[Ref, str]]:
    """Targets that lead to no step and are none of the house's."""
    for ref in all_refs(library):
        for target in targets(library.step(ref)):
            there = library.resolve(ref, target)
            if target not in HOUSE_TARGETS and (there is None or not exists(library, there)):
                yield ref, target


def _outward(start: Ref, ahead: Callable[[Ref], Iterator[Ref]]) -> Iterator[tuple[Ref, int]]:
    """Breadth first from a step, the nearest first: each step, and how many answers away it is."""
    seen = {start}
    waiting = deque([(start, 0)])
    while waiting:
        ref, distance = waiting.popleft()
        yield ref, distance
        for there in ahead(ref):
            if there not in seen:
                seen.add(there)
                waiting.append((there, distance + 1))
