"""Whether the kiosk's own files lie on a file system of their own, and it can be written."""

from typing import Final

from kiosk.health.machine import NOT_HERE
from kiosk.health.mounts import is_told, mounted_at
from kiosk.health.needs import NO_APPLIANCE, Needs
from kiosk.health.result import RESTART, Found, absent, attention, broken, ready

TITLE: Final = "Les données de la borne"
ICON: Final = "files"
_PLACE: Final = "/data"


def look(needs: Needs) -> Found:
    """The kernel makes a file system with faults read-only."""
    if not needs.is_appliance:
        return absent(NO_APPLIANCE)
    if not is_told(needs.root):
        return absent(NOT_HERE)
    data = mounted_at(needs.root, _PLACE)
    if data is None:
        return attention("Les données ne sont pas à part du système.", "Prévenez le service technique.")
    if not data.writable:
        return broken("La borne ne peut plus écrire ses données.", RESTART)
    return ready("Les données sont à part, à l’abri des coupures.")
