"""What the browser tells: a closed union. Each happens while one visitor's page is open; nobody keeps them."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.official_site.view import Element, View


class Barred(Enum):
    """What a page tried, and was not let do."""

    HOST = "host"
    """Go to a host that the guidance does not name."""
    NOT_SECURE = "not_secure"
    """HTTP without TLS."""
    CERTIFICATE = "certificate"
    DOWNLOAD = "download"
    FILE = "file"
    """Choose a file of this machine."""
    PRINT = "print"
    MAIL = "mail"
    """A `mailto:` link."""
    CALL = "call"
    """A `tel:` link."""
    SCHEME = "scheme"
    """Any other scheme."""


class Trouble(Enum):
    """Why there is no page."""

    ABSENT = "absent"
    """No browser is installed."""
    CRASHED = "crashed"
    HUNG = "hung"
    MEMORY = "memory"
    NO_NETWORK = "no_network"
    SLOW = "slow"
    SERVER = "server"
    """The server answered with an error of its own."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page, or another state of it, stands and can be judged."""

    view: "View"


@dataclass(frozen=True, slots=True)
class Working:
    """The page is being fetched."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What lies under a finger; None: nothing that has a role."""

    element: "Element | None"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Something was not let happen; the page stays. `what` is the address or number without its query, to be shown."""

    why: Barred
    what: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The page opened a dialog (`alert`, `confirm`, "leave this page?"): its text, and whether it may be refused."""

    text: str
    may_refuse: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no page (any more)."""

    why: Trouble


BrowserEvent = Arrived | Working | Touched | Stopped | Asked | Failed
