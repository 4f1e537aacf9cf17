"""Numbers as they are said in Belgium. Words come from num2words (`fr_BE`), its few faults mended here."""

import re
from functools import lru_cache

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_LONGEST = 10
"""Digits; a longer number is a code, said in pairs."""
_MINUTES = 59
_DAYS = 31
_QUAD = 4
_REMEMBERED = 10_000
"""A larger number may be a telephone number that a visitor typed: its words are not kept."""


def cardinal(number: int, *, feminine: bool = False) -> str:
    """Return `number` (0 to 10**12) in words: septante, nonante, "vingt et une" where feminine."""
    return (_cardinal if number < _REMEMBERED else _cardinal.__wrapped__)(number, feminine=feminine)


@lru_cache(maxsize=1024)
def _cardinal(number: int, *, feminine: bool = False) -> str:
    from num2words import num2words  # noqa: PLC0415 - 20 ms, only when needed

    words: str = num2words(number, lang="fr_BE")
    words = re.sub(r"\bquatre-vingt et un\b", "quatre-vingt-un", words)
    words = re.sub(r"\bcents (?!milli)(?=\w)", "cent ", words)
    words = re.sub(r"\bun (million|milliard)s\b", r"un \1", words)
    words = re.sub(r"\bquatre-vingt$", "quatre-vingts", words)
    return re.sub(r"\bun$", "une", words) if feminine else words


@lru_cache(maxsize=256)
def ordinal(number: int, *, feminine: bool = False) -> str:
    """Return the rank `number` (1 or more) in words: premier, première, septante et unième."""
    if number == 1:
        return "première" if feminine else "premier"
    from num2words import num2words  # noqa: PLC0415 - as above

    words: str = num2words(number, lang="fr_BE", to="ordinal")
    return words.replace("quatre-vingt et un", "quatre-vingt-un")


def number(digits: str, *, feminine: bool = False) -> str:
    """Return a run of digits as a number; with a leading zero, or too long for one, as a code in groups."""
    if len(digits) > _LONGEST:
        pairs = (digits[i : i + 2] for i in range(0, len(digits), 2))
        return ", ".join(group(pair) for pair in pairs)
    if digits.startswith("0") and len(digits) > _QUAD:
        return phone(cut_phone(digits), plus=False)
    if digits.startswith("0") and len(digits) > 1:
        return group(digits)
    return cardinal(int(digits), feminine=feminine)


def group(digits: str) -> str:
    """Return one group of a telephone number: each leading zero, then the rest; four digits as two pairs."""
    rest = digits.lstrip("0")
    zeros = ["zéro"] * (len(digits) - len(rest))
    if len(rest) == _QUAD and not zeros:
        return f"{group(digits[:2])} {group(digits[2:])}"
    return " ".join([*zeros, number(rest)] if rest else zeros)


def phone(groups: list[str], *, plus: bool) -> str:
    """Return a telephone number, its groups said one after the other."""
    words = ", ".join(group(digits) for digits in groups)
    return f"plusse {words}" if plus else words


def cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    """Return `digits` in groups of `sizes`, the last size again and again until nothing is left."""
    groups = []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:]
    while digits:
        groups.append(digits[: sizes[-1]])
        digits = digits[sizes[-1] :]
    return [group for group in groups if group]


def cut_phone(digits: str) -> list[str]:
    """Cut a Belgian number written in one piece (9 or 10 digits, or its beginning) into the usual groups."""
    if len(digits) == 10 or digits.startswith(("045", "046", "047", "048", "049")):  # noqa: PLR2004 - a mobile number
        return cut(digits, (4, 2))
    if digits.startswith(("0800", "0900", "0902", "0903")):
        return cut(digits, (4, 2, 3))
    if digits.startswith(("070", "078")):
        return cut(digits, (3, 2, 2))
    if digits.startswith(("02", "03", "04", "09")):
        return cut(digits, (2, 3, 2))
    return cut(digits, (3, 2))


def hour(hours: int, minutes: int) -> str | None:
    """Return a time of day or a duration in words; None when it is neither."""
    if minutes > _MINUTES:
        return None
    words = f"{cardinal(hours, feminine=True)} {'heures' if hours > 1 else 'heure'}"
    return f"{words} {cardinal(minutes, feminine=True)}" if minutes else words


def date(day: int, month: int, year: int | None) -> str | None:
    """Return a date in words; None when there is no such day."""
    if not 1 <= day <= _DAYS or not 1 <= month <= len(MONTHS):
        return None
    words = f"{ordinal(1) if day == 1 else cardinal(day)} {MONTHS[month - 1]}"
    return words if year is None else f"{words} {cardinal(year)}"


def price(euros: int, cents: int) -> str:
    """Return an amount of money in words."""
    if cents and not euros:
        return f"{cardinal(cents)} {'centimes' if cents > 1 else 'centime'}"
    amount = cardinal(euros)
    of = "d'" if re.search(r"(?:million|milliard)s?$", amount) else ""
    words = f"{amount} {of}{'euros' if euros > 1 else 'euro'}"
    return f"{words} {cardinal(cents)}" if cents else words
