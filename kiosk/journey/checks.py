"""What the types of a journey cannot say: targets, reachability, words, values, facts, icons. One finding a fault."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.journey import graph, strict_yaml
from kiosk.journey.loader import HOME, Library, Ref
from kiosk.journey.model import (
    HOUSE_TARGETS,
    ChecklistStep,
    EntryStep,
    RecapStep,
    SlotsStep,
    Step,
    options,
    targets,
)
from kiosk.journey.values import NAMED
from kiosk.walk import CONDITIONS

TITLE_WORDS, SENTENCE_WORDS, LABEL_WORDS, SENTENCES = 8, 14, 5, 2
"""Limits of the wording rules."""
_WORD = re.compile(r"[\w’'@.-]*\w[\w’'@.-]*")
_NAKED = re.compile("[^\u00a0][?!:;»]|«[^\u00a0]")
_ADDRESS = re.compile(r"\S+\.\S+")
_TYPED = ("name", "phone", "email")
_HOME_SPEAKS = "the resting screen speaks before anybody can be asked how to listen; mark the journeys behind it"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it stands, what it is, and how to mend it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def check_library(library: Library) -> tuple[Finding, ...]:
    """Every fault of all journeys, in file order."""
    reached = graph.reachable(library, library.home) if not list(graph.unknown_targets(library)) else None
    found = list(_place_faults(library))
    for ref in graph.all_refs(library):
        found += [_finding(library, ref, message) for message in _step_faults(library, ref)]
        if reached is not None and ref not in reached:
            found.append(_finding(library, ref, "no step leads here; add a choice that does, or remove the step"))
    if library.journeys[HOME].sensitive:
        line = strict_yaml.line_of(library.folder / f"{HOME}.yaml", "sensitive")
        found.append(Finding(f"{HOME}.yaml", line, f"sensitive: {_HOME_SPEAKS}"))
    for journey in library.journeys.values():
        if journey.step(journey.start) is None:
            found.append(Finding(f"{journey.id}.yaml", 1, f"start: there is no step {journey.start!r}; name one"))
        found += _twice(journey.id, [step.id for step in journey.steps])
    return tuple(found)


def _step_faults(library: Library, ref: Ref) -> Iterator[str]:
    step = library.step(ref)
    yield from _targets(library, ref, step)
    yield from _house_targets(step)
    yield from _ends(library, ref)
    yield from _conditions(library, ref, step)
    yield from _words(step)
    yield from _values(library, step)
    yield from _facts(library, step)


def _targets(library: Library, ref: Ref, step: Step) -> Iterator[str]:
    for owner, target in graph.unknown_targets(library):
        if owner == ref:
            yield f"there is no step {target!r}; write an existing one, journey:step, @home, @person or @end"
    ids = [option.id for option in options(step)]
    ids += [item.id for item in step.items] if isinstance(step, ChecklistStep) else []
    for double in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"two choices have the id {double!r}; give each its own"


def _house_targets(step: Step) -> Iterator[str]:
    if isinstance(step, SlotsStep | EntryStep | RecapStep):
        for target in sorted(HOUSE_TARGETS & set(targets(step))):
            yield f"{target!r} is for buttons; lead this kind of step to another step"


def _ends(library: Library, ref: Ref) -> Iterator[str]:
    if not any(graph.is_end(library, there) for there in graph.reachable(library, ref)):
        yield "no path from here ever ends; lead to an outcome, a ticket, @person or @end"


def _conditions(library: Library, ref: Ref, step: Step) -> Iterator[str]:
    need = library.journey(ref).need
    for option in options(step):
        if option.when and option.when not in CONDITIONS:
            yield f"when: {option.when!r} is unknown; expected one of: {', '.join(CONDITIONS)}"
        if option.when and not need:
            yield "when: the journey names no need; add `need:` at its top"
    if isinstance(step, SlotsStep) and not need:
        yield "a slots step wants `need:` at the top of its journey"
    if isinstance(step, EntryStep) and step.field not in _TYPED:
        yield f"field: {step.field!r} is unknown; expected one of: {', '.join(_TYPED)}"


def _words(step: Step) -> Iterator[str]:
    if word_count(step.title) > TITLE_WORDS:
        yield f"the title has {word_count(step.title)} words; {TITLE_WORDS} at most"
    if len(step.text) > SENTENCES:
        yield f"the step has {len(step.text)} sentences; {SENTENCES} at most: make another step of the rest"
    for sentence in step.text:
        if word_count(sentence) > SENTENCE_WORDS:
            yield f"{sentence!r} has {word_count(sentence)} words; {SENTENCE_WORDS} at most"
    labels = [option.label for option in options(step)]
    for label in labels:
        if word_count(label) > LABEL_WORDS:
            yield f"the label {label!r} has {word_count(label)} words; {LABEL_WORDS} at most"
    others = [option.hint for option in options(step)]
    others += [item.label for item in step.items] if isinstance(step, ChecklistStep) else []
    others += [step.label] if isinstance(step, EntryStep) else []
    for text in (step.title, *step.text, *labels, *others):
        yield from _typography(text)


def _typography(text: str) -> Iterator[str]:
    if "'" in text:
        yield f"{text!r}: write the apostrophe ’ instead of '"
    if _NAKED.search(_ADDRESS.sub("", text)):
        yield f"{text!r}: put a non-breaking space (U+00A0) before ? ! : ; » and after «"


def _values(library: Library, step: Step) -> Iterator[str]:
    for sentence in step.text:
        for name in NAMED.findall(sentence):
            if name not in library.values:
                yield f"{{{name}}} is no value of national.yaml or of the place file; add it there"
    for text in (step.title, *(option.label for option in options(step))):
        if NAMED.search(text):
            yield f"{text!r}: values belong into `text`, not into titles or labels"


def _facts(library: Library, step: Step) -> Iterator[str]:
    for fact in step.facts:
        if fact not in library.facts:
            yield f"the fact {fact!r} is not in facts.yaml; name a known, certain one"


def _place_faults(library: Library) -> Iterator[Finding]:
    for name, value in library.values.items():
        if value.fact and value.fact not in library.facts:
            yield Finding("places", 1, f"values.{name}: the fact {value.fact!r} is not in facts.yaml")


def _twice(journey: str, ids: list[str]) -> list[Finding]:
    return [
        Finding(f"{journey}.yaml", 1, f"two steps have the id {one!r}; give each its own")
        for one in sorted(set(ids))
        if ids.count(one) > 1
    ]


def word_count(text: str) -> int:
    """Words: figures and addresses count as one, lone punctuation as none."""
    return len(_WORD.findall(text.replace("\u00a0", " ")))


def _finding(library: Library, ref: Ref, message: str) -> Finding:
    file = library.folder / f"{ref.journey}.yaml"
    number = [step.id for step in library.journeys[ref.journey].steps].index(ref.step)
    return Finding(file.name, strict_yaml.line_of(file, "steps", number), f"step {ref.step}: {message}")
