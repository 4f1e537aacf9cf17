"""Written Dutch to words that a Dutch engine reads right, as people of Belgium say them.

`normalise` is a list of small rules in a fixed order: what is most particular first (an address, a date, a
telephone number), plain numbers last. Words and acronyms are in `lexicon_nl.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Final

from voices import dutch_numbers as numbers

_PASSES: Final = 6
"""A rule may uncover work for an earlier one; two passes settle all that people write."""
_NOTHING: Final = "…"
"""What is said of a text without a word: a pause."""
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\t\r\n\v\f\x1c\x1d\x1e\x1f\x85"), " ")
_DROPPED: Final = dict.fromkeys(map(ord, '\u00ad\u200b\u200c\u200d\u2060\ufeff®™©«»“”„"*\0[]'), " ")
_SAME: Final = {ord("’"): "'", ord("‘"): "'", ord("‐"): "-", ord("‑"): "-", ord("−"): "-", ord("•"): ","}
_TLD: Final = r"(?:be|com|org|net|eu|fr|brussels|info|gov)"
_HOST: Final = rf"[\w-]+(?:\.[\w-]+)*\.{_TLD}(?![\w-])"
_MONTH: Final = "|".join(numbers.MONTHS)


def normalise(text: str) -> str:
    """Return `text` in speakable words; never empty unless `text` is. Doing it twice changes nothing."""
    spoken = text
    for _ in range(_PASSES):
        before = spoken
        for rule in RULES.values():
            spoken = rule(spoken)
        if spoken == before:
            break
    return spoken or (_NOTHING if text else "")


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, str]]:
    """Return the tables of `lexicon_nl.toml`, read once, when Dutch is first spoken."""
    text = files("voices").joinpath("lexicon_nl.toml").read_text(encoding="utf-8")
    return {table: {str(k): str(v) for k, v in words.items()} for table, words in tomllib.loads(text).items()}


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Return a pattern of all words of the lexicon, the longest first."""
    words = _lexicon()["words"]
    forms = {*words, *(word.capitalize() for word in words if word.islower())}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")


def clean(text: str) -> str:
    """One kind of space, of apostrophe and of hyphen; no quotation marks."""
    text = unicodedata.normalize("NFC", text.translate(_SPACES).translate(_DROPPED).translate(_SAME))
    return re.sub(r" +", " ", text).strip()


def _host(host: str) -> str:
    said = _lexicon()["addresses"]
    parts = host.lower().removeprefix("www.").split(".")
    return " punt ".join(
        said.get(part) or " streepje ".join(said.get(one, one) for one in part.split("-") if one) for part in parts
    )


def addresses(text: str) -> str:
    """Say web and mail addresses by their parts, never letter by letter."""

    def mail(match: re.Match[str]) -> str:
        name = re.sub(r"[.+_-]", lambda sign: {".": " punt ", "-": " streepje "}.get(sign[0], " "), match[1])
        return f"{name} apenstaartje {_host(match[2])}"

    text = re.sub(rf"([\w.+-]+)@({_HOST})", mail, text)
    return re.sub(rf"(?:https?://)?({_HOST})/?", lambda match: _host(match[1]), text, flags=re.IGNORECASE)


_ABBREVIATIONS: Final = (
    (r"\bbv\.|\bb\.v\.", "bijvoorbeeld"),
    (r"\bd\.w\.z\.", "dat wil zeggen"),
    (r"\benz\.", "enzovoort"),
    (r"\ba\.u\.b\.", "alstublieft"),
    (r"\bi\.p\.v\.", "in plaats van"),
    (r"\bm\.a\.w\.", "met andere woorden"),
    (r"\b[Dd]hr\.", "de heer"),
    (r"\b[Mm]evr\.", "mevrouw"),
    (r"\b[Dd]r\.(?= )", "dokter"),
    (r"\b[Tt]el\.", "telefoon"),
    (r"\b[Nn]r\.", "nummer"),
    (r"\bmax\.", "maximum"),
    (r"\bmin\.(?= \d)", "minimum"),
    (r"\bincl\.", "inclusief"),
    (r"\bexcl\.", "exclusief"),
    (r"\ben/of\b", "en of"),
)


def abbreviations(text: str) -> str:
    """Write out "bv.", "enz.", "nr." and the like."""
    for pattern, words in _ABBREVIATIONS:
        text = re.sub(pattern, words, text)
    return text


def dates(text: str) -> str:
    """Say "24/11/2026", "24-11-2026", "2026-11-24", "24 november 1998"."""

    def european(match: re.Match[str]) -> str:
        return numbers.date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) or match[0]

    def iso(match: re.Match[str]) -> str:
        return numbers.date(int(match[3]), int(match[2]), int(match[1])) or match[0]

    text = re.sub(r"(?<![\d/-])([12]\d{3})-(\d{2})-(\d{2})(?![\d-])", iso, text, flags=re.ASCII)
    text = re.sub(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})(?![\d/])", european, text, flags=re.ASCII)
    text = re.sub(r"(?<![\d/.,])(\d{2})/(\d{2})()(?![\d/.])", european, text, flags=re.ASCII)
    return re.sub(rf"\b((?:{_MONTH}) )(1[0-9]{{3}})\b", _old_year, text)


def _old_year(match: re.Match[str]) -> str:
    return match[1] + numbers.year(int(match[2]))


