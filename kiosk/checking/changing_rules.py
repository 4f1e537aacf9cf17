"""Facts that change stand in `national.yaml` or in the file of the place, dated; a sentence names them in braces."""

import re

from kiosk.checking.rule import PROSE, Rule, pattern

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_STREETS = "rue|avenue|boulevard|chaussée|place|quai|allée|square|impasse"
_AS_VALUE = "make a value of it, with its day and a fallback, and write its name in braces: {{{}}}"


def _changing(rule: str, regex: str, example: str, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    return pattern(rule, regex, _AS_VALUE.format(example), PROSE, flags)


RULES: tuple[Rule, ...] = (
    _changing("written-phone", r"(?:\b0|\+)\d{1,4}(?:[ \u00a0./-]*\d{2,4}){2,4}\b", "commune_phone"),
    _changing("written-hours", r"\b\d{1,2}[ \u00a0]?(?:h|heures?)\b(?:[ \u00a0]?\d{2})?|\b\d{1,2}:\d{2}\b", "hours"),
    _changing("written-price", r"\d[\d,. \u00a0]*(?:€|euros?\b|cents\b)|€[ \u00a0]?\d+", "card_price"),
    _changing(
        "written-address",
        rf"\b(?i:{_STREETS})[ \u00a0](?:d(?:e la|es|e l’|u|e|’)[ \u00a0]?)?[A-ZÀ-Ý]\w+|\b\d{{4}}[ \u00a0][A-ZÀ-Ý]\w+"
        r"|\b[\w-]+\.(?:be|com|eu|org|net)\b|\S+@\S+",
        "commune_place",
        re.RegexFlag(0),
    ),
    _changing(
        "written-delay",
        r"(?<!moins de )(?<!plus de )(?<!à )(?<!avant )\b\d+[ \u00a0]ans?\b"
        r"|\b\d+[ \u00a0](?:jours?|semaines?|mois|minutes?)\b",
        "card_delay",
    ),
    _changing(
        "written-date",
        rf"\b\d{{1,2}}(?:er)?[ \u00a0](?:{_MONTHS})\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b",
        "last_day",
    ),
)
"""An age (« moins de 12 ans ») is no delay."""
