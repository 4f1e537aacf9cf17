"""What the facilitator's part asks of the outside beside the kiosk's own ports; each area adds what it needs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.device.device import Device
from kiosk.device_state import DeviceState
from kiosk.facilitator.lockout import Instant
from kiosk.figures import StaffCounts, none_yet

if TYPE_CHECKING:
    from kiosk.bookings.staff_agenda import StaffAgenda
    from kiosk.health.result import Result
    from kiosk.stick.desk import StickDesk
    from kiosk.stick.loan import Loan
    from kiosk.usage.counts_desk import CountsDesk
    from kiosk.voice_progress import VoiceProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPorts:
    """Without anything said: nothing is kept, and no PIN is asked for before the kiosk serves."""

    state: DeviceState = field(default_factory=DeviceState)
    clock: Callable[[], Instant] = lambda: Instant("", time.monotonic())
    """The moment of this boot."""
    counts: Callable[[], StaffCounts] = lambda: StaffCounts(None, none_yet())
    """What the panel tells of the counts. Reads the disk: only ever called by `background`."""
    health: "Callable[[], tuple[Result, ...]] | None" = None
    """Runs every health check. Takes seconds: only ever called by `background`. None: there is nothing to check."""
    device: Device = field(default_factory=Device)
    """Its light and its power; without one they are only played."""
    agenda: "StaffAgenda | None" = None
    """The embedded agenda; None: appointments are kept elsewhere."""
    stick: "StickDesk | None" = None
    """What a USB stick brings and takes away; None: there is nothing to import or to export."""
    preparing: "Callable[[], VoiceProgress | None] | None" = None
    """How far a build of spoken sentences is; None: none runs. Only ever called by `background`."""
    loan: "Loan | None" = None
    """How the appliance lends the stick; None: one that is plugged in is there."""
    sharing: "CountsDesk | None" = None
    """How the counts leave the kiosk; None: there are none."""
    must_choose: bool = False
    """True: without a PIN the kiosk serves nobody; it may be chosen on the screen right after the very first start."""
