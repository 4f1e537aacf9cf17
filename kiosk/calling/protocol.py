"""What sends a message to the facilitator, and how that ends: values without an address or a token."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

DISCREET: Final = "aide"
"""All that is told of a personal matter: that somebody asks for help."""


class Why(Enum):
    """Why a message did not leave."""

    UNREACHABLE = "unreachable"
    """No answer in time: no network, no server, a server that hangs."""
    REFUSED = "refused"
    """The server said no, or sent elsewhere, which is never followed."""
    TOKEN = "token"  # noqa: S105 - the name of a reason, no secret
    """The file of the token cannot be read, or the server does not know the token."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The server has taken it."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """It has not."""

    why: Why


PushEnd = Sent | NotSent


class Pusher(Protocol):
    """A way to the facilitator's pocket. Both calls may take seconds: only ever made off the UI thread."""

    def push(self, step: str, /) -> PushEnd:
        """Tell that somebody asks for a person. `step`: a name of the content ("journey:step"), or `DISCREET`."""
        ...

    def look(self) -> PushEnd:
        """Whether the server answers. Nobody is told anything."""
        ...
