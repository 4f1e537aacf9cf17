"""Every way through every journey on which no page comes twice: it ends well, and soon enough."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

import pytest

from kiosk.checking.depth_rules import DEEPEST
from kiosk.ids import ChoiceId, PlaceId
from kiosk.journey.loader import Library, Ref, load_library
from kiosk.journey.model import Journey, OutcomeStep, TicketStep
from kiosk.opening import open_site
from kiosk.settings import load
from kiosk.tour import stops
from kiosk.walk import Abilities, Walk, landing, position, target_of
from tests.edges import edges_at, needs_of
from tests.kiosk.bench import MONDAY
from tests.summary import Tell

LIBRARY = load_library(PlaceId("la_louviere"))
EVERYTHING = Abilities(
    bookable=needs_of(LIBRARY),
    required=frozenset((need, field) for need in needs_of(LIBRARY) for field in ("name", "phone", "email")),
    guided=LIBRARY.led_to,
)
SITES = pytest.mark.parametrize(
    "abilities", [EVERYTHING, Abilities()], ids=["everything booked and shown", "nothing booked or shown"]
)


class Way(NamedTuple):
    """Steps of one journey, none twice, and the answers between them; the last answer may lead out of it."""

    steps: tuple[Ref, ...]
    answers: tuple[ChoiceId, ...]
    back_to: tuple[Ref, ...] = ()
    """Where the last step leads, when that is on the path already: a page that was opened beside it."""


@cache
def way_to(start: Ref, abilities: Abilities) -> tuple[ChoiceId, ...]:
    """The shortest way by answers from the resting screen to a step."""
    site = open_site(load(), Path(gettempdir()), lambda: MONDAY, MONDAY.date()).site
    return next(stop.answers for stop in stops(replace(site, abilities=abilities)) if stop.ref == start)


def step_to(library: Library, ref: Ref, answer: ChoiceId, abilities: Abilities) -> Ref | None:
    """Where an answer leads inside the journey; None: to a house target or to another journey."""
    target = target_of(library.step(ref), answer)
    assert target is not None
    there = library.resolve(ref, target)
    there = landing(library, there, abilities) if there else None
    return there if there and there.journey == ref.journey else None


def ways_through(library: Library, journey: Journey, abilities: Abilities) -> Iterator[Way]:
    """All of them, from the journey's first page until an outcome, a ticket, a way out, or only ways back."""
    waiting = [Way((landing(library, Ref(journey.id, journey.start), abilities),), ())]
    while waiting:
        path = waiting.pop()
        ref = path.steps[-1]
        if isinstance(library.step(ref), OutcomeStep | TicketStep):
            yield path
            continue
        ways = [
            (edge.answer, step_to(library, ref, edge.answer, abilities)) for edge in edges_at(library, ref, abilities)
        ]
        for answer, there in ways:
            if there is None:
                yield Way(path.steps, (*path.answers, answer))
            elif there not in path.steps:
                waiting.append(Way((*path.steps, there), (*path.answers, answer)))
        if all(there in path.steps for _, there in ways):
            yield path._replace(back_to=tuple(there for _, there in ways if there))


def goes_on(library: Library, ref: Ref, beside: Ref, abilities: Abilities) -> bool:
    """Whether a way from a step leads to an end without the page that was opened beside it."""
    waiting, passed = [ref], {beside, ref}
    while waiting:
        one = waiting.pop()
        if isinstance(library.step(one), OutcomeStep | TicketStep):
            return True
        for edge in edges_at(library, one, abilities):
            there = step_to(library, one, edge.answer, abilities)
            if there is None:
                return True
            if there not in passed:
                passed.add(there)
                waiting.append(there)
    return False


def answers_to_end(library: Library, ref: Ref, abilities: Abilities) -> int:
    """The fewest answers from a step to an outcome, a ticket or a way out."""
    near, count = {ref}, 0
    while not any(isinstance(library.step(one), OutcomeStep | TicketStep) for one in near):
        count += 1
        there = {
            step_to(library, one, edge.answer, abilities) for one in near for edge in edges_at(library, one, abilities)
        }
        if None in there or count > DEEPEST:
            break
        near = {one for one in there if one}
    return count


@SITES
@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=lambda one: one.id)
def test_no_path_is_a_trap(journey: Journey, abilities: Abilities, tell: Tell) -> None:
    """Where a path can only go back, it was a page beside the way: who comes back reaches an end without it."""
    found = list(ways_through(LIBRARY, journey, abilities))
    assert found
    for path in found:
        assert len(set(path.steps)) == len(path.steps)
        ends = isinstance(LIBRARY.step(path.steps[-1]), OutcomeStep | TicketStep) or len(path.answers) == len(
            path.steps
        )
        assert ends or any(goes_on(LIBRARY, back, path.steps[-1], abilities) for back in path.back_to), path
    tell("cycle-free paths", len(found))
    tell("longest path, answers", max(len(path.answers) for path in found), most=True)


@SITES
@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=lambda one: one.id)
def test_an_end_is_near_on_every_path(journey: Journey, abilities: Abilities) -> None:
    reached = {ref for path in ways_through(LIBRARY, journey, abilities) for ref in path.steps}
    far = {ref.step: count for ref in reached if (count := answers_to_end(LIBRARY, ref, abilities)) > DEEPEST}
    assert far == {}


@SITES
@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=lambda one: one.id)
def test_the_walk_stands_where_each_path_leads(journey: Journey, abilities: Abilities) -> None:
    """The position is derived from the answers alone: each step of each path, and each one less on the way back."""
    lead = way_to(landing(LIBRARY, Ref(journey.id, journey.start), abilities), abilities)
    found = ways_through(LIBRARY, journey, abilities)
    stands = {path.answers[:count]: ref for path in found for count, ref in enumerate(path.steps)}
    for answers, ref in stands.items():
        assert position(LIBRARY, Walk((*lead, *answers)), abilities) == ref
