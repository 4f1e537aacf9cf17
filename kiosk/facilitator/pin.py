"""The facilitator's PIN: which ones are refused, its hash, and whether one is right. Hashing is slow on purpose."""

from enum import Enum
from itertools import pairwise
from typing import Final

DIGITS: Final = 6


class PinFault(Enum):
    """Why a PIN is refused."""

    SHAPE = "shape"
    """Not six digits."""
    REPEATS = "repeats"
    """The same digits again: 111111, 121212, 123123, 112233, 998877."""
    SEQUENCE = "sequence"
    """Digits in a row: 123456, 654321, 135791, 123321."""
    DATE = "date"
    """A day, or a month and its year, in any usual order."""
    KEYPAD = "keypad"
    """A figure drawn on the keypad."""

    @property
    def in_words(self) -> str:
        """For the command line."""
        return _WORDS[self]


_WORDS: Final = {
    PinFault.SHAPE: "it is not six digits",
    PinFault.REPEATS: "it repeats itself",
    PinFault.SEQUENCE: "its digits follow one another",
    PinFault.DATE: "it is a date",
    PinFault.KEYPAD: "it is a figure drawn on the keypad",
}
_DRAWN: Final = frozenset({"147258", "258369", "159753", "753159", "789456", "456789", "147896", "321654", "741852"})
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fault_of(pin: str) -> PinFault | None:
    """Why this PIN is too weak to be chosen; None: it may be."""
    if not (len(pin) == DIGITS and pin.isascii() and pin.isdigit()):
        return PinFault.SHAPE
    if _repeats(pin):
        return PinFault.REPEATS
    if _in_a_row(pin) or (_in_a_row(pin[:3]) and _in_a_row(pin[3:])):
        return PinFault.SEQUENCE
    if pin in _DRAWN:
        return PinFault.KEYPAD
    return PinFault.DATE if _is_date(pin) else None


def hashed(pin: str) -> str:
    """The Argon2id hash, with its own salt and its costs in the text. Takes a good part of a second on a Pi."""
    from argon2 import PasswordHasher  # noqa: PLC0415  # a start must not pay for what opens a door

    return PasswordHasher().hash(pin)


def matches(kept: str, pin: str) -> bool:
    """Whether this is the PIN of that hash; False too where the hash is none. As slow as `hashed`."""
    from argon2 import PasswordHasher  # noqa: PLC0415  # see above
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(kept, pin)
    except (InvalidHashError, VerificationError):
        return False


def _repeats(pin: str) -> bool:
    """Few different digits, or one part again and again."""
    parts = any(pin == pin[:length] * (DIGITS // length) for length in (1, 2, 3))
    return parts or len(set(pin)) <= 2 or all(pin[at] == pin[at + 1] for at in (0, 2, 4))  # noqa: PLR2004


def _in_a_row(digits: str) -> bool:
    """One step between all digits, up or down; 0 follows 9."""
    steps = {(int(later) - int(earlier)) % 10 for earlier, later in pairwise(digits)}
    return len(steps) == 1


def _is_date(pin: str) -> bool:
    one, two, three = pin[:2], pin[2:4], pin[4:]
    days = (_is_day(one, two), _is_day(two, one), _is_day(three, two), _is_day(two, three))
    months = (_is_month(one) and _is_year(pin[2:]), _is_month(three) and _is_year(pin[:4]))
    return any((*days, *months))


def _is_day(day: str, month: str) -> bool:
    return _is_month(month) and 1 <= int(day) <= _DAYS[int(month) - 1]


def _is_month(month: str) -> bool:
    return 1 <= int(month) <= len(_DAYS)


def _is_year(year: str) -> bool:
    return year[:2] in {"19", "20"}
