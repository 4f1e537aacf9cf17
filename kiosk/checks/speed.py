"""Whether the board slows itself to protect itself: screens then answer late."""

from typing import Final

from kiosk.health.machine import NOT_HERE, throttled
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, ready

TITLE: Final = "La vitesse"
ICON: Final = "speedometer"
_NOW: Final = 0b1110
"""Held at a lower pace, throttled, or near its hottest."""
_SINCE_START: Final = _NOW << 16
_WHY: Final = "Regardez d’abord la température et l’alimentation."


def look(needs: Needs) -> Found:
    """The firmware's bits; the voltage has a check of its own."""
    bits = throttled(needs.root)
    if bits is None:
        return absent(NOT_HERE)
    if bits & _NOW:
        return attention("La borne ralentit pour se protéger.", _WHY)
    if bits & _SINCE_START:
        return attention("La borne a ralenti depuis l’allumage.", _WHY)
    return ready("La borne travaille à pleine vitesse.")
