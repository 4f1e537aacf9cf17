"""The visitor's session, all of it: in memory only, replaced at each reset, its repr hides what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.bookings.protocol import Booked, Held, Requested, Slot, Slots
from kiosk.calling.progress import Call
from kiosk.figures import Counted, Reading
from kiosk.ids import BookingKey, ChoiceId
from kiosk.page import Prefs
from kiosk.printing.progress import Printing
from kiosk.printing.protocol import PrintEnd
from kiosk.walk import Walk

if TYPE_CHECKING:
    from kiosk.official_site.confirmation import Confirmation
    from kiosk.official_site.effects import Count
    from kiosk.site_visit import SiteVisit


ACCOMPANIED = 600
"""Seconds without a touch that are no absence while a facilitator sits beside the visitor."""


class Overlay(Enum):
    """A page of the house that covers the journey's page; Retour uncovers it."""

    PERSON = "person"
    SETTINGS = "settings"
    FINISH = "finish"
    LANGUAGE = "language"
    OTHER = "other"
    QR = "qr"
    CANCEL = "cancel"
    LISTENING = "listening"
    COUNTS = "counts"
    PRINTING = "printing"


class Work(Enum):
    """Slow work that a provider is doing for this visitor."""

    SEARCH = "search"
    HOLD = "hold"
    BOOK = "book"
    CANCEL = "cancel"


class Trouble(Enum):
    """An expected end of that work which is not the wished one."""

    NO_SLOT = "no_slot"
    TAKEN = "taken"
    LATE = "late"
    """The hold ran out before it was confirmed."""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    NOT_CANCELLED = "not_cancelled"


@dataclass(frozen=True, slots=True)
class Appointment:
    """How far the booking of this visit has come."""

    offered: Slots | None = None
    day: date | None = None
    slot: Slot | None = None
    key: BookingKey = field(default=BookingKey(""), repr=False)
    held: Held | None = None
    unsure: bool = False
    """True: a confirmation of the held slot got no answer, so it may be booked all the same."""
    end: Booked | Requested | None = None
    work: Work | None = None
    slow: bool = False
    """True: the work has taken long enough to say so."""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class VisitorSession:
    """One visitor's stay. `serial` tells a late answer that its visitor has gone."""

    serial: int
    started: float | None = None
    """Monotonic seconds of the first touch; None: nobody is there."""
    walk: Walk = Walk()
    prefs: Prefs = Prefs()
    listening: bool = False
    """True: the visitor has said how to listen; personal matters do not ask again."""
    overlay: Overlay | None = None
    part: int = 0
    """Which part of a page that does not fit as a whole."""
    ticked: frozenset[ChoiceId] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    layout: str = "abc"
    appointment: Appointment = Appointment()
    counted: Counted | Reading = Reading.BEGUN
    """What was read of the counts, for the page that shows them: nothing in it is of this visit."""
    asked_person: bool = False
    call: Call | None = None
    """The call for a person that is under way, or that nobody has answered."""
    patience: int = 0
    """Seconds without a touch that a facilitator has given this visitor; 0: as everywhere."""
    official: "SiteVisit | None" = None
    """The official site on which the visitor stands."""
    confirmed: "Confirmation | None" = None
    """What an official site has confirmed in this visit."""
    printing: Printing | PrintEnd | None = None
    """How far the last ticket asked for on paper has come; None: none was."""
    copies: int = 0
    """Tickets printed in this visit."""
    lost: "frozenset[Count]" = frozenset()
    """Pages of official sites on which the guidance was lost, to be counted at the end."""

    def unwritten(self) -> "VisitorSession":
        """The same visit with nothing typed, ticked or held: an invented name never reaches a real office."""
        return replace(self, typed={}, ticked=frozenset(), appointment=Appointment())
