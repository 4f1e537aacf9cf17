"""What is done to the agenda, act by act, and what it then holds. Pure: the same from every start.

Appointments are made and taken away again, by visitors and by staff, so that some twenty stand at any moment; in
between a day is closed and opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

_STANDING = 16
_A_TURN = 5
"""Acts: two appointments made, two taken away, the day closed or opened."""


@dataclass(frozen=True, slots=True)
class Book:
    """Take appointment number `number`, counted from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Take it away."""

    number: int
    by_staff: bool


@dataclass(frozen=True, slots=True)
class Shut:
    """Close the day."""


@dataclass(frozen=True, slots=True)
class Unshut:
    """Open it."""


AgendaAct = Book | Cancel | Shut | Unshut


@dataclass(frozen=True, slots=True)
class Holds:
    """What the agenda holds: appointments by their numbers, and whether the day is closed."""

    booked: frozenset[int] = frozenset()
    shut: bool = False


def act_of(number: int) -> AgendaAct:
    """The act of this number, from 1 on."""
    return next(islice(_acts(), number - 1, None))


def after(number: int) -> Holds:
    """What the agenda holds after so many acts."""
    holds = Holds()
    for act in islice(_acts(), number):
        match act:
            case Book():
                holds = Holds(holds.booked | {act.number}, holds.shut)
            case Cancel():
                holds = Holds(holds.booked - {act.number}, holds.shut)
            case Shut() | Unshut():
                holds = Holds(holds.booked, isinstance(act, Shut))
    return holds


def booked_at(act: int) -> int | None:
    """The appointment that is made by the act of this number; None: it makes none."""
    found = act_of(act)
    return found.number if isinstance(found, Book) else None


def _acts() -> Iterator[AgendaAct]:
    made = gone = 0
    shut = False
    for number in count(1):
        turn = number % _A_TURN
        if turn == 0:
            shut = not shut
            yield Shut() if shut else Unshut()
        elif turn in {1, 2} or made - gone < _STANDING:
            yield Book(made)
            made += 1
        else:
            yield Cancel(gone, by_staff=gone % 2 == 1)
            gone += 1
