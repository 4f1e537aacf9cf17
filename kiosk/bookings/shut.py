"""What staff closed in the embedded agenda: stretches of time of one service, that never touch or overlap.

Inside a transaction of the agenda's file. A closed stretch hides free hours and refuses new holds; an appointment
that was taken before stays.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.bookings.grid import Cell
from kiosk.bookings.instants import from_seconds, seconds
from kiosk.ids import ServiceId

if TYPE_CHECKING:
    from kiosk.sqlite_tables import Database


def shut_within(db: "Database", service: ServiceId, span: Cell) -> tuple[Cell, ...]:
    """The closed stretches that share a moment with `span`, in time order."""
    rows = db.execute(
        'SELECT "start", "end" FROM shut WHERE service = ? AND "start" < ? AND "end" > ? ORDER BY "start"',
        [service, seconds(span.end), seconds(span.start)],
    ).fetchall()
    return tuple(Cell(from_seconds(start), from_seconds(end)) for start, end in rows)


def shut(db: "Database", service: ServiceId, span: Cell) -> None:
    """Close all of `span`; closed twice is closed."""
    touching = shut_within(db, service, _widened(span))
    _remove(db, service, touching)
    whole = Cell(min(span.start, *_starts(touching)), max(span.end, *_ends(touching))) if touching else span
    _add(db, service, whole)


def unshut(db: "Database", service: ServiceId, span: Cell) -> None:
    """Open all of `span`; what was closed before and after it stays closed."""
    within = shut_within(db, service, span)
    _remove(db, service, within)
    for cell in within:
        if cell.start < span.start:
            _add(db, service, Cell(cell.start, span.start))
        if cell.end > span.end:
            _add(db, service, Cell(span.end, cell.end))


def _widened(span: Cell) -> Cell:
    """A second more on each side: stretches that only touch become one."""
    return Cell(from_seconds(seconds(span.start) - 1), from_seconds(seconds(span.end) + 1))


def _starts(cells: tuple[Cell, ...]) -> tuple[datetime, ...]:
    return tuple(cell.start for cell in cells)


def _ends(cells: tuple[Cell, ...]) -> tuple[datetime, ...]:
    return tuple(cell.end for cell in cells)


def _remove(db: "Database", service: ServiceId, cells: tuple[Cell, ...]) -> None:
    for cell in cells:
        db.execute('DELETE FROM shut WHERE service = ? AND "start" = ?', [service, seconds(cell.start)])


def _add(db: "Database", service: ServiceId, cell: Cell) -> None:
    row = [service, seconds(cell.start), seconds(cell.end)]
    db.execute('INSERT INTO shut (service, "start", "end") VALUES (?, ?, ?)', row)
