"""How hot the processor is. A Raspberry Pi slows itself from 80 degrees on."""

from typing import Final

from kiosk.health.machine import NOT_HERE, numbers
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, broken, ready

TITLE: Final = "La température"
ICON: Final = "sun"
WARM: Final = 70
HOT: Final = 80
_AIR: Final = "Dégagez les ouvertures d’air. Éloignez la borne du soleil."


def look(needs: Needs) -> Found:
    """The hottest place that the kernel knows, in degrees Celsius."""
    measured = numbers((needs.root / "sys/class/thermal").glob("thermal_zone*/temp"))
    if not measured:
        return absent(NOT_HERE)
    degrees = max(measured) // 1000
    if degrees >= HOT:
        return broken(f"La borne est trop chaude : {degrees} degrés.", _AIR)
    if degrees >= WARM:
        return attention(f"La borne est chaude : {degrees} degrés.", _AIR)
    return ready("La température est bonne.")
