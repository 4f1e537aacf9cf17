"""Every step that states something names the facts on which it rests; facts are known and sure enough."""

import re
from collections.abc import Iterator

from kiosk.checking.counting import sentences
from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import NATIONAL, file_of, step_texts
from kiosk.ids import PlaceId
from kiosk.journey.loader import Library
from kiosk.journey.model import EntryStep, Journey, RecapStep, SiteStep, SlotsStep, Step, TicketStep
from kiosk.journey.values import NAMED

SURE_ENOUGH = ("verified", "dated")
"""Confidence with which a fact may be printed; "uncertain" is not."""
_FACTS = "facts.yaml"
_NOT_THERE = ("fact-unknown", "value-unknown")
_TELLS_TO_DO = re.compile(r"(?<!vous )(?<!vous y )\b\w+ez\b|\b(?:dites|faites)\b", re.IGNORECASE)
_ONLY_VALUE = re.compile(r"^[^.!?]*\{[a-z_0-9]+\}\.?$")


def fact_findings(library: Library, place: PlaceId, lines: Lines, *, whole: bool = True) -> Iterator[Finding]:
    """Unknown, uncertain and missing facts, of steps, of values and of offices.

    `whole`: all files could be read, so that what is not there is really unknown.
    """
    found = _fact_findings(library, place, lines)
    yield from (one for one in found if whole or one.rule not in _NOT_THERE)


def _fact_findings(library: Library, place: PlaceId, lines: Lines) -> Iterator[Finding]:
    for number, fact in enumerate(library.facts.values()):
        if fact.confidence not in SURE_ENOUGH:
            line = lines.of(_FACTS, "facts", number, "confidence")
            message = f"the fact {fact.id!r} is {fact.confidence!r}, expected {' or '.join(SURE_ENOUGH)}"
            yield Finding(_FACTS, line, "fact-uncertain", message, "verify it, or remove it and what rests on it")
    for journey in library.journeys.values():
        for number, step in enumerate(journey.steps):
            yield from _of_step(library, journey, number, step, lines)
    yield from _of_values(library, place, lines)
    for name, office in library.offices.items():
        file = file_of(name, place, lines, "offices", "fact")
        if office.fact and office.fact not in library.facts:
            yield _unknown(file, lines.of(file, "offices", name, "fact"), office.fact)


def _of_step(library: Library, journey: Journey, number: int, step: Step, lines: Lines) -> Iterator[Finding]:
    file = f"{journey.id}.yaml"
    for one, fact in enumerate(step.facts):
        if fact not in library.facts:
            yield _unknown(file, lines.of(file, "steps", number, "facts", one), fact)
    if not step.facts and (said := _statement(step)):
        message = f"step {step.id!r} states « {said} » and names no fact"
        line = lines.of(file, "steps", number, "text")
        yield Finding(file, line, "fact-missing", message, "add `facts: […]` with the id in facts.yaml that says so")
    for kind, text, keys in step_texts(step):
        line = lines.of(file, "steps", number, *keys)
        for name in NAMED.findall(text):
            if kind.name != "SENTENCE":
                message = f"{{{name}}} in the {kind.value} « {text} »"
                yield Finding(file, line, "value-place", message, "move the value into a sentence of `text`")
            elif name not in library.values:
                message = f"{{{name}}} is no value of {NATIONAL} or of the place file"
                yield Finding(file, line, "value-unknown", message, "add it there with its fallback, or mend its name")


def _statement(step: Step) -> str:
    """The first sentence that says how things are, not what to do; a value has its own fact."""
    if isinstance(step, EntryStep | RecapStep | SiteStep | SlotsStep | TicketStep):
        return ""
    for sentence in (one for text in step.text for one in sentences(text)):
        if not (_TELLS_TO_DO.search(sentence) or _ONLY_VALUE.search(sentence) or sentence.endswith("?")):
            return sentence
    return ""


def _of_values(library: Library, place: PlaceId, lines: Lines) -> Iterator[Finding]:
    for name, value in library.values.items():
        file = file_of(name, place, lines, key="text")
        if value.fact and value.fact not in library.facts:
            yield _unknown(file, lines.of(file, "values", name, "fact"), value.fact)
        if value.text and not (value.fact or value.source or value.verified):
            line = lines.of(file, "values", name, "text")
            message = f"the value {name!r} names no source and was verified by nobody"
            remedy = "add `verified:` and `by:` after a call, or `source:` with where it was read"
            yield Finding(file, line, "fact-missing", message, remedy)


def _unknown(file: str, line: int, fact: str) -> Finding:
    return Finding(file, line, "fact-unknown", f"the fact {fact!r} is not in {_FACTS}", "name a fact that is there")
