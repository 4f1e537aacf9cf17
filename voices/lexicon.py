"""The lexicon: how words that engines misread are said. The built-in one, and a facilitator's over it.

A word with a capital after its first letter ("CPAS", "Kids-ID") stands for itself alone; any other word
("Anseele") whatever its capitals.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Final

_ROUNDS: Final = 8
"""A reading that still changes after so many rounds would never end."""
_ELIDED: Final = {"c": "s", "d": "d", "j": "Z", "l": "l", "m": "m", "n": "n", "qu": "k", "s": "s", "t": "t"}
"""The phoneme of a word that has lost its vowel: "l'", "qu'"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One written word, how it is said in plain words, and (or "") in espeak-ng's phonemes."""

    word: str
    said: str
    phonemes: str = ""


@dataclass(frozen=True)
class Lexicon:
    """All entries, and how parts of web addresses and single letters are said. Later entries win."""

    words: tuple[Entry, ...]
    addresses: tuple[Entry, ...]
    letters: tuple[Entry, ...]

    def over(self, words: Iterable[Entry], addresses: Iterable[Entry], letters: Iterable[Entry]) -> "Lexicon":
        """Return this lexicon with more entries, which win."""
        return Lexicon((*self.words, *words), (*self.addresses, *addresses), (*self.letters, *letters))

    @cached_property
    def _by_word(self) -> dict[str, Entry]:
        return {_key(entry.word): entry for entry in self.words}

    @cached_property
    def _by_part(self) -> dict[str, str]:
        return {entry.word.lower(): entry.said for entry in self.addresses}

    @cached_property
    def _by_letter(self) -> dict[str, str]:
        return {entry.word: entry.said for entry in self.letters}

    @cached_property
    def _by_said(self) -> dict[str, str]:
        return {entry.said.lower(): entry.phonemes for entry in self._by_word.values() if entry.phonemes}

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        exact = (word for word in self._by_word if not word.islower())
        folded = (word for word in self._by_word if word.islower())
        return _any_of(exact, re.NOFLAG), _any_of(folded, re.IGNORECASE)

    @cached_property
    def _spoken(self) -> re.Pattern[str]:
        words = _any_of(self._by_said, re.IGNORECASE)
        return re.compile(rf"(?:(?<!\w)({'|'.join(_ELIDED)})'|(?<!'))({words.pattern})", re.IGNORECASE)

    def said(self, text: str) -> str:
        """Return `text` with each word of the lexicon as it is said."""
        exact, folded = self._patterns
        text = exact.sub(lambda match: self._by_word[match[0]].said, text)
        return folded.sub(self._folded, text)

    def _folded(self, match: re.Match[str]) -> str:
        entry = self._by_word.get(match[0].lower())
        return entry.said if entry and entry.said.lower() != match[0].lower() else match[0]

    def spelled(self, capitals: str) -> str:
        """Return capital letters one by one, as words."""
        return " ".join(self._by_letter.get(letter, letter) for letter in capitals)

    def part(self, part: str) -> str | None:
        """Return how a part of a web address is said ("be": "bé e"); None when it is read as it stands."""
        acronym = self._by_word.get(part.upper())
        if part.lower() in self._by_part or acronym is None:
            spelled = re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{2,8}", part)
            return self._by_part.get(part.lower()) or (self.spelled(part.upper()) if spelled else None)
        return acronym.said

    def pronounced(self, spoken: str) -> str:
        """Return normalised words with espeak's `[[phonemes]]` in the place of those that have some.

        An elided word before goes into the brackets: left outside, "l'" is spelled.
        """
        if not self._by_said:
            return spoken

        def said(match: re.Match[str]) -> str:
            return f"[[{_ELIDED.get((match[1] or '').lower(), '')}{self._by_said[match[2].lower()]}]]"

        return self._spoken.sub(said, spoken)

    def settles(self, word: str) -> bool:
        """Return whether saying `word` comes to an end: a reading that contains its own word would grow for ever."""
        for _ in range(_ROUNDS):
            before, word = word, self.said(word)
            if word == before:
                return True
        return False


def _key(word: str) -> str:
    """Return `word` itself when its capitals count, else in lower case."""
    return word if len(word) == 1 or word[1:] != word[1:].lower() else word.lower()


def _any_of(words: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """Return a pattern for whole words, the longest first; one that never matches when there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", flags)


@lru_cache(maxsize=1)
def built_in() -> Lexicon:
    """Return the lexicon of the project, read once, when something is first spoken."""
    tables = tomllib.loads(files("voices").joinpath("lexicon_fr.toml").read_text(encoding="utf-8"))
    words, addresses, letters = (tuple(map(_entry, tables[name].items())) for name in ("mots", "adresses", "lettres"))
    return Lexicon(words, addresses, letters)


def _entry(item: tuple[str, str | dict[str, str]]) -> Entry:
    word, value = item
    if isinstance(value, str):
        return Entry(word, value)
    return Entry(word, value.get("dit", word), value.get("phonemes", ""))


def pronounced(spoken: str, lexicon: Lexicon | None = None) -> str:
    """Return normalised words for espeak-ng, which takes `[[phonemes]]`; never for another engine."""
    return (built_in() if lexicon is None else lexicon).pronounced(spoken)
