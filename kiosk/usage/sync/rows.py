"""A row as it leaves: one a counter, absolute. The hub keeps the greatest number it was ever told.

Without a database and without a network: the hub reads the same rows.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

KIOSK: Final = r"\A[0-9a-f]{32}\Z"
_PERIOD: Final = r"\A(\d{4}-\d{2}-\d{2}|\d{4}-W\d{2}|undated)\Z"
_WORD: Final = r"\A[A-Za-z0-9_@:.~-]{0,80}\Z"

KioskId = Annotated[str, Meta(pattern=KIOSK)]
"""128 random bits, made at enrolment: neither a serial number nor a place."""
Word = Annotated[str, Meta(pattern=_WORD)]
"""An id, or empty; never free text."""
Event = Literal["visits", "outcomes", "last_steps", "minutes", "guidance_lost", "hours_up"]

FOLDED: Final = "~"
"""Stands for journey, step and outcome, all three, of the cells of a week that are too small to leave by name."""


class WireRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One counter of one kiosk; its fields are the keys on the wire, in their order."""

    kiosk: KioskId
    period: Annotated[str, Meta(pattern=_PERIOD)]
    """A day, an ISO week, or "undated"."""
    event: Event
    journey: Word
    step: Word
    outcome: Word
    n: Annotated[int, Meta(ge=0, le=2**53 - 1)]
