"""Whether the system itself is safe from power cuts: its file system is read-only, but while it is being maintained."""

from typing import Final

from kiosk.health.machine import NOT_HERE, told
from kiosk.health.mounts import mounted_at
from kiosk.health.needs import NO_APPLIANCE, Needs
from kiosk.health.result import Found, absent, attention, ready

TITLE: Final = "Le système"
ICON: Final = "lock-simple"
_TELL: Final = "Prévenez le service technique."


def look(needs: Needs) -> Found:
    """A layer in memory lies over it, or the card itself is not written to."""
    if not needs.is_appliance:
        return absent(NO_APPLIANCE)
    root = mounted_at(needs.root, "/")
    if root is None:
        return absent(NOT_HERE)
    if root.kind == "overlay" or not root.writable:
        return ready("Le système est protégé des coupures de courant.")
    if "disabled" in (told(needs.root / "data/overlayroot.conf") or ""):
        return attention("Un entretien du système est en cours.", "Laissez la borne allumée.")
    return attention("Le système n’est pas protégé des coupures de courant.", _TELL)
