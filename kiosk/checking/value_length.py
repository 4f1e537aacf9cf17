"""Whether a value leaves the sentences short that hold it: whoever fills in a place file cannot change these."""

from collections.abc import Iterator

from kiosk.checking.counting import SENTENCE_WORDS, word_count
from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import file_of, shown_in
from kiosk.ids import PlaceId
from kiosk.journey.loader import Library
from kiosk.journey.values import NAMED


def length_findings(library: Library, place: PlaceId, lines: Lines) -> Iterator[Finding]:
    """Each value that makes a sentence too long, once, with the longest."""
    longest: dict[str, tuple[int, str]] = {}
    for sentence in _sentences(library):
        shown = shown_in(library, sentence)
        for name in NAMED.findall(sentence):
            longest[name] = max(longest.get(name, (0, "")), (word_count(shown), shown))
    for name, (count, shown) in longest.items():
        value = library.values.get(name)
        if value and value.text and count > SENTENCE_WORDS:
            room = max(word_count(value.text) - count + SENTENCE_WORDS, 1)
            file = file_of(name, place, lines, key="text")
            message = f"{name}: « {shown} » has {count} words, {SENTENCE_WORDS} at most"
            remedy = f"keep the {room} words that matter most"
            yield Finding(file, lines.of(file, "values", name, "text"), "value-long", message, remedy)


def _sentences(library: Library) -> Iterator[str]:
    for journey in library.journeys.values():
        for step in journey.steps:
            yield from step.text
