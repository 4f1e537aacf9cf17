"""Rules of the French normaliser about days: dates in all their written forms, names of days."""

import re
from typing import Final

from voices import french_numbers as numbers

_DAYS: Final = {
    "lu": "lundi",
    "ma": "mardi",
    "me": "mercredi",
    "je": "jeudi",
    "ve": "vendredi",
    "sa": "samedi",
    "di": "dimanche",
}
_SHORT: Final = "|".join(_DAYS)
_DAY_NAMES: Final = "|".join(_DAYS.values())
_MONTH_NAMES: Final = "|".join(numbers.MONTHS)
_CUT_MONTHS: Final = (
    (r"\b[Jj]anv\.", "janvier"),
    (r"\b[Ff][ée]vr?\.", "février"),
    (r"\b[Aa]vr\.", "avril"),
    (r"\b[Jj]uill?\.", "juillet"),
    (r"(?<=[0-9r] )sept\.", "septembre"),
    (r"\b[Oo]ct\.(?= ?[0-9]|$| [a-z])", "octobre"),
    (r"\b[Nn]ov\.", "novembre"),
    (r"\b[Dd][ée]c\.", "décembre"),
)
_CUT_DAYS: Final = {day[:3]: day for day in _DAYS.values()}
_CUT: Final = "|".join(_CUT_DAYS)
_CUT_DAY: Final = rf"\b({_CUT})\.(?= ?(?:[0-9]|[-–,:]|(?:au|à)(?!\w)))|(?<=\b[ad]u )({_CUT})\."
"""Not every "sam." is a day: "Bonjour Sam."."""


def names(text: str) -> str:
    """Write out "lu-ve 9h", "lu, ma et je 9h", "lun.", "nov."."""

    def through(match: re.Match[str]) -> str:
        return f"du {_DAYS[match[1].lower()]} au {_DAYS[match[2].lower()]}"

    def each(match: re.Match[str]) -> str:
        return re.sub(rf"(?i)\b(?:{_SHORT})\b\.?", lambda day: _DAYS[day[0].lower().rstrip(".")], match[0])

    text = re.sub(rf"(?<![\w'-])({_SHORT})\.? ?[-–—] ?({_SHORT})(?![\w'-])\.?", through, text, flags=re.IGNORECASE)
    one = rf"(?:{_SHORT})\b\.?"
    several = rf"(?<![\w'-]){one}(?:(?:, ?| et ){one}){{0,6}}"
    opening = r"(?= ?:? ?(?:jusqu'à |dès |de )?[0-9]{1,2} ?[h:])"
    text = re.sub(several + opening, each, text, flags=re.IGNORECASE)
    text = re.sub(rf"\b({_DAY_NAMES}) ?[-–—] ?({_DAY_NAMES})\b", r"du \1 au \2", text, flags=re.IGNORECASE)
    text = re.sub(_CUT_DAY, lambda day: _CUT_DAYS[(day[1] or day[2]).lower()], text, flags=re.IGNORECASE)
    for pattern, word in _CUT_MONTHS:
        text = re.sub(pattern, word, text)
    return text


def _european(match: re.Match[str]) -> str:
    year = match[3] and int(match[3])
    if year and len(match[3]) == 2:  # noqa: PLR2004 - "01/12/25"
        year += 2000
    return numbers.date(int(match[1]), int(match[2]), year or None) or match[0]


def _iso(match: re.Match[str]) -> str:
    return numbers.date(int(match[3]), int(match[2]), int(match[1])) or match[0]


def dates(text: str) -> str:
    """Say "01/12/2025", "1.12.25", "2025-12-01", "le 1/12", "du 1 au 15/12", "09/2023", "1 décembre"."""
    text = re.sub(r"(?<![\d/-])([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?![\d-])", _iso, text)
    text = re.sub(r"(?<![\d/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([12][0-9]{3})(?![\d/])", _spread, text)
    text = re.sub(r"(?<![\d/.,])([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})(?![\d/])", _european, text)
    text = re.sub(r"(?<![\d/.,])([0-9]{2})/([0-9]{2})()(?![\d/.]\d|\d|/)", _european, text)
    text = re.sub(r"(?<!\w)1er(?=/[0-9])", "1", text)
    before = rf"\b(?:le|du|au|dès|{_DAY_NAMES}) "
    text = re.sub(rf"({before})([0-9]{{1,2}}/[0-9]{{1,2}})(?![\d/]|[.,]\d)", _after_article, text, flags=re.IGNORECASE)
    text = re.sub(r"(?<![\d/.-])(0[1-9]|1[0-2])/((?:19|20)[0-9]{2})(?![\d/])", _month, text)
    text = re.sub(r"\b([Dd]u )0?1(?= au [0-9])", r"\1premier", text)
    text = re.sub(rf"(?<!\d)0?1(?=(?: ?(?:[-–—]|au|à|et) ?[0-9]{{1,2}})? (?:{_MONTH_NAMES})\b)", "premier", text)
    return re.sub(rf"(?<!\d)0(?=[2-9] (?:{_MONTH_NAMES})\b)", "", text)


def _spread(match: re.Match[str]) -> str:
    return numbers.date(int(match[1]), int(match[3]), int(match[4])) or match[0]


def _after_article(match: re.Match[str]) -> str:
    day, month = match[2].split("/")
    said = numbers.date(int(day), int(month), None)
    return match[1] + said if said else match[0]


def _month(match: re.Match[str]) -> str:
    return f"{numbers.MONTHS[int(match[1]) - 1]} {match[2]}"
