"""`glossary.yaml`: acronyms, hard words, one word for one thing, foreign words, names. The file explains itself."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from kiosk.journey import strict_yaml
from kiosk.journey.model import Text

FILE = "glossary.yaml"


class Acronym(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of capitals, what it stands for, and words that explain it; a journey that says it says one of them."""

    word: Text
    means: Text
    explained_by: tuple[Text, ...]


class HardWord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that not everybody knows; `forms` are its others (a plural)."""

    word: Text
    explained_by: tuple[Text, ...]
    forms: tuple[Text, ...] = ()


class Instead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that are never shown, and the one that is."""

    say: Text
    never: tuple[Text, ...]


class Glossary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The whole file."""

    acronyms: tuple[Acronym, ...] = ()
    hard_words: tuple[HardWord, ...] = ()
    terms: tuple[Instead, ...] = ()
    foreign: tuple[Instead, ...] = ()
    names: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    roles: frozenset[Text] = frozenset()
    """Words of which `by` in a place file is made."""

    @cached_property
    def known(self) -> frozenset[str]:
        """Every single word that is no mistake, as it is written here."""
        return frozenset(word for text in self._texts() for word in re.split(r"[\s’-]+", text) if word) | {
            text for text in self._texts() if " " not in text
        }

    def _texts(self) -> Iterator[str]:
        for acronym in self.acronyms:
            yield acronym.word
        for hard in self.hard_words:
            yield from (hard.word, *hard.forms)
        yield from (*self.names, *self.words)


def read_glossary(folder: Path) -> Glossary:
    """The glossary beside the journeys; an empty one where there is none. Raises ContentError with file and line."""
    path = folder / FILE
    return strict_yaml.load(path, Glossary) if path.is_file() else Glossary()
