"""What a catalogue lacks for a site: every page is built in its language, and what is looked up is listened to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from msgspec.structs import replace as replace_field

from kiosk.checking.counting import LABEL_WORDS, SENTENCE_WORDS, TITLE_WORDS, word_count
from kiosk.journey.graph import all_refs
from kiosk.journey.loader import HOME
from kiosk.journey.model import options
from kiosk.journey.values import NAMED, UNKNOWN
from kiosk.languages.catalogue import Catalogue, plain
from kiosk.languages.reading import read_catalogues
from kiosk.languages.wording import house_words
from kiosk.pages.site import Site
from kiosk.printing.tickets import TEXTS as PAPER
from kiosk.sentences import every_page
from kiosk.ticket import BRING

Default = TypeVar("Default")


class Listening(dict[str, str]):
    """Texts that remember what was looked up."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.asked: dict[str, None] = {}

    def get(self, key: str, default: str | Default | None = None) -> str | Default | None:  # type: ignore[override]
        self.asked[key] = None
        return super().get(key, default)


def language_faults(site: Site) -> Iterator[str]:
    """One line a fault of every catalogue, also of one that cannot be offered: file, text, what is expected."""
    yield from read_catalogues()[1]
    for code, catalogue in site.languages.items():
        for fault in (*_journeys(site, catalogue), *_missing(site, catalogue), *_too_long(site, catalogue)):
            yield f"{code}.toml: {fault}"


def asked_of(site: Site, catalogue: Catalogue) -> tuple[str, ...]:
    """Every French text that this site looks up in this language, as keys of the catalogue, in order."""
    texts = Listening(catalogue.texts)
    heard = replace(catalogue, texts=texts)
    there = replace(site, languages={**site.languages, catalogue.language: heard})
    house_words(heard.language, heard.house.name, lambda french: heard.say(french).text)
    for _ in every_page(there, heard):
        pass
    titles = (site.library.journeys[one].title for one in sorted(catalogue.journeys & set(site.library.journeys)))
    for french in (*titles, *_hints(site, catalogue), *_fallbacks(site, catalogue), BRING, *PAPER):
        heard.say(french)
    return tuple(texts.asked)


def _hints(site: Site, catalogue: Catalogue) -> Iterator[str]:
    """Also those that are not shown because their choice leads to a journey that is French: one day it is not."""
    for ref in all_refs(site.library):
        if catalogue.speaks(ref.journey):
            yield from (option.hint for option in options(site.library.step(ref)) if option.hint)


def _fallbacks(site: Site, catalogue: Catalogue) -> Iterator[str]:
    """What stands in for a sentence whose value is not known."""
    yield UNKNOWN
    for ref in all_refs(site.library):
        if catalogue.speaks(ref.journey):
            names = [name for sentence in site.library.step(ref).text for name in NAMED.findall(sentence)]
            yield from (site.library.values[name].fallback for name in names if name in site.library.values)


def _journeys(site: Site, catalogue: Catalogue) -> Iterator[str]:
    known = ", ".join(sorted(site.library.journeys))
    for journey in sorted(catalogue.journeys - set(site.library.journeys)):
        yield f"journeys: {journey!r} is unknown; expected some of: {known}"
    if HOME not in catalogue.journeys:
        yield f"journeys: expected {HOME!r} among them: whoever chooses the language sees the resting screen first"


def _missing(site: Site, catalogue: Catalogue) -> Iterator[str]:
    for french in asked_of(site, catalogue):
        if french not in catalogue.texts:
            yield f'"{french}": missing; add it with its translation, until then it stays French'


def _too_long(site: Site, catalogue: Catalogue) -> Iterator[str]:
    """The writing rules hold in every language; a value counts as one word, its length is the matter of its file."""
    values = {
        name: replace_field(value, text="x") if value.text else value for name, value in site.library.values.items()
    }
    pages = tuple(every_page(replace(site, library=replace(site.library, values=values)), catalogue))
    yield from _over(TITLE_WORDS, "title", (page.title for page in pages))
    yield from _over(SENTENCE_WORDS, "sentence", (line.text for page in pages for line in page.lines))
    yield from _over(LABEL_WORDS, "button", (choice.label for page in pages for choice in (*page.choices, *page.bar)))


def _over(most: int, kind: str, texts: Iterable[str]) -> Iterator[str]:
    for text in dict.fromkeys(texts):
        if word_count(plain(text)) > most:
            yield f"the {kind} {text!r} has {word_count(text)} words; {most} at most"
