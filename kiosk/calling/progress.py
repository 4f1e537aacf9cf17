"""How far a call for the facilitator has come."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.session import Overlay

ANSWER_WITHIN: Final = 60.0
"""Seconds after which nobody is waited for in vain: there are other ways on."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody asks for a person. It ends when one has come, or when the visitor goes on alone."""

    over: "Overlay | None" = None
    """The page of the house that it covers, and that comes to light again."""
    late: bool = False
    """True: nobody has come within `ANSWER_WITHIN`."""
    unsent: bool = False
    """True: the message to the facilitator did not leave."""
    paused: bool = False
    """True: called during a pause: there is no visit to go on with."""
