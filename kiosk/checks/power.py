"""Whether the power supply gives enough: too little voltage spoils cards and freezes screens."""

from typing import Final

from kiosk.health.machine import NOT_HERE, number, throttled, told
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, broken, ready

TITLE: Final = "L’alimentation"
ICON: Final = "plugs"
_NOW: Final = 1 << 0
_SINCE_START: Final = 1 << 16
_SUPPLY: Final = "Utilisez l’alimentation d’origine. Branchez-la sur une prise murale."


def look(needs: Needs) -> Found:
    """The firmware's bits, or else the kernel's sensor, which knows of this moment alone."""
    sensors = (needs.root / "sys/class/hwmon").glob("hwmon*")
    alarms = [number(one / "in0_lcrit_alarm") for one in sensors if told(one / "name") == "rpi_volt"]
    bits = throttled(needs.root)
    if bits is None and not alarms:
        return absent(NOT_HERE)
    if 1 in alarms or (bits or 0) & _NOW:
        return broken("L’alimentation est trop faible.", _SUPPLY)
    if (bits or 0) & _SINCE_START:
        return attention("L’alimentation a été trop faible depuis l’allumage.", _SUPPLY)
    return ready("L’alimentation est bonne.")
