"""Whether a touch screen is plugged in. Whether all of it feels a finger is asked in the panel."""

from typing import Final

from kiosk.health.machine import is_raspberry, numbers
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, broken, ready

TITLE: Final = "L’écran tactile"
ICON: Final = "hand-pointing"
_DIRECT: Final = 1 << 1
"""The kernel's mark of what is touched where it shows: a screen, not a mouse or a pad."""


def look(needs: Needs) -> Found:
    """A PC on which the kiosk is tried has a mouse instead."""
    found = numbers((needs.root / "sys/class/input").glob("event*/device/properties"), 16)
    if any(properties & _DIRECT for properties in found):
        return ready("L’écran tactile répond.")
    if is_raspberry(needs.root):
        return broken("L’écran tactile ne répond pas.", "Vérifiez ses câbles. Puis redémarrez la borne.")
    return absent("Cette machine n’a pas d’écran tactile.")
