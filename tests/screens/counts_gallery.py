"""The pages of *Partager les comptes*, as full as they get."""

from datetime import date

from kiosk.figures import NoFigures
from kiosk.page import Page
from kiosk.pages import staff_counts as pages
from kiosk.pages.staff_counts import Parcel
from kiosk.pages.sync_words import WHY, ended
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus

DAY = date(2026, 11, 30)
SENT = SyncStatus(configured=True, last_success=DAY, last_attempt=Result.DONE, attempts=12)
LATE = SyncStatus(
    configured=True,
    last_success=DAY,
    last_attempt=Result.STOPPED,
    reason=Reason.DATE,
    attempts=12,
    waiting=1204,
    carried=DAY,
)
REFUSED = SyncStatus(
    configured=True, last_success=DAY, last_attempt=Result.SET_ASIDE, waiting=3, set_aside=12, carried=DAY
)
SAVED = Saved(SaveState.SAVED, "comptes-128.csv")
OTHER_ENDS = [one for one in Result if one not in {Result.DONE, Result.STOPPED}]
PAGES: dict[str, Page] = {
    "comptes-attente": pages.reading_page(),
    "comptes-sans-centre": pages.status_page(SyncStatus(), hub=False),
    "comptes-jamais": pages.status_page(SyncStatus(waiting=1), hub=True),
    "comptes-envoyes": pages.status_page(SENT, hub=True),
    "comptes-en-retard": pages.status_page(LATE, hub=True),
    "comptes-refuses": pages.status_page(REFUSED, hub=True),
    "comptes-illisibles": pages.status_page(UnreadableStatus(""), hub=True),
    "comptes-demandes": pages.asked_page(),
    "comptes-personne": pages.cannot_ask_page(),
    "comptes-sans-reponse": pages.late_page(),
    "comptes-reponse": pages.answered_page(SENT),
    **{f"comptes-reponse-{one.value}": pages.answered_page(SyncStatus(last_attempt=one)) for one in OTHER_ENDS},
    **{
        f"comptes-reponse-{one.value}": pages.answered_page(SyncStatus(last_attempt=Result.STOPPED, reason=one))
        for one in WHY
    },
    "comptes-ecriture": pages.writing_page(),
    "comptes-sur-cle": pages.written_page(SAVED, Parcel.UNWANTED),
    "comptes-sur-cle-attente": pages.written_page(SAVED, Parcel.AWAITED),
    "comptes-sur-cle-signes": pages.written_page(SAVED, Parcel.THERE),
    "comptes-sur-cle-seuls": pages.written_page(SAVED, Parcel.MISSING, ended(Result.NO_CREDENTIAL)),
    "comptes-pas-ecrits": pages.written_page(Saved(SaveState.FULL), Parcel.UNWANTED),
    "comptes-pas-lus": pages.written_page(NoFigures.UNREADABLE, Parcel.UNWANTED),
}
"""Every page by the name of its picture."""
SHOWN = ("comptes-sans-centre", "comptes-en-retard", "comptes-refuses", "comptes-reponse-date", "comptes-sur-cle-seuls")
"""The fullest of them, and the one of a demonstration: tried on every panel."""
