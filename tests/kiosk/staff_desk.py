"""A bench with a facilitator at it."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.lockout import Instant
from kiosk.figures import StaffCounts, none_yet
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench

PIN = "274951"
NOT_COUNTED = StaffCounts(None, none_yet())


@dataclass
class Desk:
    """A bench with a facilitator's PIN, and the machine's own clock in the hand."""

    data: Path
    pin_hash: str
    uptime: float = 50.0
    boot: str = "one"
    must_choose: bool = False
    counts: StaffCounts = NOT_COUNTED
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        state = DeviceState(self.data / "device.db")
        if self.pin_hash:
            state.put(Key.PIN_HASH, self.pin_hash)
            state.save()
        ports = StaffPorts(
            state=state,
            clock=lambda: Instant(self.boot, self.uptime),
            must_choose=self.must_choose,
            counts=lambda: self.counts,
        )
        self.bench = Bench(self.data, more={"staff": ports})

    def type(self, digits: str) -> None:
        self.bench.press(*(f"key:{digit}" for digit in digits), "@done")

    def enter(self) -> None:
        self.bench.kiosk.staff.knock()
        self.type(PIN)
