"""How long titles, sentences and labels may be, and how many sentences a screen may have."""

from collections.abc import Callable, Iterator

from kiosk.checking.counting import (
    LABEL_WORDS,
    SENTENCE_WORDS,
    SENTENCE_WORDS_AT_BEST,
    SENTENCES,
    TITLE_WORDS,
    sentences,
    word_count,
)
from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.rule import Rule, Wrong
from kiosk.checking.texts import Kind, Text
from kiosk.journey.model import Journey

_SAID = frozenset({Kind.SENTENCE, Kind.FALLBACK, Kind.HINT})


def _at_most(most: int, suggestion: str) -> Callable[[Text], Iterator[Wrong]]:
    def find(text: Text) -> Iterator[Wrong]:
        count = word_count(text.shown)
        if count > most:
            yield Wrong(f"the {text.kind.value} « {text.text} » has {count} words, {most} at most", suggestion)

    return find


def _sentences_between(fewest: int, most: int | None, suggestion: str) -> Callable[[Text], Iterator[Wrong]]:
    """Sentences of more than `fewest` words, up to `most` (None: without end); a value counts as one here."""

    def find(text: Text) -> Iterator[Wrong]:
        for sentence in sentences(text.prose):
            count = word_count(sentence)
            if count > fewest and (most is None or count <= most):
                yield Wrong(
                    f"« {sentence} » has {count} words, {fewest} {'at best' if most else 'at most'}", suggestion
                )

    return find


RULES = (
    Rule(
        "sentence-length",
        _SAID,
        _sentences_between(SENTENCE_WORDS, None, "make two sentences of it, or leave out what can wait"),
    ),
    Rule(
        "sentence-long",
        _SAID,
        _sentences_between(SENTENCE_WORDS_AT_BEST, SENTENCE_WORDS, "shorten it if nothing is lost"),
        note=True,
    ),
    Rule("title-length", frozenset({Kind.TITLE}), _at_most(TITLE_WORDS, "keep the words that say what to do")),
    Rule(
        "label-length",
        frozenset({Kind.LABEL, Kind.ITEM, Kind.FIELD}),
        _at_most(LABEL_WORDS, "shorten it, and put the rest into a hint or a page of its own"),
    ),
)


def sentence_findings(journey: Journey, lines: Lines) -> Iterator[Finding]:
    """Steps that say too much at once."""
    file = f"{journey.id}.yaml"
    for number, step in enumerate(journey.steps):
        count = sum(len(sentences(text)) for text in step.text)
        if count > SENTENCES:
            message = f"the step {step.id!r} has {count} sentences, {SENTENCES} at most"
            line = lines.of(file, "steps", number, "text")
            yield Finding(file, line, "sentences", message, "make another step of the rest")
