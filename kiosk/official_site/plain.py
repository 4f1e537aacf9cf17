"""Words compared as people compare them: without accents, capitals, and however many spaces stand between them.

Nothing is cached, nor made into a pattern, which Python caches: some of these texts are a visitor's.
"""

import re
import unicodedata

_LETTERS = (("œ", "oe"), ("æ", "ae"), ("’", "'"), ("‘", "'"), ("`", "'"), ("\u00ad", ""), ("\u200b", ""))
"""One after the other: a table for `translate` takes ten times as long on a whole page."""
_AFTER = " \t*:.…"
"""What forms put behind a label: « Nom * », « Nom : »."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
_QUOTED = re.compile(r"«\s*([^»]*?)\s*»")


def plain(text: str) -> str:
    """The bare words: "Prénom\u00a0*" and "PRENOM" are the same."""
    bare = text.casefold()
    for sign, instead in _LETTERS:
        bare = bare.replace(sign, instead)
    apart = unicodedata.normalize("NFKD", bare)
    return " ".join(_ACCENTS.sub("", apart).split()).strip(_AFTER)


def holds(text: str, words: str) -> bool:
    """Whether a text has these words, whole: "non" is not in "annonce"; no words are in nothing."""
    return stands_in(plain(words), plain(text))


def stands_in(words: str, text: str) -> bool:
    """The same of words and a text that are bare already."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_goes_on(text[max(at - 1, 0) : at]) or _goes_on(text[end : end + 1])):
            return True
        at = text.find(words, at + 1)
    return False


def quoted(text: str) -> tuple[str, ...]:
    """What stands between « and »."""
    return tuple(_QUOTED.findall(text))


def _goes_on(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
