"""Rules of the French normaliser about figures: dates, hours, telephone numbers, prices, plain numbers."""

import re
from typing import Final

from voices import french_numbers as numbers

_ONE_WORD_FEMININE: Final = (
    "heure|minute|seconde|semaine|journée|matinée|année|fois|personne|visite|photo|carte|copie|page|place|question"
    "|demande|étape|chose|information|lettre|preuve|convocation|réponse|formation|facture|attestation|famille"
)


def dates(text: str) -> str:
    """Say "01/12/2025", "2025-12-01", "1 décembre"."""

    def european(match: re.Match[str]) -> str:
        year = int(match[3]) if match[3] else None
        return numbers.date(int(match[1]), int(match[2]), year) or match[0]

    def iso(match: re.Match[str]) -> str:
        return numbers.date(int(match[3]), int(match[2]), int(match[1])) or match[0]

    text = re.sub(r"(?<![\d/-])([12]\d{3})-(\d{2})-(\d{2})(?![\d-])", iso, text, flags=re.ASCII)
    text = re.sub(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})(?![\d/])", european, text, flags=re.ASCII)
    text = re.sub(r"(?<![\d/.,])(\d{2})/(\d{2})()(?![\d/.])", european, text, flags=re.ASCII)
    return re.sub(rf"(?<!\d)1(?= (?:{'|'.join(numbers.MONTHS)})\b)", "premier", text)


def hours(text: str) -> str:
    """Say "10 h 30", "9h-12h", "10:30"."""

    def said(match: re.Match[str]) -> str:
        return numbers.hour(int(match[1]), int(match[2] or 0)) or match[0]

    text = re.sub(r"(?<=[0-9h])\s?[-–—]\s?(?=[0-9]{1,2}\s?[h:])", " à ", text)
    text = re.sub(r"\b([0-9]{1,2})\s?[hH]\s?([0-9]{2})(?!\w)", said, text)
    text = re.sub(r"\b([0-9]{1,2})\s?[hH]()(?!\w)", said, text)
    return re.sub(r"(?<![\w:])([0-9]{1,2}):([0-9]{2})(?![\w:])", said, text)


def phones(text: str) -> str:
    """Say telephone numbers group by group, as in Belgium."""

    def grouped(match: re.Match[str]) -> str:
        groups = re.findall(r"[0-9]+", match[2])
        if not 8 <= sum(map(len, groups)) <= 15:  # noqa: PLR2004 - shortest and longest numbers in use
            return match[0]
        return numbers.phone(groups, plus=bool(match[1]))

    def whole(match: re.Match[str]) -> str:
        return numbers.phone(numbers.cut_phone(match[0]), plus=False)

    text = re.sub(r"(?<=\d)\s?\(0\)\s?", " ", text)
    shape = r"(?:(?<=\+)[1-9][0-9]{1,2}|0[0-9]{1,4})(?:[ ./-]{1,3}[0-9]{2,4}){2,5}"
    text = re.sub(rf"(?<![\w+])(\+)?({shape})(?!\w)", grouped, text)
    return re.sub(r"(?<![\w+,])0[1-9][0-9]{7,8}(?!\w)", whole, text)


def money(text: str) -> str:
    """Say prices."""

    def said(match: re.Match[str]) -> str:
        euros = re.sub(r"\D", "", match[1])
        return numbers.price(int(euros), int(match[2] or 0)) if len(euros) < 13 else match[0]  # noqa: PLR2004

    amount = r"([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,([0-9]{2})|,-)?"
    text = re.sub(rf"€\s?{amount}(?!\w)", said, text)
    text = re.sub(rf"(?<![\w,]){amount}\s?(?:€|EUR\b|euros?\b)", said, text)
    return text.replace("€", " euros ")


_UNITS: Final = {
    "%": "pour cent",
    "°C": "degrés",
    "°": "degrés",
    "km": "kilomètres",
    "cm": "centimètres",
    "mm": "millimètres",
    "m²": "mètres carrés",
    "m": "mètres",
    "kg": "kilos",
    "g": "grammes",
    "Mo": "mégaoctets",
    "Go": "gigaoctets",
    "min": "minutes",
    "s": "secondes",
}


def units(text: str) -> str:
    """Write out the units that follow a figure."""
    names = "|".join(re.escape(unit) for unit in _UNITS)
    text = re.sub(rf"(?<![0-9,.])([01])\s?({names})(?![\w²])", lambda m: f"{m[1]} {_UNITS[m[2]].rstrip('s')}", text)
    return re.sub(rf"(?<=[0-9])\s?({names})(?![\w²])", lambda m: f" {_UNITS[m[1]]}", text)


def ordinals(text: str) -> str:
    """Say "1er", "1re", "2e", "71e"."""
    text = re.sub(r"\b1(?:er|ers)\b", "premier", text)
    text = re.sub(r"\b1(?:re|ère|res|ères)\b", "première", text)
    text = re.sub(r"\b2nde?\b", lambda m: "seconde" if m[0].endswith("e") else "second", text)
    return re.sub(r"\b([1-9][0-9]{0,5})(?:e|è|ème|eme|ième)s?\b", lambda m: numbers.ordinal(int(m[1])), text)


def plain_numbers(text: str) -> str:
    """Say all figures that are left."""

    def plain(match: re.Match[str]) -> str:
        return f" {numbers.number(match[0].replace(' ', '').replace('.', ''))} "

    def decimal(match: re.Match[str]) -> str:
        return f" {numbers.number(match[1])} virgule {numbers.group(match[2])} "

    text = re.sub(r"(?<=[0-9])\s?[-–—]\s?(?=[0-9])", " à ", text)
    text = re.sub(r"(?<![0-9.,])([0-9]{1,12})[,.]([0-9]{1,2}|[0-9]{4})(?![0-9.,]*[0-9])", decimal, text)
    text = re.sub(
        rf"(?<!\w)([0-9]*1)(?= (?:{_ONE_WORD_FEMININE})s?\b)",
        lambda m: numbers.number(m[1], feminine=not m[1].endswith("11")),
        text,
    )
    text = re.sub(r"(?<=[0-9])\s?/\s?(?=[0-9])", " sur ", text)
    text = re.sub(r"(?<![\w.,])[1-9][0-9]{0,2}(?:[ .][0-9]{3})+(?![\w])", plain, text)
    return re.sub(r"[0-9]+", plain, text)
