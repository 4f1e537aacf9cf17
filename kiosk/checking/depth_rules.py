"""How many answers it takes until a visitor has what they came for."""

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.journey import graph
from kiosk.journey.loader import HOME, Library, Ref
from kiosk.journey.model import ChoiceStep, Journey, Option, OutcomeStep, SiteStep, SlotsStep, TicketStep, options
from kiosk.walk import CONDITIONS, Abilities, landing, offered, worlds

DEEPEST = 6
"""Answers from the first page of a journey to an outcome, on the main path; an appointment made here is one of them."""


class _First(NamedTuple):
    """An answer to the first question: the question, the answers before it, the numbers of step and choice."""

    option: Option
    question: Ref
    before: int
    step: int
    choice: int


def depth_findings(library: Library, lines: Lines) -> Iterator[Finding]:
    """Main paths that are too long, where appointments can be made and where they cannot.

    The main path goes by the first button of each page; each answer to the journey's first question begins one.
    """
    for journey in library.journeys.values():
        if journey.id == HOME or not _walkable(journey):
            continue
        file = f"{journey.id}.yaml"
        for first in _first_answers(library, journey):
            longest = max(_length(library, journey, first, abilities) for abilities in worlds(journey))
            if longest > DEEPEST:
                option, number, choice = first.option, first.step, first.choice
                message = f"« {option.label} » takes {longest} answers to an outcome, {DEEPEST} at most"
                line = lines.of(file, "steps", number, "choices", choice, "to")
                yield Finding(file, line, "depth", message, "leave out a page on the way, or offer it beside")


def _walkable(journey: Journey) -> bool:
    """Whether one can begin, and every condition is one that can be asked; what is not is reported elsewhere."""
    conditions = {option.when for step in journey.steps for option in options(step) if option.when}
    return journey.step(journey.start) is not None and conditions.issubset(CONDITIONS)


def _first_answers(library: Library, journey: Journey) -> Iterator[_First]:
    """The answers to the journey's first question; of a journey without one, the way on from its first step."""
    ids = [step.id for step in journey.steps]
    passed: list[Ref] = []
    ref: Ref | None = Ref(journey.id, journey.start)
    while ref and ref not in passed and ref.journey == journey.id and graph.exists(library, ref):
        step = library.step(ref)
        if isinstance(step, ChoiceStep):
            for choice, option in enumerate(step.choices):
                yield _First(option, ref, len(passed), ids.index(ref.step), choice)
            return
        passed.append(ref)
        ref = library.resolve(ref, options(step)[0].to) if options(step) else None
    if passed and (ways := options(library.step(passed[0]))):
        yield _First(ways[0], passed[0], 0, ids.index(passed[0].step), 0)


def _length(library: Library, journey: Journey, first: _First, abilities: Abilities) -> int:
    """Answers from the start by this answer of the first question; 0 where another journey or a person follows."""
    count, option, ref = first.before, first.option, first.question
    while True:
        count += 1
        there = library.resolve(ref, option.to)
        if option.outcome or there is None or not graph.exists(library, there) or there.journey != journey.id:
            return count if option.outcome else 0
        ref = landing(library, there, abilities)
        step = library.step(ref)
        if isinstance(step, OutcomeStep | TicketStep):
            return count
        if isinstance(step, SlotsStep | SiteStep) or not offered(library, ref, abilities):
            return count + 1
        if count > len(journey.steps):
            return 0  # round and round: "no-end" says whether there is a way out
        option = offered(library, ref, abilities)[0]
