"""Rules of the French normaliser about numbers that are names: telephones, accounts, registers, plates, codes."""

import re
from typing import Final

from voices import french_numbers as numbers
from voices.lexicon import Lexicon

_SHORTEST: Final = 8
_LONGEST: Final = 15
"""Digits of a telephone number."""
_USUAL: Final = 4
"""Digits of a group, at most; more are cut as people say them."""
_CUTS: Final = {5: (2, 3), 6: (2, 2, 2), 7: (3, 2, 2), 8: (2, 2, 2, 2), 9: (3, 2, 2, 2)}


def _grouped(match: re.Match[str]) -> str:
    """Say a number as it is written, its long groups cut."""
    first, *rest = re.findall(r"[0-9]+", match[2])
    groups = [first]
    for digits in rest:
        groups += numbers.cut(digits, _CUTS.get(len(digits), (2,))) if len(digits) > _USUAL else [digits]
    if not _SHORTEST <= sum(map(len, groups)) <= _LONGEST:
        return match[0]
    return numbers.phone(groups, plus=match[1] == "+")


def _whole(match: re.Match[str]) -> str:
    return numbers.phone(numbers.cut_phone(match[0]), plus=False)


def _abroad(match: re.Match[str]) -> str:
    first, *rest = numbers.cut_phone(f"0{match[2]}")
    country = "32" if match[1] == "+" else "0032"
    return numbers.phone([country, first[1:], *rest], plus=match[1] == "+")


def phones(text: str) -> str:
    """Say telephone numbers group by group, as in Belgium."""
    text = re.sub(r"(?<=[0-9]) ?\(0\) ?", " ", text)
    text = re.sub(r"(?<![\w+])\((0[0-9]{1,3})\) ?(?=[0-9]{2})", r"\1 ", text)
    text = re.sub(r"(?<![\w+])(\+|00)32([1-9][0-9]{7,8})(?!\w)", _abroad, text)
    first = r"(?:(?<=\+)[1-9][0-9]{0,2}|00 [1-9][0-9]|0[0-9]{1,4})"
    shape = (
        rf"{first}[ ./-]{{1,3}}(?:[1-9] (?=[0-9]{{2}} ))?[0-9]{{2,9}}(?:(?:[ .-]|/(?!0[0-9]{{2}}))[0-9]{{2,4}}){{0,5}}"
    )
    text = re.sub(rf"(?<![\w+,.])(\+ ?)?({shape})(?!\w|[.,][0-9])", _grouped, text)
    text = re.sub(r"(?<![\w+,.])0[1-9][0-9]{7,8}(?!\w)", _whole, text)
    return re.sub(r"(?<![\w,.])17(22|33)(?! ?€| ?euro|[\w,.]*[0-9])", lambda m: f"dix-sept {numbers.group(m[1])}", text)


def registers(text: str, lexicon: Lexicon) -> str:
    """Say the numbers of an account, of a register, of a transfer, of a plate in groups; drop the "B-" of "B-7100"."""

    def groups(match: re.Match[str]) -> str:
        written = [numbers.cut(digits, _CUTS.get(len(digits), (len(digits),))) for digits in match.groups()]
        return ", ".join(numbers.group(digits) for groups in written for digits in groups)

    def account(match: re.Match[str]) -> str:
        fours = re.findall(r"[0-9]{1,4}", match[3].replace(" ", ""))
        said = [" ".join(numbers.group(pair) for pair in numbers.cut(four, (2, 2))) for four in fours]
        return ", ".join([f"{lexicon.spelled(match[1])} {numbers.group(match[2])}", *said])

    def plate(match: re.Match[str]) -> str:
        return f"{numbers.group(match[1])}, {lexicon.spelled(match[2])}, {numbers.group(match[3])}"

    text = re.sub(r"(?<![\w.])([0-9]{2})\.([0-9]{2})\.([0-9]{2})[- ]([0-9]{3})[.-]([0-9]{2})(?!\w)", groups, text)
    text = re.sub(r"(?<![\w,.+])([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{3})([0-9]{2})(?![\w,.])", groups, text)
    text = re.sub(r"(?<![\w-])([0-9]{3})-([0-9]{7})-([0-9]{2})(?![\w-])", groups, text)
    text = re.sub(r"\+{3} ?([0-9]{3})/([0-9]{4})/([0-9]{5}) ?\+{3}", groups, text)
    text = re.sub(r"(?<!\w)([A-Z]{2})([0-9]{2}) ?((?:[0-9]{4} ?){3,7})(?!\w)", account, text)
    text = re.sub(r"(?<![\w-])([0-9])-([A-Z]{3})-([0-9]{3})(?![\w-])", plate, text)
    return re.sub(r"(?<!\w)BE?-(?=[0-9]{4}(?!\w))", "", text)


def codes(text: str, lexicon: Lexicon) -> str:
    """Say letters and figures of a code one after the other: "C109", "A2B3", "2.5.8"."""

    def mixed(match: re.Match[str]) -> str:
        runs = re.findall(r"[A-Z]+|[0-9]+", match[0])
        return " ".join(numbers.number(run) if run.isdigit() else lexicon.spelled(run) for run in runs)

    in_pairs = r"(?<!\w)([Cc]odes?(?: PIN| pinne)?(?: est)?(?: :)? )([0-9]{4,10})(?!\w|[.,][0-9])"
    text = re.sub(in_pairs, lambda m: m[1] + ", ".join(map(numbers.group, numbers.cut(m[2], (2,)))), text)
    text = re.sub(r"(?<!\w)(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{2,16}(?!\w)", mixed, text)
    return re.sub(r"(?<![0-9.,])[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?![\w.])", _version, text)


def _version(match: re.Match[str]) -> str:
    """Say "2.5.8" point by point; "1.000.000" stays for the rule of numbers."""
    first, *rest = match[0].split(".")
    if all(len(part) == 3 for part in rest):  # noqa: PLR2004 - thousands
        return match[0]
    return f" {' point '.join(numbers.number(part) for part in (first, *rest))} "
