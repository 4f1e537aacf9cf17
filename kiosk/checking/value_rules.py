"""How a number, hours and an address of the internet are written, so that everybody reads and hears them alike."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from kiosk.checking.rule import Wrong

_ABROAD = re.compile(r"^\s*(?:\+|00)32[ /.]*(?:\(0\))?[ /.]*0?")
_GROUPS = (
    (re.compile(r"1\d{2,3}"), (4,)),
    (re.compile(r"00800\d{8}"), (5, 4, 4)),
    (re.compile(r"0[89]00\d{5}"), (4, 2, 3)),
    (re.compile(r"04\d{8}"), (4, 2, 2, 2)),
    (re.compile(r"0[2349]\d{7}"), (2, 3, 2, 2)),
    (re.compile(r"0\d{8}"), (3, 2, 2, 2)),
)
"""Digits of a Belgian number, and how many of them stand together."""
_HOUR = re.compile(r"(?<!\d)(\d{1,2})[ \u00a0]h(?:[ \u00a0](\d+))?\b")
_GLUED = re.compile(r"\b(\d{1,2})(?:[hH]|[hH:] ?(\d{2}))\b")
_RANGE = re.compile(rf"{_HOUR.pattern} (?:à|-|–) {_HOUR.pattern}")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w./-]*)?")
_MINUTES = re.compile(r"[0-5]\d")
_LAST_HOUR = 24


def form_faults(name: str, text: str) -> Iterator[tuple[str, Wrong]]:
    """The rule and the fault, for each thing wrong in the text of the value `name`, which says what it is."""
    if name.endswith("_phone"):
        yield from (("phone-form", wrong) for wrong in phone_faults(text))
    elif name == "eguichet" or name.endswith("_site"):
        yield from (("web-form", wrong) for wrong in _web_faults(text))
    else:
        yield from (("hours-form", wrong) for wrong in hours_faults(text, of_phone=name.endswith("_phone_hours")))


def grouped(number: str) -> str:
    """A Belgian number in its usual groups; empty when it is none."""
    digits = re.sub(r"\D", "", _ABROAD.sub("0", number))
    for wanted, groups in _GROUPS:
        if wanted.fullmatch(digits):
            return " ".join(digits[start:end] for start, end in pairwise([0, *accumulate(groups)]))
    return ""


def phone_faults(text: str) -> Iterator[Wrong]:
    """One number and nothing else, in groups with spaces."""
    usual = grouped(text)
    if not usual:
        count = len(re.sub(r"\D", "", text))
        message = f"« {text} » is no Belgian number: it has {count} digits, expected 9, or 10 for a mobile telephone"
        yield Wrong(message, 'write one number in groups, such as "064 00 00 00"')
    elif text != usual:
        yield Wrong(f"the number « {text} » is not written in groups, alone", f'write "{usual}"')


def hours_faults(text: str, *, of_phone: bool) -> Iterator[Wrong]:
    """Hours that a day has, as they are written in Belgium; `of_phone`: there must be one, and the end comes last."""
    if glued := _GLUED.search(text):
        usual = f"{int(glued[1])} h {glued[2] or ''}".strip()
        yield Wrong(f"the hour « {glued[0]} » is not written with spaces", f'write "{usual}"')
        return
    hours = list(_HOUR.finditer(text))
    wrong = [hour[0] for hour in hours if _minutes(hour[1], hour[2]) is None]
    if wrong:
        yield Wrong(
            f"no day has an hour « {wrong[0]} »", "write an hour between 0 h and 24 h, its minutes with 2 digits"
        )
    if wrong or not of_phone:
        return
    if not hours:
        yield Wrong(f"« {text} » says no hour", 'write days and hours, such as "lundi et mardi, 9 h à 12 h"')
    for found in _RANGE.finditer(text):
        start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        if start is not None and end is not None and start >= end:
            yield Wrong(f"« {found[0]} » ends before it begins", "write the first hour first")


def _minutes(hour: str, minute: str | None) -> int | None:
    """Since midnight; None when a day has no such hour."""
    if int(hour) > _LAST_HOUR or (minute and not _MINUTES.fullmatch(minute)):
        return None
    return int(hour) * 60 + int(minute or 0)


def _web_faults(text: str) -> Iterator[Wrong]:
    """The address alone, as one types it."""
    if not _HOST.fullmatch(text):
        bare = re.sub(r"^\s*https?://", "", text).strip().strip("/").lower()
        mend = f'write "{bare}"' if _HOST.fullmatch(bare) else 'write an address such as "commune.guichet-citoyen.be"'
        yield Wrong(f"« {text} » is not the address alone", mend)
