"""The anonymous counts on their way to the hub, as the last sync noted it: nothing is sent."""

from datetime import date
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, absent, attention, ready
from kiosk.pages.sync_words import NO_HUB, ended, last_end
from kiosk.usage.period import day_of
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus, read_status

TITLE: Final = "L’envoi des comptes"
ICON: Final = "paper-plane-tilt"
MOST_DAYS: Final = 3
"""Without a night in which all was sent; a network, or a hub, may be down for one."""
MOST_DAYS_CARRIED: Final = 35
"""A place without a network: somebody comes with a stick once a month."""
_NEVER: Final = "La borne n’a encore rien envoyé."
_ASK: Final = "Touchez «\u00a0Partager les comptes\u00a0», puis «\u00a0Envoyer maintenant\u00a0»."
_CARRY: Final = "Touchez «\u00a0Partager les comptes\u00a0», puis «\u00a0Exporter les comptes\u00a0»."
_LATE: Final = "Le dernier envoi est ancien."


def look(needs: Needs) -> Found:
    """A site without a hub counts for itself alone, unless its counts have left by stick."""
    wanted, status = needs.opened.site.settings.hub.wanted, read_status(needs.data)
    if isinstance(status, UnreadableStatus):
        return attention("Le dossier des envois est illisible.", CALL)
    if not (wanted or status.carried):
        return absent(NO_HUB)
    if status.set_aside:
        return attention(*ended(Result.SET_ASIDE))
    if status.last_attempt is Result.NO_CREDENTIAL and status.carried is None:
        return attention(*ended(Result.NO_CREDENTIAL))
    if status.last_success is None and status.carried is None:
        return attention(*(last_end(status) or (_NEVER, _ASK)))
    return ready("Les comptes partent bien.") if _is_fresh(status, _today(needs)) else _late(status)


def _late(status: SyncStatus) -> Found:
    """What the last end asks for; where it asks for nothing, the nights themselves are missing."""
    if status.last_success is None and status.carried is not None:
        return attention(_LATE, _CARRY)
    end = last_end(status)
    return attention(_LATE, end.do if end and end.do else CALL)


def _is_fresh(status: SyncStatus, today: date | None) -> bool:
    """While the clock is not trusted nobody knows how long ago that was."""
    if today is None:
        return True
    ways = ((status.last_success, MOST_DAYS), (status.carried, MOST_DAYS_CARRIED))
    return any(day is not None and (today - day).days <= most for day, most in ways)


def _today(needs: Needs) -> date | None:
    booted = needs.clock.booted()
    return None if booted is None else day_of(booted + needs.clock.uptime(), needs.opened.site.zone)
