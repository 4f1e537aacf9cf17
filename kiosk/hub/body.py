"""What a kiosk pushes, checked before anything of it is written: all good, or none taken. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.hub.plausible import wrong
from kiosk.usage.sync.rows import WireRow

MOST_ROWS: Final = 500
"""Of one request."""
Values = tuple[str, str, str, str, str, str, int]
"""In the order of the table's columns."""


class _Body(Struct, frozen=True, forbid_unknown_fields=True):
    rows: tuple[WireRow, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing of a body is written; `reason` names places in it, never values."""

    status: int
    """Of HTTP: 400, 403 for a row of another kiosk, 413 for too many rows."""
    reason: str


_PERIOD: Final = re.compile(r"(\d{4})-(?:W(\d{2})|(\d{2})-(\d{2}))", re.ASCII)
_decoder = msgspec.json.Decoder(_Body)


def read_body(body: bytes, kiosk: str) -> tuple[WireRow, ...] | Fault:
    """The rows of `{"rows": [...]}` pushed by that kiosk, or else why none is taken."""
    try:
        rows = _decoder.decode(body).rows
    except msgspec.ValidationError as error:  # what it says may quote the value
        where = str(error).rpartition(" - at ")[2].strip("`").removeprefix("$.")
        return Fault(400, f"{where}: is not of the form of the wire")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Fault(400, "is not JSON in UTF-8")
    if len(rows) > MOST_ROWS:
        return Fault(413, f"{len(rows)} rows; expected at most {MOST_ROWS} a request")
    return fault_in(rows, kiosk) or rows


def fault_in(rows: Sequence[WireRow], kiosk: str) -> Fault | None:
    """What types cannot say: rows of another kiosk, days that no calendar has, counts that no kiosk makes."""
    for number, row in enumerate(rows):
        if row.kiosk != kiosk:
            return Fault(403, f"rows[{number}]: is of another kiosk than the credential")
        if not is_period(row.period):
            return Fault(400, f"rows[{number}].period: expected a day, an ISO week or undated")
        if field := wrong(row):
            return Fault(400, f"rows[{number}].{field}")
    return None


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Whether the calendar has this day ("2026-11-23") or ISO week ("2026-W48"), or it is "undated"."""
    if text == "undated":
        return True
    form = _PERIOD.fullmatch(text)
    if form is None:
        return False
    year, week, month, day = (int(number or 0) for number in form.groups())
    try:
        date(year, month, day) if month else date.fromisocalendar(year, week, 1)
    except ValueError:
        return False
    return True


def values(row: WireRow) -> Values:
    """Of one row."""
    return row.kiosk, row.period, row.event, row.journey, row.step, row.outcome, row.n
