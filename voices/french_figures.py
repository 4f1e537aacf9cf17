"""Rules of the French normaliser about figures: prices, ranks, measures, plain numbers."""

import re
from typing import Final

from voices import french_numbers as numbers

_FEMININE: Final = (
    r"heure|minute|seconde|semaine|journée|matinée|soirée|année|nuit|fois|personne|famille|femme|fille|mère|visite|photo"
    r"|carte|copie|page|place|porte|salle|rue|question|demande|étape|chose|lettre|preuve|adresse|aide|borne|heure|langue"
    r"|commune|ville|école|banque|liste|facture|case|touche|ligne|clé|amende|boîte|feuille|pièce|chaise|tablette|carafe"
    r"|\w{2,20}(?:tion|sion|nion|aison|ance|ence|ette|euse|trice|ture|ité|ière|ienne|elle|esse|ise)"
)
_MASCULINE: Final = r"(?!silence|squelette|bise|hélice|ministre)"
_LONGEST: Final = 12
"""Digits of an amount of money."""


def money(text: str) -> str:
    """Say prices, and ranges of prices."""

    def said(match: re.Match[str]) -> str:
        euros, cents = re.sub(r"\D", "", match[1]), (match[2] or "").ljust(2, "0")
        return numbers.price(int(euros), int(cents)) if len(euros) <= _LONGEST else match[0]

    text = re.sub(r"€ ?/ ?h(?!\w)", "€ par heure", text)
    amount = r"([0-9]{1,3}(?:[ .][0-9]{3}){1,4}|[0-9]+)(?:,([0-9]{1,2})|,-)?"
    euros = r" ?(?:€|EUR(?!\w)|[Ee]uros?(?!\w))"
    text = re.sub(rf"(?<![\w,.])([0-9]+),([0-9]{{2}})(?= ?(?:à|et|ou|-|–) ?[0-9., ]{{1,12}}{euros})", said, text)
    text = re.sub(r"(?<=[0-9] )(millions?|milliards?) ?(?:€|EUR(?!\w)|euros?)", r"\1 d'euros", text)
    text = re.sub(r"(?<=[0-9]) ?(?:cents?|cts?)(?!\w)", " centimes", text)
    text = re.sub(rf"€ ?{amount}(?!\w)", said, text)
    return re.sub(rf"(?<![\w,.]){amount}{euros}", said, text)


_UNITS: Final = {
    "%": "pour cent",
    "°C": "degrés",
    "°": "degrés",
    "km/h": "kilomètres par heure",
    "km": "kilomètres",
    "cm": "centimètres",
    "mm": "millimètres",
    "m2": "mètres carrés",
    "m3": "mètres cubes",
    "m": "mètres",
    "kg": "kilos",
    "g": "grammes",
    "l": "litres",
    "cl": "centilitres",
    "ml": "millilitres",
    "kWh": "kilowattheures",
    "kW": "kilowatts",
    "W": "watts",
    "px": "pixels",
    "Ko": "kilooctets",
    "ko": "kilooctets",
    "Mo": "mégaoctets",
    "Go": "gigaoctets",
    "min": "minutes",
    "mn": "minutes",
    "s": "secondes",
    "j": "jours",
}
_NAMES: Final = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_SINGULAR: Final = re.compile(r"s(?= |$)")


def units(text: str) -> str:
    """Write out the units that follow a figure."""
    single = rf"(?<![0-9,.])([01]) ?({_NAMES})(?![\w'])"
    text = re.sub(single, lambda m: f"{m[1]} {_SINGULAR.sub('', _UNITS[m[2]])}", text)
    return re.sub(rf"(?<=[0-9]) ?({_NAMES})(?![\w'])", lambda m: f" {_UNITS[m[1]]}", text)


def ordinals(text: str) -> str:
    """Say "1er", "1re", "2e", "71e"."""
    text = re.sub(r"(?<!\w)1 ?(?:er|ers|ER)(?!\w)", "premier", text)
    text = re.sub(r"(?<!\w)1 ?(?:re|ère|res|ères)(?!\w)", "première", text)
    text = re.sub(r"(?<!\w)2n?de?(?!\w)", lambda m: "seconde" if m[0].endswith("e") else "second", text)
    rank = r"(?<!\w)([1-9][0-9]{0,5})(?:e| ?(?:è|ème|eme|ième))s?(?!\w)"
    return re.sub(rank, lambda m: numbers.ordinal(int(m[1])), text)


def _plain(match: re.Match[str]) -> str:
    return f" {numbers.number(re.sub(r'[ .]', '', match[0]))} "


def _decimal(match: re.Match[str]) -> str:
    return f" {numbers.number(match[1])} virgule {numbers.group(match[2])} "


def _through(match: re.Match[str]) -> str:
    """Say "8-12" as a range, "596-2" as the name that it is."""
    return f"{match[1]} {'à' if int(match[1]) < int(match[2]) else 'tiret'} "


def _fifths(match: re.Match[str]) -> str:
    return f"{numbers.number(match[1])} cinquième{'' if match[1] == '1' else 's'}"


def plain_numbers(text: str) -> str:
    """Say all figures that are left."""
    text = re.sub(r"([0-9]{1,12}) ?[-–—] ?(?=([0-9]{1,12}))", _through, text)
    text = re.sub(r"(?<![\w/.,])1/2 (?=heure|journée)", "une demi-", text)
    text = re.sub(r"(?<![\w/.,])([1-4])/5(?= temps)", _fifths, text)
    for part, words in (("1/2", "un demi"), ("1/4", "un quart"), ("3/4", "trois quarts")):
        text = re.sub(rf"(?<![\w/.,]){part}(?![\w/])", words, text)
    text = re.sub(r"(?<![\w.,])[1-9][0-9]{0,2}(?:[ .][0-9]{3}){1,4}(?!\w)", _plain, text)
    text = re.sub(r"(?<![0-9.,])([0-9]{1,12})[,.]([0-9]{1,4})(?![0-9]|[.,][0-9])", _decimal, text)
    one = rf"(?<!\w)([0-9]*1)(?= {_MASCULINE}(?:{_FEMININE})s?(?!\w))"
    text = re.sub(one, lambda m: numbers.number(m[1], feminine=not m[1].endswith("11")), text)
    text = re.sub(r"(?<=[0-9]) ?/ ?(?=[0-9])", " sur ", text)
    return re.sub(r"[0-9]+", _plain, text)
