"""Words compared as people compare them: without accents, capitals, and however many spaces stand between them."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "`": "'", "\u00ad": "", "\u200b": ""})
_AFTER = " \t*:.…"
"""What forms put behind a label: « Nom * », « Nom : »."""
_QUOTED = re.compile(r"«\s*([^»]*?)\s*»")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The bare words: "Prénom\u00a0*" and "PRENOM" are the same."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split()).strip(_AFTER)


def holds(text: str, words: str) -> bool:
    """Whether a text has these words, whole: "non" is not in "annonce"; no words are in nothing."""
    wanted = plain(words)
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain(text)) is not None


def quoted(text: str) -> tuple[str, ...]:
    """What stands between « and »."""
    return tuple(_QUOTED.findall(text))
