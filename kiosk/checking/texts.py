"""Every text of the content, with its file and its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from kiosk.checking.lines import Lines, name_of_place
from kiosk.ids import PlaceId
from kiosk.journey.loader import MODEL, Library
from kiosk.journey.model import ChecklistStep, EntryStep, Journey, Step, options
from kiosk.journey.values import NAMED
from kiosk.official_site.loading import name_of

Keys: TypeAlias = tuple[str | int, ...]
NATIONAL = "national.yaml"


class Kind(Enum):
    """What a text is on the screen."""

    TITLE = "title"
    SENTENCE = "sentence"
    LABEL = "button"
    ITEM = "thing to bring"
    HINT = "hint"
    FIELD = "field"
    FALLBACK = "fallback"
    """The sentence that is shown while a value is unknown."""
    VALUE = "value"
    NAME = "name"
    """Of a place or an office, and its address."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `journey` and `step` (its number) are empty for what belongs to no step."""

    file: str
    line: int
    kind: Kind
    text: str
    """As the file has it, names of values in braces."""
    shown: str
    """As it is shown, with the values in their places."""
    journey: str = ""
    step: int = -1

    @property
    def prose(self) -> str:
        """The text with a plain word in the place of each value: what its author answers for."""
        return NAMED.sub("valeur", self.text) if "{" in self.text else self.text


def content_texts(library: Library, place: PlaceId, lines: Lines) -> tuple[Text, ...]:
    """All texts: journeys in the order of their steps, places, official sites. `place` names the commune's file."""
    steps = (text for journey in library.journeys.values() for text in journey_texts(library, journey, lines))
    return (*steps, *_place_texts(library, place, lines), *_site_texts(library, lines))


def journey_texts(library: Library, journey: Journey, lines: Lines) -> Iterator[Text]:
    """The texts of one journey, step by step."""
    file = f"{journey.id}.yaml"
    yield Text(file, lines.of(file, "title"), Kind.TITLE, journey.title, journey.title)
    for number, step in enumerate(journey.steps):
        for kind, text, keys in step_texts(step):
            line = lines.of(file, "steps", number, *keys)
            yield Text(file, line, kind, text, shown_in(library, text), journey.id, number)


def step_texts(step: Step) -> Iterator[tuple[Kind, str, Keys]]:
    """The texts of a step, each with the keys under which it stands in the step."""
    yield Kind.TITLE, step.title, ("title",)
    for number, sentence in enumerate(step.text):
        yield Kind.SENTENCE, sentence, ("text", number)
    if isinstance(step, EntryStep):
        yield Kind.FIELD, step.label, ("label",)
    if isinstance(step, ChecklistStep):
        for number, item in enumerate(step.items):
            yield Kind.ITEM, item.label, ("items", number, "label")
    for number, option in enumerate(options(step)):
        yield Kind.LABEL, option.label, ("choices", number, "label")
        if option.hint:
            yield Kind.HINT, option.hint, ("choices", number, "hint")


def _site_texts(library: Library, lines: Lines) -> Iterator[Text]:
    """What is said of official sites."""
    for guidance in library.guidances.values():
        file = name_of(guidance.id)
        yield Text(file, lines.of(file, "name"), Kind.TITLE, guidance.name, guidance.name)
        for number, page in enumerate(guidance.pages):
            for which, cue in enumerate(page.cues):
                for key, said in (("say", cue.say), ("otherwise", cue.otherwise)):
                    for one, text in enumerate(said):
                        line = lines.of(file, "pages", number, "cues", which, key, one)
                        yield Text(file, line, Kind.SENTENCE, text, text)


def file_of(name: str, place: PlaceId, lines: Lines, group: str = "values", key: str = "") -> str:
    """The file that gives a value or an office, or one `key` of it: the commune's, which wins, or a layer below."""
    keys = (group, name, *([key] if key else []))
    layers = (name_of_place(place), name_of_place(MODEL), NATIONAL)
    return next((file for file in layers if lines.has(file, *keys)), NATIONAL)


def _place_texts(library: Library, place: PlaceId, lines: Lines) -> Iterator[Text]:
    for name, value in library.values.items():
        for key, kind, text in (("fallback", Kind.FALLBACK, value.fallback), ("text", Kind.VALUE, value.text)):
            if text:
                file = file_of(name, place, lines, key=key)
                yield Text(file, lines.of(file, "values", name, key), kind, text, text)
    for name, office in library.offices.items():
        file = file_of(name, place, lines, "offices", "name")
        yield Text(file, lines.of(file, "offices", name, "name"), Kind.NAME, office.name, office.name)
        for number, row in enumerate(office.address):
            file = file_of(name, place, lines, "offices", "address")
            yield Text(file, lines.of(file, "offices", name, "address", number), Kind.NAME, row, row)


def shown_in(library: Library, text: str) -> str:
    """With the values that are known; the others keep their names, and count as a word."""

    def known(name: str) -> str:
        return library.values[name].text if name in library.values else ""

    return NAMED.sub(lambda found: known(found[1]) or found[1], text)
