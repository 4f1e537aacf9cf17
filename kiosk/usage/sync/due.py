"""What is due tonight: the counts as they are, put together with what the sync remembers."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.faults import spoiled
from kiosk.usage.ledger import set_aside
from kiosk.usage.period import Period
from kiosk.usage.store import FILE_NAME as COUNTS
from kiosk.usage.store import Store
from kiosk.usage.sync.outgoing import (
    in_order,
    is_believable,
    is_recent,
    leaving,
    new_choices,
    over,
    owed,
    surely_today,
    wire_row,
)
from kiosk.usage.sync.rows import WireRow
from kiosk.usage.sync.safe_copy import restore
from kiosk.usage.sync.state import State, Told
from kiosk.usage.sync.status import FILE_NAME, Note

STICK: Final = "stick"
"""In the place of a hub's digest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The file of counts as it was read. `birth`: None where there is no such file yet."""

    birth: str | None
    rows: Mapping[Row, int]


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a number is told: one hub, under one id of this kiosk."""

    hub: str
    kiosk: str

    @classmethod
    def of(cls, url: str, kiosk: str) -> "Addressee":
        """The address may hold a secret, so only a digest of it is kept."""
        return cls(hashlib.sha256(url.encode()).hexdigest()[:16], kiosk)


@dataclass(frozen=True, slots=True)
class Due:
    """`rows` leave in batches; those `alone`, refused before, one by one: the longest untried first."""

    rows: tuple[WireRow, ...]
    alone: tuple[WireRow, ...] = ()
    lacking: int = 0
    """How many of `rows`, the first ones, the hub does not have."""


def row_of(row: WireRow) -> Row:
    """The cell that a row of the wire tells."""
    return Row(Period(row.period), Counter(row.event), JourneyId(row.journey), StepId(row.step), row.outcome)


def read_counts(data: Path) -> Counted:
    """Read `usage.db` beside the kiosk that writes it. Raises sqlite3.Error, OSError."""
    with closing(Store.read(data / COUNTS)) as store:
        return Counted(store.birth, store.rows())


@dataclass(frozen=True, slots=True)
class Opening:
    """How `sync.db` was found. `spoiled`: the name under which a damaged one was set aside."""

    spoiled: str = ""
    restored: bool = False
    """It was damaged or gone, and is back from its copy."""


def open_state(data: Path) -> tuple[State, Opening]:
    """Open `sync.db`; one that is spoiled is set aside, and restored like one that is gone.

    Numbers told again are harmless; choices of folding made again are not. Raises sqlite3.Error, OSError.
    """
    path, name = data / FILE_NAME, ""
    if path.exists():
        try:
            return State.open(path), Opening()
        except sqlite3.Error as error:
            if not spoiled(error):
                raise
        name = set_aside(path)
    elif Path(f"{path}-wal").exists():
        set_aside(path)  # the log of a file that is gone must not be played into another one
    back = restore(path)
    return State.open(path), Opening(name, back)


@dataclass(frozen=True, slots=True)
class Day:
    """What day it is. `believed`: None where the clock is not; `far`: why a trusted clock is not believed."""

    believed: date | None
    far: str = ""


def day_of_sync(state: State, today: date | None, *, sure: bool) -> Day:
    """Hold a clock that is not `sure` (kept in step, or vouched for by a person) against the day last seen.

    Raises sqlite3.Error.
    """
    seen = _seen(state)
    if today is None or sure or is_believable(today, seen):
        return Day(today)
    return Day(None, f"it says {today}, the last sync was on {seen}, and no time server keeps it right")


def see(state: State, counted: Counted, today: date | None) -> date:
    """Take over what is over; without a `today` to believe, what is over for sure. The day that was held to.

    Raises sqlite3.Error, OSError.
    """
    seen = _seen(state)
    day = today or surely_today(counted.rows, seen)
    if today is not None and today != seen:
        state.note({Note.SEEN: today.isoformat()})
    if counted.birth is not None:
        state.see(counted.birth, over(counted.rows, day))
    state.choose(new_choices(state.totals(), state.choices()))
    return day


def all_rows(state: State, kiosk: str) -> tuple[WireRow, ...]:
    """All that is told under this id, whoever has it already. Raises sqlite3.Error."""
    values = _values(state, kiosk)
    return tuple(wire_row(kiosk, row, values[row]) for row in in_order(values))


def due(state: State, to: Addressee, again_since: date | None = None) -> Due:
    """What this hub lacks, and after that once more what ended on `again_since` or later. Raises sqlite3.Error."""
    values, told = _values(state, to.kiosk), state.told(to.hub, to.kiosk)
    lacking, again, alone = [], [], []
    for row in in_order(values):
        before = told.get(row, Told())
        if before.refused:
            alone.append((before.refused, row))
        elif values[row] > before.acked:
            lacking.append(row)
        elif again_since is not None and is_recent(row.period, again_since):
            again.append(row)
    alone.sort(key=lambda one: one[0])
    return Due(
        tuple(wire_row(to.kiosk, row, values[row]) for row in (*lacking, *again)),
        tuple(wire_row(to.kiosk, row, values[row]) for _, row in alone),
        len(lacking),
    )


def carried(state: State, kiosk: str, rows: Sequence[WireRow]) -> None:
    """A stick has these: another id will not tell them again. Raises sqlite3.Error."""
    before = state.told(STICK, kiosk)
    found = {row_of(row): row.n for row in rows}
    state.accept(STICK, kiosk, {row: n for row, n in found.items() if n > before.get(row, Told()).acked})


def told_anew(state: State, kiosk: str, today: date, days: int) -> date:
    """Somebody says that what earlier ids told of these days is lost: this id tells it. The first of these days.

    Raises sqlite3.Error.
    """
    since = date.fromordinal(max(1, today.toordinal() - days))
    state.forget_others(kiosk, lambda period: is_recent(period, since))
    return since


def _seen(state: State) -> date | None:
    notes = state.notes()
    text = notes.get(Note.SEEN) or notes.get(Note.SUCCESS)
    return date.fromisoformat(text) if text else None


def _values(state: State, kiosk: str) -> dict[Row, int]:
    return owed(leaving(state.totals(), state.choices()), state.told_by_others(kiosk))