def hours(text: str) -> str:
    """Say "10.30 uur", "9u30", "10:30", "9-12 uur"."""

    def said(match: re.Match[str]) -> str:
        return numbers.hour(int(match[1]), int(match[2] or 0)) or match[0]

    clock = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
    text = re.sub(rf"\b({clock})\s?[-–—]\s?(?={clock}\s?(?:uur|u\b))", r"\1 uur tot ", text)
    text = re.sub(rf"\b([0-9]{{1,2}}[.:][0-9]{{2}}) (?=(?:tot|en) {clock} uur\b)", r"\1 uur ", text)
    text = re.sub(r"\b([0-9]{1,2})[.:]([0-9]{2})\s?(?:uur|u\.?)(?!\w)", said, text)
    text = re.sub(r"\b([0-9]{1,2})\s?u\s?([0-9]{2})(?!\w)", said, text)
    text = re.sub(r"\b([0-9]{1,2})\s?(?:uur|u\.?)()(?!\w)", said, text)
    return re.sub(r"(?<![\w:])([0-9]{1,2}):([0-9]{2})(?![\w:])", said, text)


def durations(text: str) -> str:
    """Say "1 min 20", "5 min."."""

    def said(match: re.Match[str]) -> str:
        minutes = int(match[1])
        words = f"{numbers.cardinal(minutes)} {'minuut' if minutes == 1 else 'minuten'}"
        return f"{words} {numbers.cardinal(int(match[2]))}" if match[2] and int(match[2]) else words

    return re.sub(r"\b([0-9]{1,3})\s?min\.?(?: ([0-9]{2})\b)?(?!\w)", said, text)


def phones(text: str) -> str:
    """Say telephone numbers group by group, as in Belgium."""

    def grouped(match: re.Match[str]) -> str:
        groups = re.findall(r"[0-9]+", match[2])
        if not 8 <= sum(map(len, groups)) <= 15:  # noqa: PLR2004 - shortest and longest numbers in use
            return match[0]
        return numbers.phone(groups, plus=bool(match[1]))

    shape = r"(?:(?<=\+)[1-9][0-9]{1,2}|0[0-9]{1,4})(?:[ ./-]{1,3}[0-9]{2,4}){2,5}"
    return re.sub(rf"(?<![\w+])(\+)?({shape})(?!\w)", grouped, text)


def money(text: str) -> str:
    """Say prices."""

    def said(match: re.Match[str]) -> str:
        euros = re.sub(r"\D", "", match[1])
        return numbers.price(int(euros), int(match[2] or 0)) if len(euros) < 13 else match[0]  # noqa: PLR2004

    amount = r"([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,([0-9]{2})|,-)?"
    text = re.sub(rf"€\s?{amount}(?!\w)", said, text)
    text = re.sub(rf"(?<![\w,]){amount}\s?(?:€|EUR\b|euro\b)", said, text)
    return text.replace("€", " euro ")


def lexicon_words(text: str) -> str:
    """Replace the words of the lexicon, and spell what has no vowel."""
    lexicon = _lexicon()
    words, letters = lexicon["words"], lexicon["letters"]
    text = _words().sub(lambda match: words.get(match[0]) or words[match[0].lower()], text)
    spelled = r"(?<!\w)[BCDFGHJKLMNPQRSTVWXZ]{2,6}(?!\w)"
    return re.sub(spelled, lambda match: " ".join(letters[letter] for letter in match[0]), text)


def ordinals(text: str) -> str:
    """Say "1e", "2de", "71ste"."""
    return re.sub(r"\b([1-9][0-9]{0,5})(?:ste|de|e)\b", lambda match: numbers.ordinal(int(match[1])), text)


_UNITS: Final = {
    "%": "procent",
    "°C": "graden",
    "°": "graden",
    "km": "kilometer",
    "cm": "centimeter",
    "mm": "millimeter",
    "m²": "vierkante meter",
    "m": "meter",
    "kg": "kilo",
    "g": "gram",
}


def units(text: str) -> str:
    """Write out the units that follow a figure."""
    names = "|".join(map(re.escape, _UNITS))
    return re.sub(rf"(?<=[0-9])\s?({names})(?![\w²])", lambda match: f" {_UNITS[match[1]]}", text)


def plain_numbers(text: str) -> str:
    """Say all figures that are left."""

    def plain(match: re.Match[str]) -> str:
        return f" {numbers.number(re.sub('[ .]', '', match[0]))} "

    def decimal(match: re.Match[str]) -> str:
        return f" {numbers.number(match[1])} komma {numbers.group(match[2])} "

    text = re.sub(r"(?<=[0-9])\s?[-–—]\s?(?=[0-9])", " tot ", text)
    text = re.sub(r"(?<![0-9.,])([0-9]{1,12}),([0-9]{1,4})(?![0-9.,]*[0-9])", decimal, text)
    text = re.sub(r"(?<![\w.,])[1-9][0-9]{0,2}(?:[ .][0-9]{3})+(?!\w)", plain, text)
    return re.sub(r"[0-9]+", plain, text)


def symbols(text: str) -> str:
    """Say lone signs, and leave one space between words."""
    text = re.sub(r"(?<=\w)\s?/\s?(?=\w)", " of ", text)
    for symbol, word in (("&", "en"), ("+", "plus"), ("=", "is"), ("@", "apenstaartje"), ("%", "procent"), ("_", " ")):
        text = text.replace(symbol, f" {word} ")
    return re.sub(r" +", " ", re.sub(r" +(?=[.,:;!?…)])", "", text)).strip()


RULES: Final[dict[str, Callable[[str], str]]] = {
    "signs": clean,
    "addresses": addresses,
    "abbreviations": abbreviations,
    "dates": dates,
    "hours": hours,
    "durations": durations,
    "telephones": phones,
    "money": money,
    "lexicon": lexicon_words,
    "ordinals": ordinals,
    "units": units,
    "plain numbers": plain_numbers,
    "symbols": symbols,
}
"""In their order; the names serve those who look for what a rule does to a text."""
