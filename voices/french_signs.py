"""Rules of the French normaliser about signs: spaces, quotation marks, emoji, dashes, lone symbols."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("‐‑−", "-"),
        **dict.fromkeys("|•◦‣▪", ", "),
        **dict.fromkeys("\t\r\n\v\f\x1c\x1d\x1e\x1f\x85", " "),
        **dict.fromkeys("‧∙⋅", "·"),
        "ª": "a",
        "º": "°",
        "№": "n°",
        "⁄": "/",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "²": "2",
        "³": "3",
        "$": " dollars ",
        "£": " livres ",
    }
)
_PUNCTUATION: Final = frozenset(".,;:!?'-()…/&@%_·–—§€+=<>~×≥≤≈±≠→°")
"""Signs that a later rule, or the voice itself, needs."""
_NAMES: Final = {
    "'": "apostrophe",
    "-": "tiret",
    "_": "souligné",
    ".": "point",
    ",": "virgule",
    ";": "point-virgule",
    ":": "deux points",
    "!": "point d'exclamation",
    "?": "point d'interrogation",
    "/": "barre oblique",
    "(": "ouvrez la parenthèse",
    ")": "fermez la parenthèse",
    "*": "étoile",
    "#": "dièse",
    "@": "arobase",
    "&": "et",
    "+": "plusse",
    "=": "égale",
    "%": "pour cent",
    "€": "euro",
    "°": "degré",
}


@lru_cache(maxsize=2048)
def _kept(character: str) -> str:
    """Return what is said of one character: itself, plainer ones, or a space."""
    if character in _PUNCTUATION or (character.isascii() and character.isalnum()):
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "LN":
        return unicodedata.normalize("NFKC", character)
    if category in {"Mn", "Mc"} and not 0xFE00 <= ord(character) <= 0xFE0F:  # noqa: PLR2004 - drawing, not spelling
        return character
    return "" if category == "Cf" else " "


def clean(text: str) -> str:
    """Return `text` with plain spaces and apostrophes, and without emoji, quotation marks and brackets."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    return unicodedata.normalize("NFC", " ".join("".join(map(_kept, text)).split()))


def named(text: str) -> str:
    """Return the name of the sign that is the whole text, as a key of a keyboard is; any other text as it is."""
    return _NAMES.get(text.strip(), text)


_COMPARED: Final = (
    ("≥", "au moins"),
    ("≤", "au plus"),
    (">", "plus de"),
    ("<", "moins de"),
    ("~", "environ"),
    ("≈", "environ"),
    ("±", "environ"),
    ("§", "paragraphe"),
)
_ALWAYS: Final = (
    ("&", "et"),
    ("+", "plusse"),
    ("=", "égale"),
    ("≠", "n'est pas"),
    ("@", "arobase"),
    ("%", "pour cent"),
    ("€", "euros"),
    ("°", "degrés"),
    ("→", ","),
)


def compared(text: str) -> str:
    """Say "≥ 18", "~50", "35×45" before their figures become words."""
    for sign, words in _COMPARED:
        text = re.sub(rf"{sign}=? ?(?=[0-9])", f" {words} ", text)
    text = re.sub(r"(?<=[0-9]) ?[x×] ?(?=(?:/|par\b))", " fois ", text)
    text = re.sub(r"(?<=[0-9]) ?[x×] ?(?=[0-9]{1,5} ?(?:mm|cm|m|px)(?!\w))", " sur ", text)
    text = re.sub(r"(?<=[0-9]) ?[x×] ?(?=[0-9])", " fois ", text)
    return re.sub(r"(?<![\w.,)]) ?-(?=[0-9])", " moins ", text)


def symbols(text: str) -> str:
    """Say or drop the signs that are left, and tidy spaces and commas."""
    text = re.sub(r"/ ?(?=(?:an|mois|jour|semaine|heure|personne|nuit|enfant|famille|ménage)s?\b)", " par ", text)
    text = re.sub(r"(?<=\w) ?/ ?(?=\w)", " ou ", text)
    for sign, words in _ALWAYS:
        text = text.replace(sign, f" {words} ")
    text = re.sub(r"[–—]|(?<!\S)-(?!\S)", ",", text)
    text = re.sub(r"[/_<>~×≥≤≈±§·]|(?<!\w)-|-(?!\w)", " ", text)
    return tidy(text)


def tidy(text: str) -> str:
    """Return `text` with single spaces, none before a point or a comma, and no comma without words before it."""
    text = re.sub(r" (?=[.,…)])", "", " ".join(text.split()))
    text = re.sub(r"(?<=\() ", "", text)
    text = re.sub(r",(?: ?,)+", ",", text)
    text = re.sub(r",(?=[^\W\d])", ", ", text)
    text = re.sub(r"(?<=[.;:!?(]),|^,", "", text)
    return " ".join(text.split())


def sentences(text: str) -> str:
    """Begin each sentence with a capital: without one, the voice makes no pause."""
    return re.sub(r"(?<=[.!?] )[^\W\d_]", lambda match: match[0].upper(), text)
