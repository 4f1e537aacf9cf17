"""Pure: which ways are the main path (by the first buttons, as the check of depth has it), and which lead back."""

from collections import deque
from collections.abc import Iterator

from kiosk.drawing.ways import ways_of
from kiosk.ids import StepId
from kiosk.journey.loader import HOME, Library, Ref
from kiosk.journey.model import ChoiceStep, Journey, OutcomeStep, SiteStep, SlotsStep, Step
from kiosk.walk import CONDITIONS, Abilities, holds, worlds


def main_ways(library: Library, journey: Journey) -> frozenset[tuple[StepId, int]]:
    """The steps and numbers of the main path, where appointments are made here and where they are not.

    Each answer to the first question, then the first button of each page. The resting screen has no main way.
    """
    if journey.id == HOME:
        return frozenset()
    found: set[tuple[StepId, int]] = set()
    for abilities in worlds(journey):
        seen: set[tuple[StepId, bool]] = set()
        waiting = [(journey.start, False)]
        while waiting:
            at, asked = waiting.pop()
            step = journey.step(at)
            if step is None or (at, asked) in seen:
                continue
            seen.add((at, asked))
            for number in _taken(journey, step, abilities, asked=asked):
                found.add((at, number))
                there = library.resolve(Ref(journey.id, at), ways_of(step)[number].to)
                if there is not None and there.journey == journey.id:
                    waiting.append((there.step, asked or isinstance(step, ChoiceStep)))
    return frozenset(found)


def back_ways(library: Library, journey: Journey) -> frozenset[tuple[StepId, int]]:
    """The steps and numbers of the ways to a page from which one came: nearer to the start, and leading here."""
    away = _reached(library, journey, journey.start)
    return frozenset(
        (step.id, number)
        for step in journey.steps
        for number, there in _own_ways(library, journey, step)
        if away.get(there, 0) < away.get(step.id, 0) and step.id in _reached(library, journey, there)
    )


def _reached(library: Library, journey: Journey, start: StepId) -> dict[StepId, int]:
    """The steps of the journey to which one comes from a step, without starting over, by how many answers."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        step = journey.step(at := waiting.popleft())
        for _, there in _own_ways(library, journey, step) if step else ():
            if there not in found:
                found[there] = found[at] + 1
                waiting.append(there)
    return found


def _own_ways(library: Library, journey: Journey, step: Step) -> Iterator[tuple[int, StepId]]:
    """The ways that stay in the journey and do not start over, by their numbers."""
    for number, way in enumerate(ways_of(step)):
        there = library.resolve(Ref(journey.id, step.id), way.to)
        if there is not None and there.journey == journey.id and there.step != journey.start:
            yield number, there.step


def _taken(journey: Journey, step: Step, abilities: Abilities, *, asked: bool) -> tuple[int, ...]:
    """The numbers of the ways on the main path. `asked`: the first question is behind."""
    ways = [(number, way) for number, way in enumerate(ways_of(step)) if way.when in {"", *CONDITIONS}]
    offered = [number for number, way in ways if holds(way.when, journey, abilities)]
    if isinstance(step, SlotsStep):
        return (0,) if abilities.books(journey.need) else (1,)
    if isinstance(step, SiteStep):
        return (0,) if step.guidance in abilities.guided else (1,)
    if isinstance(step, OutcomeStep):
        return ()
    return tuple(offered) if isinstance(step, ChoiceStep) and not asked else tuple(offered[:1])
