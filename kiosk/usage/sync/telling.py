"""What a sync says of itself, in English: for a journal and for whoever mends the kiosk. No secret, no address."""

from typing import Final

from kiosk.usage.sync.due import Opening
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.task import Ended

_REASONS: Final = {
    Reason.NETWORK: "no connection to the hub, or no whole answer in time",
    Reason.TLS: "the hub's certificate is not trusted: look at hub.ca_file, or somebody is in between",
    Reason.DATE: "the hub's certificate is of another time: look at this machine's date, or it has run out",
    Reason.PORTAL: "somebody else than the hub answered: a log-in page of this network, or hub.url is wrong",
    Reason.TOKEN: "the hub does not know this credential, or no longer",
    Reason.ADDRESS: "nothing takes counts at hub.url",
    Reason.WAIT: "the hub asks to come back later",
    Reason.HUB: "a fault of the hub",
    Reason.TIME: "there was no more time tonight",
    Reason.REFUSED: "so many were refused that the rest was not tried: the hub may be full",
}


_SENTENCES: Final = {
    Result.NO_HUB: "No hub is set: the counts stay on this kiosk. (Settings: [hub] with url.)",
    Result.STOPPED: "Stopped: {why}. {accepted} accepted, {left} kept for the next night.",
    Result.NO_STICK: "Nothing was written: {detail}.",
    Result.SET_ASIDE: "{accepted} accepted; {set_aside} refused and set aside, tried again each night. {why}",
    Result.NO_CREDENTIAL: "Nothing leaves without a credential: {detail}. All is kept.",
    Result.BUSY: "Another sync runs; nothing was done.",
    Result.UNREADABLE: "The counts or sync.db cannot be read or written ({detail}); nothing leaves, all is kept.",
    Result.CLOCK: "The clock is not trusted: nobody knows which days are over. Nothing leaves, all is kept. {why}",
}


_NO_COPY: Final = (
    "There was no sound copy: the hub is told all again, and of weeks told before, what was too small for a name "
    "of its own and has grown since may stand there twice. Compare these weeks with `kiosk usage show`."
)


def told(ended: Ended) -> str:
    """One sentence or more."""
    sentence = _SENTENCES.get(
        ended.result, "Written: {detail} ({accepted})." if ended.detail else "{accepted} accepted."
    )
    text = sentence.format(
        accepted=_rows(ended.accepted),
        set_aside=_rows(ended.set_aside),
        left=_rows(ended.waiting + ended.set_aside),
        detail=ended.detail,
        why=_why(ended),
    ).rstrip()
    return f"{text} {_opening(ended.opening)}".rstrip()


def _opening(opening: Opening) -> str:
    if opening.spoiled:
        was = f"sync.db was damaged and is set aside as {opening.spoiled}"
        return f"{was}; it is back from its copy." if opening.restored else f"{was}. {_NO_COPY}"
    return "sync.db was gone; it is back from its copy." if opening.restored else ""


def _why(ended: Ended) -> str:
    reason = _REASONS[ended.reason] if ended.reason else ""
    return f"{reason} ({ended.detail})" if ended.detail else reason


def _rows(n: int) -> str:
    return f"{n} row" if n == 1 else f"{n} rows"
