"""A day or a number, as the fields of HTML that open something of their own want it written."""

from datetime import date
from typing import Final

_MONTH: Final = len("2026-11")


def for_field(kind: str, text: str) -> str:
    """Return the value of a field of type `kind` for a day "2026-11-24" or a number; anything else stays as it is."""
    if kind == "range":
        return text.replace(",", ".")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if kind == "month":
        return text[:_MONTH]
    if kind == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return text
