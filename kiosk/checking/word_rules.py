"""Words: one for one thing, none that is foreign, none that stands unexplained."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kiosk.checking.finding import Finding
from kiosk.checking.glossary import Acronym, Glossary, HardWord, Instead
from kiosk.checking.rule import PROSE, Rule, Wrong
from kiosk.checking.texts import Text
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import Journey, targets

_CAPITALS = re.compile(r"\b[A-ZÀ-Ý0-9]*[A-ZÀ-Ý][A-ZÀ-Ý0-9]*[A-ZÀ-Ý][A-ZÀ-Ý0-9]*\b")
_ROMAN = re.compile(r"[IVX]+")
_SMALL = re.compile(r"\b[a-zà-ÿ]{2,}\b")
_LONG = 6
"""Capitals in a row that are no acronym any more."""


def word_rules(glossary: Glossary, texts: Iterable[Text]) -> tuple[Rule, ...]:
    """The rules that look at one text. `texts` are all: a word that is also written small is no acronym."""
    small = frozenset(word for text in texts for word in _SMALL.findall(text.prose))
    return (
        Rule("one-word", PROSE, _never(glossary.terms, "the kiosk says « {} » everywhere")),
        Rule("foreign-word", PROSE, _never(glossary.foreign, "write « {} »")),
        Rule("capitals", PROSE, _capitals(glossary, small, shouted=True)),
        Rule("acronym-unknown", PROSE, _capitals(glossary, small, shouted=False)),
    )


def _never(words: Sequence[Instead], suggestion: str) -> Callable[[Text], Iterator[Wrong]]:
    say = {no.lower(): one.say for one in words for no in one.never}
    longest_first = sorted(say, key=len, reverse=True)
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def find(text: Text) -> Iterator[Wrong]:
        for found in dict.fromkeys(wanted.findall(_plain(text.prose))) if say else ():
            yield Wrong(f"« {found} » in « {text.text} »", suggestion.format(say[found.lower()]))

    return find


def _capitals(glossary: Glossary, small: frozenset[str], *, shouted: bool) -> Callable[[Text], Iterator[Wrong]]:
    refused = {no.lower() for one in glossary.terms for no in one.never}  # "one-word" says so

    def find(text: Text) -> Iterator[Wrong]:
        for word in dict.fromkeys(_CAPITALS.findall(text.prose)):
            if word in glossary.known or word.lower() in refused or _ROMAN.fullmatch(word):
                continue
            loud = len(word) >= _LONG or word.lower() in small
            if loud and shouted:
                yield Wrong(f"« {word} » in « {text.text} »", f"write it small: « {word.lower()} »")
            if not loud and not shouted:
                yield Wrong(
                    f"{word!r} is not in glossary.yaml", "add it there with its explanation, or say it in words"
                )

    return find


def explanation_findings(
    library: Library, journey: Journey, texts: Sequence[Text], glossary: Glossary
) -> Iterator[Finding]:
    """Acronyms that a journey nowhere explains, and hard words that it does not explain where they come first.

    `texts` are those of its steps, in order. The page that a choice of the same step opens counts as the same place:
    « C’est quoi, un bon ? ».
    """
    said = [(text, _plain(text.prose)) for text in texts]
    for acronym in glossary.acronyms:
        first = next((text for text, plain in said if _holds(plain, acronym.word, case=True)), None)
        if first is not None and not any(_explains(plain, acronym) for _, plain in said):
            yield _unexplained("acronym", first, acronym)
    for hard in glossary.hard_words:
        forms = (hard.word, *hard.forms)
        first = next((text for text, plain in said if any(_holds(plain, form) for form in forms)), None)
        if first is not None:
            near = {*range(first.step + 1), *_next_steps(library, journey, first.step)}
            if not any(text.step in near and _explains(plain, hard) for text, plain in said):
                yield _unexplained("hard-word", first, hard)


def _next_steps(library: Library, journey: Journey, number: int) -> Iterator[int]:
    step = journey.steps[number]
    ids = [one.id for one in journey.steps]
    for target in targets(step):
        there = library.resolve(Ref(journey.id, step.id), target)
        if there is not None and there.journey == journey.id and there.step in ids:
            yield ids.index(there.step)


def _unexplained(rule: str, first: Text, word: Acronym | HardWord) -> Finding:
    wanted = " or ".join(f"« {one} »" for one in word.explained_by)
    place = "in this journey" if rule == "acronym" else "here, where it comes first"
    message = f"{word.word!r} is not explained {place}"
    return Finding(first.file, first.line, rule, message, f"say {wanted}, or add your explanation to glossary.yaml")


def _holds(plain: str, word: str, *, case: bool = False) -> bool:
    """Whether a text has this word; first by a quick look, since nearly none has."""
    if not case:
        plain, word = plain.lower(), word.lower()
    return word in plain and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) is not None


def _explains(plain: str, word: Acronym | HardWord) -> bool:
    return any(words.lower() in plain.lower() for words in word.explained_by)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
