"""How the last look for a new release went, as whoever installs releases has noted it."""

from datetime import date, datetime
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.health.machine import told
from kiosk.health.needs import NO_APPLIANCE, Needs
from kiosk.health.result import Found, absent, attention, ready

TITLE: Final = "Les mises à jour"
ICON: Final = "arrow-clockwise"
STATUS: Final = "data/releases/status.json"
_LATE: Final = 14
"""Days without a look after which somebody should know."""
_TELL: Final = "Prévenez le service technique."
_WRONG: Final = {
    "rolled-back": "La nouvelle version ne démarre pas. L’ancienne travaille.",
    "refused": "La borne a refusé une mise à jour.",
    "full": "La place manque pour la mise à jour.",
}


class Status(Struct, frozen=True):
    """What was noted; `last_check` is in ISO 8601, `result` a word."""

    last_check: str = ""
    result: str = ""


def look(needs: Needs) -> Found:
    """A network that failed once is no news; one that fails for two weeks is."""
    if not needs.is_appliance:
        return absent(NO_APPLIANCE)
    status = _status(needs)
    if status is None:
        return absent("Aucune mise à jour n’a encore été cherchée.")
    wanted, today = needs.opened.site.settings.updates.url, needs.opened.site.today
    days = _days_since(status.last_check, today) if wanted else None
    if days is not None and days > _LATE:
        return attention("La borne ne cherche plus ses mises à jour.", "Vérifiez le réseau.")
    return _told(status)


def _told(status: Status) -> Found:
    if status.result in _WRONG:
        return attention(_WRONG[status.result], _TELL)
    if status.result not in {"current", "updated", "unreached", "waiting"}:
        return attention("Le résultat de la mise à jour est inconnu.", _TELL)
    if status.result == "unreached":
        return attention("Le site des mises à jour ne répond pas.", "Vérifiez le réseau. La borne essaie chaque nuit.")
    if status.result == "waiting":
        return ready("La nouvelle version attend que la borne soit libre.")
    return ready("La borne est à jour.")


def _status(needs: Needs) -> Status | None:
    try:
        return msgspec.json.decode(told(needs.root / STATUS) or "", type=Status)
    except msgspec.MsgspecError:
        return None


def _days_since(moment: str, today: date | None) -> int | None:
    """None: nobody knows."""
    try:
        return (today - datetime.fromisoformat(moment).date()).days if today else None
    except ValueError:
        return None
