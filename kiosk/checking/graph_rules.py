"""The graph of steps: every way leads somewhere, every step is reached, every path ends, and soon enough."""

from collections.abc import Iterator

from kiosk.checking.counting import CHOICES
from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import Keys
from kiosk.journey import graph
from kiosk.journey.loader import HOME, Library, Ref
from kiosk.journey.model import (
    ChecklistStep,
    ChoiceStep,
    EntryStep,
    Journey,
    RecapStep,
    SiteStep,
    SlotsStep,
    Step,
    options,
    targets,
)
from kiosk.walk import BOOKED, CONDITIONS, GUIDED, holds, worlds

_TYPED = ("name", "phone", "email")
Found = tuple[Keys, str, str, str]
"""Keys in the step, rule, message, suggestion."""


def graph_findings(library: Library, lines: Lines, *, whole: bool) -> Iterator[Finding]:
    """All of them. `whole`: every file could be read, so that a step that nobody leads to is really alone."""
    sound = whole and HOME in library.journeys and not any(graph.unknown_targets(library))
    reached = graph.reachable(library, library.home) if sound else None
    ending = _ending(library)
    for journey in library.journeys.values():
        yield from _journey_findings(journey, lines)
        for number, step in enumerate(journey.steps):
            ref = Ref(journey.id, step.id)
            found = [*_targets(library, ref, step), *_ids(step), *_booking(journey, step)]
            if reached is not None and ref not in reached:
                found.append(
                    (("id",), "unreachable", "no step leads here", "add a choice that does, or remove the step")
                )
            if ref not in ending:
                way = "lead to an outcome, a ticket, @person or @end"
                found.append((("id",), "no-end", "no path from here ever ends", way))
            for keys, rule, message, suggestion in found:
                line = lines.of(f"{journey.id}.yaml", "steps", number, *keys)
                yield Finding(f"{journey.id}.yaml", line, rule, f"step {step.id!r}: {message}", suggestion)


def _ending(library: Library) -> set[Ref]:
    """The steps from which some path ends."""
    ways_in: dict[Ref, list[Ref]] = {}
    for ref in graph.all_refs(library):
        for there in graph.neighbours(library, ref):
            ways_in.setdefault(there, []).append(ref)
    ending = {ref for ref in graph.all_refs(library) if graph.is_end(library, ref)}
    waiting = list(ending)
    while waiting:
        for ref in ways_in.get(waiting.pop(), ()):
            if ref not in ending:
                ending.add(ref)
                waiting.append(ref)
    return ending


def _journey_findings(journey: Journey, lines: Lines) -> Iterator[Finding]:
    file = f"{journey.id}.yaml"
    ids = [step.id for step in journey.steps]
    if journey.start not in ids:
        message = f"there is no step {journey.start!r}"
        yield Finding(file, lines.of(file, "start"), "start", message, f"name one: {', '.join(ids[:3])}, …")
    if journey.id == HOME and journey.sensitive:
        message = "the resting screen speaks before anybody can be asked how to listen"
        yield Finding(file, lines.of(file, "sensitive"), "sensitive-home", message, "mark the journeys behind it")
    for number, one in enumerate(ids):
        if one in ids[:number]:
            line = lines.of(file, "steps", number, "id")
            yield Finding(file, line, "double-step", f"two steps have the id {one!r}", "give each its own")
    if not any("@person" in targets(step) for step in journey.steps):
        suggestion = 'add a choice « Demander à une personne » with to: "@person"'
        yield Finding(
            file, lines.of(file, "id"), "human-door", "no choice of this journey leads to a person", suggestion
        )


def _targets(library: Library, ref: Ref, step: Step) -> Iterator[Found]:
    for keys, target in _ways(step):
        there = library.resolve(ref, target)
        if there is None:
            if not options(step):
                yield keys, "house-target", f"{target!r} is for buttons", "lead this kind of step to another step"
        elif there.journey not in library.journeys and (library.folder / f"{there.journey}.yaml").is_file():
            continue  # its file cannot be read, and is reported itself
        elif not graph.exists(library, there):
            known = "write an existing one, journey:step, @home, @person, @counts or @end"
            yield keys, "unknown-target", f"there is no step {target!r}", known


def _ways(step: Step) -> Iterator[tuple[Keys, str]]:
    """Every target with its keys in the step."""
    for number, option in enumerate(options(step)):
        yield ("choices", number, "to"), option.to
    if isinstance(step, ChoiceStep) and step.other:
        yield ("other",), step.other
    if isinstance(step, SlotsStep | SiteStep | EntryStep | RecapStep):
        yield ("to",), step.to
    if isinstance(step, SlotsStep | SiteStep):
        yield ("otherwise",), step.otherwise


def _ids(step: Step) -> Iterator[Found]:
    named = [(("choices", number, "id"), option.id) for number, option in enumerate(options(step))]
    if isinstance(step, ChecklistStep):
        named += [(("items", number, "id"), item.id) for number, item in enumerate(step.items)]
    for number, (keys, one) in enumerate(named):
        if one in [earlier for _, earlier in named[:number]]:
            yield keys, "double-choice", f"two choices have the id {one!r}", "give each its own"


def _choices(journey: Journey, step: Step) -> Iterator[Found]:
    """More at once than a screen has places, wherever the kiosk stands."""
    known = [option for option in options(step) if option.when in {"", *CONDITIONS}]
    most = max(sum(holds(option.when, journey, one) for option in known) for one in worlds(journey))
    if most > CHOICES:
        message = f"more choices than the {CHOICES} of a screen: {most} are offered at once"
        yield ("choices",), "choices", message, "put the rarest behind a choice of their own"


def _booking(journey: Journey, step: Step) -> Iterator[Found]:
    for number, option in enumerate(options(step)):
        keys = ("choices", number, "when")
        if option.when and option.when not in CONDITIONS:
            yield keys, "condition", f"when: {option.when!r} is unknown", f"expected one of: {', '.join(CONDITIONS)}"
        if option.when in BOOKED and not journey.need:
            yield keys, "need", "when: the journey names no need", "add `need:` at its top"
        if option.when in GUIDED and not any(isinstance(one, SiteStep) for one in journey.steps):
            yield keys, "site", "when: no step of the journey leads to an official site", "add a step of kind: site"
    yield from _choices(journey, step)
    if isinstance(step, SlotsStep) and not journey.need:
        yield ("kind",), "need", "a slots step books for a need", "add `need:` at the top of its journey"
    if isinstance(step, EntryStep) and step.field not in _TYPED:
        message = f"field: {step.field!r} is unknown"
        yield ("field",), "entry-field", message, f"expected one of: {', '.join(_TYPED)}"
