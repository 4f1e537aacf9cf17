"""A text in the letters that a printer's codepage has, line by line."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from textwrap import wrap

NBSP = "\u00a0"
_OTHERS: Mapping[str, str] = {
    "\u2019": "'",
    "\u2018": "'",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u0153": "oe",
    "\u0152": "Oe",
    "\u20ac": "EUR",
    "\u2026": "...",
    "\u2013": "-",
    "\u2014": "-",
}
"""What stands for a letter that a codepage has not."""


def lines(text: str, columns: int, codepage: str) -> list[str]:
    """The text wrapped, with nothing that the codepage (a name of Python's codecs) cannot encode.

    No-break spaces hold words together and become spaces: several printers draw a sign for them.
    """
    written = "".join(_letter(one, codepage) for one in unicodedata.normalize("NFC", text))
    return [line.replace(NBSP, " ") for line in wrap(written, columns, break_on_hyphens=False)]


@cache
def _letter(one: str, codepage: str) -> str:
    if one in {NBSP, "\u202f"}:
        return NBSP
    if not one.isprintable():
        return " "  # a control character is a command to the printer
    if _has(codepage, one):
        return one
    other = _OTHERS.get(one) or unicodedata.normalize("NFKD", one)
    return "".join(part for part in other if _has(codepage, part)) or "?"


def _has(codepage: str, letter: str) -> bool:
    try:
        letter.encode(codepage)
    except UnicodeEncodeError:
        return False
    return True
