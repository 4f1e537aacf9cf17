"""Written French to words that a French engine reads right, the Belgian way.

`normalise` is a list of small rules in a fixed order: what is most particular first (an address, a date, a
telephone number), plain numbers last. Words and acronyms are in `lexicon_fr.toml`.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from voices import french_figures as figures
from voices import french_words as words

_PASSES: Final = 6
"""A rule may uncover work for an earlier one; two passes settle all that people write."""
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\t\r\n\v\f\x1c\x1d\x1e\x1f\x85"), " ")
_DROPPED: Final = dict.fromkeys(map(ord, '\u00ad\u200b\u200c\u200d\u2060\ufeff®™©«»“”„"*\0'), " ")
_SAME: Final = {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("‐"): "-", ord("‑"): "-", ord("−"): "-"}


def normalise(text: str) -> str:
    """Return `text` in speakable words; never empty unless `text` is. Doing it twice changes nothing."""
    spoken = unicodedata.normalize("NFC", text)
    for _ in range(_PASSES):
        before = spoken
        for rule in _RULES:
            spoken = rule(spoken)
        if spoken == before:
            break
    return spoken or text


def _clean(text: str) -> str:
    text = text.translate(_SPACES).translate(_DROPPED).translate(_SAME).replace("•", ",")
    return unicodedata.normalize("NFC", text)


def _symbols(text: str) -> str:
    text = re.sub(r"/\s?(?=(?:an|mois|jour|semaine|heure|personne)s?\b)", " par ", text)
    text = re.sub(r"(?<=\w)\s?/\s?(?=\w)", " ou ", text)
    for symbol, word in (("&", "et"), ("+", "plus"), ("=", "égale"), ("@", "arobase"), ("→", ","), ("_", " ")):
        text = text.replace(symbol, f" {word} ")
    return re.sub(r" +", " ", re.sub(r" +(?=[.,…)])", "", text)).strip()


_RULES: Final[tuple[Callable[[str], str], ...]] = (
    _clean,
    words.addresses,
    words.abbreviations,
    words.middle_points,
    figures.dates,
    figures.hours,
    figures.phones,
    figures.money,
    words.lexicon_words,
    figures.ordinals,
    figures.units,
    figures.plain_numbers,
    _symbols,
)
