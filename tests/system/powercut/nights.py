"""What the sync remembers, written in a night as the sync writes it, and counted again after a crash.

A choice that was forgotten could tell a small cell under two names, and a number the hub has would be sent again.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kiosk.ids import JourneyId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import day_period
from kiosk.usage.sync.state import State
from kiosk.usage.sync.status import FILE_NAME

_BIRTH: Final = "b" * 32
_HUB, _KIOSK = "hub", "0" * 32
_FIRST: Final = date(2026, 1, 1)


def opened(folder: Path) -> State:
    """The sync's own file in a folder of data."""
    return State.open(folder / FILE_NAME)


def night(state: State) -> int:
    """Remember one night more, and say how many there are: on disk on return."""
    number = nights(state)
    row = Row(day_period(_FIRST + timedelta(days=number)), Counter.VISITS, JourneyId("essayer"))
    state.see(_BIRTH, {row: number})
    state.choose({row: True})
    state.accept(_HUB, _KIOSK, {row: number})
    return number + 1


def nights(state: State) -> int:
    """Nights that are remembered whole. Raises ValueError where one was remembered in another order."""
    seen, chosen, told = state.totals(), state.choices(), state.told(_HUB, _KIOSK)
    if not set(told) <= set(chosen) <= set(seen):
        raise ValueError("a later step of a night is there without an earlier one")
    return len(told)
