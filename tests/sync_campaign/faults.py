"""What goes wrong with a request on its way, and in which order."""

from enum import Enum
from random import Random
from typing import Final


class Fault(Enum):
    """What the proxy does to one request; the value is its name in the table."""

    NONE = "well"
    DROPPED_BEFORE = "dropped before the hub"
    DROPPED_AFTER = "dropped after the commit"
    HTTP_500 = "500"
    HTTP_503_AFTER = "503 after the commit"
    HTTP_429 = "429"
    HTTP_401 = "401"
    HTTP_400 = "400 (a hub whose disk is full)"
    SLOW = "slow: kept, and not answered in time"
    CUT_BODY = "cut in the answer, after the commit"
    DUPLICATED = "duplicated"
    REPLAYED = "an old body replayed after it"
    PORTAL = "captive portal: 200 and a page"
    REDIRECT = "captive portal: 302"
    KILLED = "hub killed meanwhile, and started again"
    DISK_FULL = "no room on the hub's disk"


_FAULTS: Final = tuple(fault for fault in Fault if fault is not Fault.NONE)
_WELL: Final = 1
"""Cards of a deck that do nothing, beside one of each of the 15 faults."""


class Deck:
    """Draws a fault for each request: every kind comes once before any comes again."""

    def __init__(self, chance: Random) -> None:
        self.well = False
        """From now on all is well."""
        self.patient = False
        """Whoever sends now waits long: nothing slow."""
        self._chance = chance
        self._cards: list[Fault] = []
        self._refusing = 0

    def draw(self) -> Fault:
        """For the next request. A full disk lasts: one time in five, many refusals follow the first."""
        if self.well:
            return Fault.NONE
        if self._refusing:
            self._refusing -= 1
            return Fault.HTTP_400
        card = self._next()
        if card is Fault.HTTP_400 and self._chance.random() < 1 / 5:
            self._refusing = self._chance.randint(10, 120)
        return card

    def end_night(self) -> None:
        """The disk has room again."""
        self._refusing = 0

    def _next(self) -> Fault:
        """The uppermost card that may come now."""
        may_come = [place for place, card in enumerate(self._cards) if not (self.patient and card is Fault.SLOW)]
        if may_come:
            return self._cards.pop(may_come[-1])
        fresh = [*_FAULTS, *(Fault.NONE,) * _WELL]
        self._chance.shuffle(fresh)
        self._cards = [*fresh, *self._cards]
        return self._next()
