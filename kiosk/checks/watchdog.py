"""Whether the hardware starts the device anew when its system hangs."""

from typing import Final

from kiosk.health.machine import NOT_HERE, told
from kiosk.health.needs import NO_APPLIANCE, Needs
from kiosk.health.result import Found, absent, attention, ready

TITLE: Final = "La relance automatique"
ICON: Final = "shield-check"


def look(needs: Needs) -> Found:
    """One that is armed is enough; many machines have none."""
    if not needs.is_appliance:
        return absent(NO_APPLIANCE)
    states = {told(one) for one in (needs.root / "sys/class/watchdog").glob("watchdog*/state")}
    if not states:
        return absent(NOT_HERE)
    if "active" in states:
        return ready("Bloquée, la borne redémarre seule.")
    return attention("Bloquée, la borne ne redémarre pas seule.", "Prévenez le service technique.")
