"""What every booking provider offers. Each expected end is a value; only bugs raise.

All times inside are aware UTC. `Booked` may be called "confirmé" on a screen only when the provider's
`capabilities.exclusive` is proven or checked (see `is_confirmed`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol

from kiosk.ids import BookingKey, DeskId, ServiceId, SlotId

HOLD_TTL = timedelta(seconds=180)
"""How long a held slot waits for its confirmation."""


class Asks(Enum):
    """Whether a service asks for a piece of contact."""

    NO = "no"
    ASKED = "asked"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a service wants to know of the person. The kiosk asks only what is required."""

    name: Asks = Asks.NO
    phone: Asks = Asks.NO
    email: Asks = Asks.NO


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is received, as shown and spoken."""

    name: str
    address: tuple[str, ...] = ()
    """Street line, then postcode and town; empty when unknown."""
    sure: bool = True
    """False: nobody checked the address there, or not for long."""


@dataclass(frozen=True, slots=True)
class Service:
    """A need served at an office."""

    id: ServiceId
    label: str
    minutes: int
    place: Place
    needs: Needs = Needs()
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """An offered time at one desk. `start` and `end` are aware UTC."""

    id: SlotId
    service: ServiceId
    start: datetime
    end: datetime
    desk: DeskId


@dataclass(frozen=True, slots=True)
class Contact:
    """What a service requires of a person. Memory only; its repr hides the values."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Keys: "name", "phone", "email"."""


# ---- ends ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slots:
    """Offered slots in time order, one per start (the first free desk), and when they were read."""

    slots: tuple[Slot, ...]
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The other side did not answer in time, or answered rubbish. `why` is for the facilitator; no personal word."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The other side said no (rights, rules). `why` is for the facilitator; no personal word."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else has it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The slot waits for this visitor until `until` (aware UTC)."""

    slot: Slot
    key: BookingKey = field(repr=False)
    until: datetime
    ref: str = field(default="", repr=False)
    """The provider's own name of the hold."""


@dataclass(frozen=True, slots=True)
class Booked:
    """A confirmed slot. `start` is the hour in the provider's own answer; `code` is what the visitor shows."""

    ref: str = field(repr=False)
    cancel_code: str = field(repr=False)
    """Four characters without 0, O, 1, I, unique a day and place: the visitor's code, and the right to cancel."""
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Requested:
    """A request was sent; an office will answer. Never called "confirmé"."""

    ref: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost: ask `find` with the same key before saying anything."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The slot is free again."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """It can no longer be cancelled here."""


SlotsEnd = Slots | Unreachable
HoldEnd = Held | Taken | Unreachable | Refused
BookEnd = Booked | Requested | Taken | Unknown | Unreachable | Refused
RenewEnd = Held | Taken | Unreachable
FindEnd = Booked | None | Unreachable
CancelEnd = Cancelled | TooLate | Unknown


class HoldKind(Enum):
    """Who keeps a held slot from others: the server itself, rules between kiosks, or nobody."""

    SERVER = "server"
    EMULATED = "emulated"
    NONE = "none"


class Exclusive(Enum):
    """Whether a booked slot can be nobody else's: by construction, by checking each time, or not."""

    PROVEN = "proven"
    CHECKED = "checked"
    NONE = "none"


class Mode(Enum):
    """What a visitor gets here."""

    BOOK = "book"
    REQUEST = "request"
    WEB = "web"
    HANDOFF = "handoff"
    """Nothing can be booked here; there is only whom to call and when."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a provider can promise."""

    hold: HoldKind
    exclusive: Exclusive
    mode: Mode


class BookingProvider(Protocol):
    """An adapter to a booking system. Every method may block: never called on the UI thread.

    Safe to call from several threads. Each keeps to connect 3 s, read 10 s, a whole step 20 s.
    """

    @property
    def capabilities(self) -> Capabilities: ...

    def services(self) -> tuple[Service, ...]: ...

    def slots(self, service: Service, from_date: date, to_date: date) -> Slots | Unreachable:
        """Free slots from `from_date` to `to_date`, both included, in the site's time zone."""
        ...

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd: ...

    def renew(self, held: Held) -> RenewEnd: ...

    def release(self, held: Held) -> None:
        """Give a hold back, best effort: no failure is reported."""
        ...

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        """Confirm the slot; with the same key again, the same answer and never a second booking."""
        ...

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:
        """Whether `key` booked `slot`: only after `Unknown`, within the same visit."""
        ...

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd: ...


def is_confirmed(end: BookEnd, capabilities: Capabilities) -> bool:
    """Whether a screen may say "confirmé"."""
    return isinstance(end, Booked) and capabilities.exclusive is not Exclusive.NONE
