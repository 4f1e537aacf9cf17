"""Pure, apart from reading the content: which facts are shown, on which screens, and by which values of places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.ids import FactId, JourneyId, PlaceId, StepId
from kiosk.journey import strict_yaml
from kiosk.journey.evidence import Age, Used, of_office, of_value
from kiosk.journey.loader import MODEL, Fact, Library, Ref, load_library
from kiosk.journey.model import ChecklistStep, Step
from kiosk.journey.values import NAMED, Places, Value


@dataclass(frozen=True, slots=True)
class Screen:
    """A step that rests on a fact. `words`: its sentences and things to bring; those of a commune's value hold "…"."""

    journey: JourneyId
    step: StepId
    journey_title: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A value or an office, and whose it is: a commune's, or the whole country's."""

    place: str
    used: Used
    office: bool = False
    """Shown where an appointment is made, and on its ticket."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact that visitors see, and where."""

    fact: Fact
    screens: tuple[Screen, ...]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All of the content. `loose`: given without a fact; `unknown`: values whose fallback is shown."""

    shown: tuple[Shown, ...]
    hidden: tuple[Fact, ...]
    loose: tuple[Given, ...]
    unknown: tuple[Given, ...]


def sources_of(folder: Path) -> Sources:
    """The facts of a folder of content, for all communes whose file stands in it. Raises ContentError."""
    names = sorted(path.stem for path in (folder / "places").glob("*.yaml") if path.stem != MODEL)
    libraries = [load_library(PlaceId(name), folder) for name in names]
    national = strict_yaml.load(folder / "national.yaml", Places)
    some = libraries[0]
    named = {name for _, step in _steps(some) for text in step.text for name in NAMED.findall(text)}
    given = tuple(dict.fromkeys(one for library in libraries for one in _given(library, national, named)))
    shown = [_shown(some, fact, given, national.values) for fact in some.facts.values()]
    known = [one for one in given if one.used.age is not Age.UNKNOWN]
    return Sources(
        shown=tuple(one for one in shown if one.screens or one.given),
        hidden=tuple(one.fact for one in shown if not (one.screens or one.given)),
        loose=tuple(one for one in known if not (one.used.fact or one.office)),
        unknown=tuple(one for one in given if one.used.age is Age.UNKNOWN),
    )


def _steps(library: Library) -> Iterator[tuple[Ref, Step]]:
    for journey in library.journeys.values():
        for step in journey.steps:
            yield Ref(journey.id, step.id), step


def _given(library: Library, national: Places, named: set[str]) -> Iterator[Given]:
    """What a commune's screens are filled with, without the age of it: that would change from day to day."""
    for name, value in library.values.items():
        if name in named:
            place = national.name if value == national.values.get(name) else library.commune
            yield Given(place, of_value(name, value, None))
    for name, office in library.offices.items():
        place = national.name if office == national.offices.get(name) else library.commune
        yield Given(place, of_office(name, office, None), office=True)


def _shown(library: Library, fact: Fact, given: tuple[Given, ...], national: Mapping[str, Value]) -> Shown:
    own = tuple(one for one in given if one.used.fact == fact.id and one.used.age is not Age.UNKNOWN)
    names = frozenset(one.used.name for one in own if not one.office)
    screens = []
    for ref, step in _steps(library):
        words = _words(step, fact.id, names, national)
        if words:
            screens.append(Screen(ref.journey, ref.step, library.journey(ref).title, step.title, words))
    return Shown(fact, tuple(screens), own)


def _words(step: Step, fact: FactId, names: frozenset[str], national: Mapping[str, Value]) -> tuple[str, ...]:
    """All words of a step that names the fact; otherwise its sentences that hold one of these values."""
    if fact not in step.facts:
        return tuple(_filled(text, national) for text in step.text if names.intersection(NAMED.findall(text)))
    items = tuple(item.label for item in step.items) if isinstance(step, ChecklistStep) else ()
    return (*(_filled(text, national) for text in step.text), *items) or (step.title,)


def _filled(text: str, national: Mapping[str, Value]) -> str:
    """With the country's values; those of communes are told beside."""
    for name in NAMED.findall(text):
        if name in national and not national[name].text:
            return national[name].fallback
    return NAMED.sub(lambda found: national[found[1]].text if found[1] in national else "…", text)
