"""A catalogue: what is said in another language, found by the French text.

A text without a translation stays French, and the French voice says it. No-break spaces do not count in a key: who
translates cannot see them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.ids import JourneyId
from kiosk.languages.wording import FRENCH_FORMATS, FRENCH_WORDS, NBSP, Formats, HouseWords


class Said(NamedTuple):
    """A text, and its language where that is not the page's: "" or "fr"."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language. Without arguments: French, in which everything is written."""

    language: str = "fr"
    house: HouseWords = FRENCH_WORDS
    formats: Formats = FRENCH_FORMATS
    journeys: frozenset[JourneyId] = frozenset()
    """The journeys that are offered in this language; all others stay wholly French."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """French (with plain spaces) -> this language."""

    @property
    def is_french(self) -> bool:
        """Whether nothing has to be translated."""
        return self.language == FRENCH_WORDS.language

    def speaks(self, journey: JourneyId) -> bool:
        """Whether this journey is offered in this language."""
        return self.is_french or journey in self.journeys

    def text(self, french: str) -> str | None:
        """The translation of a whole text; None where there is none. A single sign is the same everywhere."""
        if self.is_french or len(french) < 2:  # noqa: PLR2004  # a key of the keypad
            return french
        return self.texts.get(plain(french))

    def say(self, french: str) -> Said:
        """The translation, or the French text, which then says that it is French."""
        found = self.text(french)
        return Said(french, FRENCH_WORDS.language) if found is None else Said(found)

    def fill(self, french: str, **values: str) -> Said:
        """The same for a text with names in braces, filled in after it was translated."""
        text, language = self.say(french)
        return Said(text.format(**values), language)


FRENCH = Catalogue()


def plain(text: str) -> str:
    """The text as a key: no-break spaces are spaces."""
    return text.replace(NBSP, " ")
