"""How a sync may end."""

from enum import Enum
from typing import Final


class Result(Enum):
    """The end of a sync, or of a carrying by stick."""

    DONE = "done"
    """All was accepted, or there was nothing to do. By stick: all was written."""
    NO_HUB = "no_hub"
    """The settings name no hub."""
    STOPPED = "stopped"
    """The hub did not take it tonight; all is kept. A `Reason` says why."""
    NO_STICK = "no_stick"
    """There is no stick, or it cannot be written; all is kept."""
    SET_ASIDE = "set_aside"
    """The hub took all but some rows, which are tried again one by one in the next nights."""
    NO_CREDENTIAL = "no_credential"
    """There is no credential, or it cannot be used: nothing leaves."""
    BUSY = "busy"
    """Another sync runs."""
    UNREADABLE = "unreadable"
    """The counts, or the sync's own file, cannot be read or written: nothing leaves."""
    CLOCK = "clock"
    """The clock is not trusted: nobody knows which days are over."""


class Reason(Enum):
    """Why the hub did not take it."""

    NETWORK = "network"
    """No connection, or no whole answer in time."""
    TLS = "tls"
    """Its certificate is not trusted: a wrong `ca_file`, or somebody in between."""
    DATE = "date"
    """Its certificate is of another time: the clock is wrong, or the certificate has run out."""
    PORTAL = "portal"
    """Somebody else answered: a page to log in to a network, or an address to mend."""
    TOKEN = "token"  # noqa: S105 - a word
    """The hub does not know this token, or no longer."""
    ADDRESS = "address"
    """Nothing takes counts at this address."""
    WAIT = "wait"
    """The hub asks to come back later."""
    HUB = "hub"
    """A fault of the hub."""
    TIME = "time"
    """The night was too short: a slow hub, or a first night with years of counts."""
    REFUSED = "refused"
    """So many rows were refused one by one that the hub itself must be at fault."""


EXIT: Final = {
    Result.DONE: 0,
    Result.NO_HUB: 0,
    Result.STOPPED: 3,
    Result.NO_STICK: 3,
    Result.SET_ASIDE: 4,
    Result.NO_CREDENTIAL: 5,
    Result.BUSY: 6,
    Result.UNREADABLE: 7,
    Result.CLOCK: 8,
}
"""What `kiosk sync` ends with; 1 and 2 stay for faults of the settings and of the words typed."""
