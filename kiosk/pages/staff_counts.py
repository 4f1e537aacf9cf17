"""The pages of *Partager les comptes*: the last sync, what waits, what became of a wish. Pure."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from kiosk.figures import NoFigures
from kiosk.health.result import CALL
from kiosk.ids import ChoiceId
from kiosk.page import Choice, InfoPage, Line, NoticePage, Page, WaitingPage
from kiosk.pages import dates
from kiosk.pages.staff_pages import BAR
from kiosk.pages.staff_stick import not_saved_page
from kiosk.pages.sync_words import NO_HUB, Words, last_end
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus

SHARE: Final = ChoiceId("staff:share")
SEND: Final = ChoiceId("share:send")
EXPORT: Final = ChoiceId("share:export")
FINISHED: Final = ChoiceId("share:finished")
UNREADABLE: Final = "Le dossier des envois est illisible."
_TITLE: Final = "Partager les comptes"
_SEND: Final = Choice(SEND, "Envoyer maintenant", icon="paper-plane-tilt")
_EXPORT: Final = Choice(EXPORT, "Exporter les comptes", icon="files", primary=False)
_FINISHED: Final = Choice(FINISHED, "C’est fini", icon="check-circle")
_REMOVE: Final = "Vous pouvez retirer la clé."


class Parcel(Enum):
    """How it is with the sealed copy for the hub, beside the files that anybody can open."""

    UNWANTED = "unwanted"
    """There is no hub."""
    AWAITED = "awaited"
    THERE = "there"
    MISSING = "missing"
    """It was asked for, and is not on the stick."""


def tile(status: SyncStatus | UnreadableStatus | None = None) -> Choice:
    """The tile of the panel; under its name what waits, or when the counts last left. None: nothing is to be said."""
    return Choice(SHARE, _TITLE, _hint(status) if isinstance(status, SyncStatus) else "", "paper-plane-tilt")


def _hint(status: SyncStatus) -> str:
    if status.waiting:
        return "1 compte attend" if status.waiting == 1 else f"{status.waiting} comptes attendent"
    if status.last_success is None:
        return ""
    day = status.last_success
    return f"Envoyés le {dates.day_number(day)}\u00a0{dates.months()[day.month - 1]}"


def reading_page() -> Page:
    """Until it is known how the last sync ended."""
    return WaitingPage(title="Je regarde les envois", icon="hourglass", bar=BAR)


def status_page(status: SyncStatus | UnreadableStatus, *, hub: bool) -> Page:
    """When the counts last left, what waits, what is wrong; `hub`: the settings name one."""
    lines = tuple(_status(status) if hub else _quiet(status))
    choices = (_SEND, _EXPORT) if hub else (_EXPORT,)
    return InfoPage(title=_TITLE, lines=lines, icon="paper-plane-tilt", choices=choices, bar=BAR)


def asked_page() -> Page:
    """The wish was left for who holds the credential."""
    return WaitingPage(title="Demandé", lines=(Line("L’envoi prend quelques minutes."),), icon="hourglass", bar=BAR)


def cannot_ask_page() -> Page:
    """Nobody takes wishes here."""
    return _notice("La demande n’est pas partie", (Line(CALL),), "warning", (_FINISHED,))


def late_page() -> Page:
    """Nothing came of the wish for a long time."""
    lines = (Line("L’envoi ne répond pas."), Line(CALL))
    return _notice("Pas encore de réponse", lines, "warning", (_FINISHED,))


def answered_page(status: SyncStatus) -> Page:
    """How the sync ended that was asked for."""
    if status.last_attempt is Result.DONE:
        return _notice("Les comptes sont envoyés", (Line(_waiting(status.waiting)),), "check-circle", (_FINISHED,))
    again = Choice(SEND, "Envoyer encore", icon="arrow-clockwise", primary=False)
    lines = tuple(_trouble(last_end(status)))
    return InfoPage(title="Les comptes attendent encore", lines=lines, icon="warning", choices=(again,), bar=BAR)


def writing_page() -> Page:
    """While the stick is written."""
    return WaitingPage(title="J’écris sur la clé", lines=(Line(_Texts.LEAVE),), icon="hourglass", bar=BAR)


def written_page(saved: Saved | NoFigures, parcel: Parcel, why: Words | None = None) -> Page:
    """What is on the stick, and whether it can be taken away; `why`: what is told of a parcel that is missing."""
    if isinstance(saved, NoFigures):
        return _notice("Les comptes sont illisibles", (Line(CALL),), "warning", (_FINISHED,))
    if saved.state is not SaveState.SAVED:
        return not_saved_page(saved.state, EXPORT)
    where = Line(
        f"Dossier «\u00a0borne\u00a0», puis «\u00a0comptes\u00a0»\u00a0: {saved.name}", live=True, icon="files"
    )
    return InfoPage(
        title="Les comptes sont écrits",
        lines=(where, *_parcel(parcel, why)),
        icon="hourglass" if parcel is Parcel.AWAITED else "check-circle",
        choices=(_FINISHED,),
        bar=BAR,
    )


class _Texts:
    """Fixed sentences."""

    NEVER: Final = "Aucun envoi n’a encore réussi."
    ADDING: Final = "La borne ajoute la copie pour le centre."
    LEAVE: Final = "Attendez avant de retirer la clé."
    ADDED: Final = "La copie pour le centre est prête."
    NOT_ADDED: Final = "La copie pour le centre manque."


def _parcel(parcel: Parcel, why: Words | None) -> Iterator[Line]:
    match parcel:
        case Parcel.UNWANTED:
            yield Line(_REMOVE, icon="check-circle")
        case Parcel.AWAITED:
            yield from (Line(_Texts.ADDING, icon="hourglass"), Line(_Texts.LEAVE))
        case Parcel.THERE:
            yield Line(_Texts.ADDED, icon="check")
            yield Line(_REMOVE, icon="check-circle")
        case Parcel.MISSING:
            yield Line(_Texts.NOT_ADDED, icon="warning")
            yield from _trouble(why)
            yield Line(_REMOVE, icon="check-circle")


def _quiet(status: SyncStatus | UnreadableStatus) -> Iterator[Line]:
    """Without a hub nothing can be late."""
    yield Line(NO_HUB, icon="info")
    yield Line("Vous pouvez exporter les comptes.")
    if isinstance(status, SyncStatus):
        yield from _copied(status)


def _status(status: SyncStatus | UnreadableStatus) -> Iterator[Line]:
    if isinstance(status, UnreadableStatus):
        yield from _trouble(Words(UNREADABLE, CALL))
        return
    yield Line(_sent(status), icon="check-circle" if status.last_success else "info", live=True)
    yield Line(_waiting(status.waiting), icon="hourglass", live=True)
    if status.last_attempt is Result.SET_ASIDE and status.set_aside:
        yield Line(_refused(status.set_aside), icon="warning", live=True)
        yield Line(CALL, icon="wrench")
    elif status.last_attempt is not Result.DONE:
        yield from _trouble(last_end(status))
    yield from _copied(status)


def _copied(status: SyncStatus) -> Iterator[Line]:
    if status.carried:
        yield Line(f"Dernière copie sur clé\u00a0: {dates.day_in_full(status.carried)}.", icon="files", live=True)


def _sent(status: SyncStatus) -> str:
    if status.last_success is None:
        return _Texts.NEVER
    return f"Dernier envoi réussi\u00a0: {dates.day_in_full(status.last_success)}."


def _waiting(rows: int) -> str:
    if not rows:
        return "Aucun compte n’attend."
    return "1 compte attend l’envoi." if rows == 1 else f"{rows} comptes attendent l’envoi."


def _refused(rows: int) -> str:
    return "Le centre refuse 1 compte." if rows == 1 else f"Le centre refuse {rows} comptes."


def _trouble(words: Words | None) -> Iterator[Line]:
    if words is not None:
        yield Line(words.says, icon="warning", live=True)
        yield from (Line(one, icon="wrench", live=True) for one in _sentences(words.do))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"(?<=[.]) ", text)) if text else ()


def _notice(title: str, lines: tuple[Line, ...], icon: str, choices: tuple[Choice, ...]) -> Page:
    return NoticePage(title=title, lines=lines, icon=icon, choices=choices, bar=BAR)
