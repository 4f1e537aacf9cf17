"""How the sending of the counts went, in the French of a facilitator: for the panel and for the opening check. Pure."""

from typing import Final, NamedTuple

from kiosk.health.result import CALL
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.status import SyncStatus

_AGAIN: Final = "La borne essaie encore cette nuit."
NO_HUB: Final = "Aucun envoi n’est prévu ici."


class Words(NamedTuple):
    """What is wrong, and what to do; an empty `do`: nothing."""

    says: str
    do: str = ""


ENDS: Final = {
    Result.DONE: Words("Les comptes sont envoyés."),
    Result.NO_HUB: Words(NO_HUB),
    Result.NO_STICK: Words("La clé ne répond pas.", "Remettez la clé et recommencez."),
    Result.SET_ASIDE: Words("Le centre refuse certains comptes.", CALL),
    Result.NO_CREDENTIAL: Words("La borne n’est pas encore inscrite au centre.", CALL),
    Result.BUSY: Words("Un autre envoi est en cours.", "Attendez un peu et recommencez."),
    Result.UNREADABLE: Words("Le fichier des comptes est illisible.", CALL),
    Result.CLOCK: Words("L’horloge de la borne n’est pas sûre.", "Reliez la borne à internet. Puis attendez un peu."),
}
WHY: Final = {
    Reason.NETWORK: Words("Le centre ne répond pas.", f"Vérifiez le réseau. {_AGAIN}"),
    Reason.TLS: Words("La borne ne reconnaît pas le centre.", CALL),
    Reason.DATE: Words("Une date est fausse, ici ou au centre.", CALL),
    Reason.PORTAL: Words("Le réseau demande une connexion.", "Connectez le réseau du lieu. Puis recommencez."),
    Reason.TOKEN: Words("Le centre refuse la borne.", CALL),
    Reason.ADDRESS: Words("L’adresse du centre est fausse.", CALL),
    Reason.WAIT: Words("Le centre est occupé.", _AGAIN),
    Reason.HUB: Words("Le centre est en panne.", _AGAIN),
    Reason.TIME: Words("L’envoi est trop long pour une fois.", "La borne continue cette nuit."),
    Reason.REFUSED: Words("Le centre refuse trop de comptes.", CALL),
}
"""Why the hub did not take it."""


def ended(result: Result, reason: Reason | None = None) -> Words:
    """How a sync or a carrying ended."""
    if result is Result.STOPPED:
        return WHY[reason or Reason.NETWORK]
    return ENDS[result]


def last_end(status: SyncStatus) -> Words | None:
    """How the last sync ended; None: there was none."""
    return None if status.last_attempt is None else ended(status.last_attempt, status.reason)
