"""Written French to words that a French engine reads right, the Belgian way.

`normalise` is a list of small rules in a fixed order: what is most particular first (an address, a date, a
telephone number), plain numbers last. Words and acronyms are in the lexicon (`voices/lexicon.py`).
"""

from collections.abc import Callable
from typing import Final

from voices import french_addresses as addresses
from voices import french_codes as numbered
from voices import french_dates as days
from voices import french_figures as figures
from voices import french_hours as time
from voices import french_short as short
from voices import french_signs as signs
from voices import french_words as words
from voices.lexicon import Lexicon, built_in

_PASSES: Final = 10
"""A rule may uncover work for an earlier one; three passes settle all that people write."""
_NOTHING: Final = "…"
"""What is said of a text without a word: a pause."""


def lexicon_words(text: str, lexicon: Lexicon) -> str:
    """Say the words of the lexicon as it tells."""
    return lexicon.said(text)


def _plain(rule: Callable[[str], str]) -> Callable[[str, Lexicon], str]:
    return lambda text, _: rule(text)


RULES: Final[dict[str, Callable[[str, Lexicon], str]]] = {
    "lone signs": _plain(signs.named),
    "signs": _plain(signs.clean),
    "web addresses": addresses.internet,
    "registers": numbered.registers,
    "both genders": _plain(words.both_genders),
    "dotted acronyms": _plain(short.dotted),
    "lexicon": lexicon_words,
    "abbreviations": _plain(short.abbreviations),
    "streets": _plain(addresses.streets),
    "names of days": _plain(days.names),
    "dates": _plain(days.dates),
    "hours": _plain(time.hours),
    "telephones": _plain(numbered.phones),
    "comparisons": _plain(signs.compared),
    "money": _plain(figures.money),
    "Roman figures": _plain(short.roman_figures),
    "ordinals": _plain(figures.ordinals),
    "units": _plain(figures.units),
    "codes": numbered.codes,
    "acronyms": short.acronyms,
    "plain numbers": _plain(figures.plain_numbers),
    "symbols": _plain(signs.symbols),
    "several sounds": _plain(words.several_sounds),
    "sentences": _plain(signs.sentences),
}
"""In their order; the names serve those who look for what a rule does to a text."""


def normalise(text: str, lexicon: Lexicon | None = None) -> str:
    """Return `text` in speakable words; never empty unless `text` is. Doing it twice changes nothing.

    Without `lexicon`, the built-in one.
    """
    lexicon = lexicon or built_in()
    spoken = text
    for _ in range(_PASSES):
        before = spoken
        for rule in RULES.values():
            spoken = rule(spoken, lexicon)
        if spoken == before:
            break
    return spoken or (_NOTHING if text else "")
