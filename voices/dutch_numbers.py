"""Numbers in Dutch words, as they are written and said in Belgium. Words come from num2words (`nl`)."""

import re
from functools import lru_cache
from typing import Final

MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_LONGEST: Final = 12
"""Digits; a longer number is a code, said in pairs."""
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_TEN_THOUSAND: Final = 10_000
_QUAD: Final = 4
_REMEMBERED: Final = 10_000
"""A larger number may be a telephone number that a visitor typed: its words are not kept."""
_HOURS: Final = 24
_MINUTES: Final = 59
_DAYS: Final = 31


def cardinal(number: int) -> str:
    """Return `number` (0 to 10**12) in words: vijftienhonderd, tweeduizend zesentwintig."""
    return (_cardinal if number < _REMEMBERED else _cardinal.__wrapped__)(number)


@lru_cache(maxsize=1024)
def _cardinal(number: int) -> str:
    hundreds, rest = divmod(number, _HUNDRED)
    if _THOUSAND < number < _TEN_THOUSAND and not rest and hundreds % 10:
        return f"{cardinal(hundreds)}honderd"
    from num2words import num2words  # noqa: PLC0415 - 20 ms, only when needed

    words: str = num2words(number, lang="nl")
    words = re.sub(r"duizend(?=\w)", "duizend ", words)
    return re.sub(r"honderd(?=(?:en)?(?:één|twee|twaalf)$)", "honderd ", words)


@lru_cache(maxsize=256)
def ordinal(number: int) -> str:
    """Return the rank `number` (1 or more) in words: eerste, eenentwintigste."""
    from num2words import num2words  # noqa: PLC0415 - as above

    return str(num2words(number, lang="nl", to="ordinal"))


def year(number: int) -> str:
    """Return a year in words: negentienhonderd achtennegentig, tweeduizend zesentwintig."""
    century, rest = divmod(number, _HUNDRED)
    if _THOUSAND < number < 2 * _THOUSAND and rest:
        return f"{cardinal(century)}honderd {cardinal(rest)}"
    return cardinal(number)


def number(digits: str) -> str:
    """Return a run of digits as a number; with a leading zero, or too long for one, as a code in groups."""
    if len(digits) > _LONGEST:
        return ", ".join(group(digits[start : start + 2]) for start in range(0, len(digits), 2))
    if digits.startswith("0") and len(digits) > 1:
        return group(digits)
    return cardinal(int(digits))


def group(digits: str) -> str:
    """Return one group of a telephone number: each leading zero, then the rest; four digits as two pairs."""
    rest = digits.lstrip("0")
    zeros = ["nul"] * (len(digits) - len(rest))
    if len(rest) == _QUAD and not zeros:
        return f"{group(digits[:2])} {group(digits[2:])}"
    return " ".join([*zeros, number(rest)] if rest else zeros)


def phone(groups: list[str], *, plus: bool) -> str:
    """Return a telephone number, its groups said one after the other."""
    words = ", ".join(group(digits) for digits in groups)
    return f"plus {words}" if plus else words


def hour(hours: int, minutes: int) -> str | None:
    """Return a time of day in words; None when it is none."""
    if hours > _HOURS or minutes > _MINUTES:
        return None
    return f"{cardinal(hours)} uur {cardinal(minutes)}" if minutes else f"{cardinal(hours)} uur"


def date(day: int, month: int, in_year: int | None) -> str | None:
    """Return a date in words; None when there is no such day."""
    if not 1 <= day <= _DAYS or not 1 <= month <= len(MONTHS):
        return None
    words = f"{cardinal(day)} {MONTHS[month - 1]}"
    return words if in_year is None else f"{words} {year(in_year)}"


def price(euros: int, cents: int) -> str:
    """Return an amount of money in words: vijfentwintig euro vijftig."""
    if cents and not euros:
        return f"{cardinal(cents)} cent"
    return f"{cardinal(euros)} euro {cardinal(cents)}" if cents else f"{cardinal(euros)} euro"
