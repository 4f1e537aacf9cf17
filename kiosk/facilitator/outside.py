"""Whether a kiosk without a PIN may serve: for ten minutes of its very first start one can be chosen on the screen."""

from typing import Final, Protocol

from kiosk.device_state import Key
from kiosk.facilitator.first_start import noted, still_open
from kiosk.ports import Ports

LOOK_EVERY: Final = 10.0
"""Seconds: `kiosk pin set` may be typed at any time."""


class Told(Protocol):
    """Who shows what is to be shown."""

    @property
    def visit(self) -> "Visit": ...


class Visit(Protocol):
    """The pages of visitors."""

    def refresh(self) -> None: ...


class Outside:
    """UI thread; the disk is read elsewhere."""

    def __init__(self, ports: Ports, told: Told) -> None:
        self._ports = ports
        self._staff = ports.staff
        self._told = told
        self._looked_at = ports.monotonic()
        self._was_shut = False

    def start(self) -> None:
        """Note a very first start; a file that was there and is damaged is none."""
        state = self._staff.state
        if state.is_new and not state.get(Key.FIRST_START):
            state.put(Key.FIRST_START, noted(self._staff.clock()))
        if self._lacks_pin:
            self._ports.background(state.save, lambda _: None)
        self._was_shut = self.is_shut

    @property
    def may_choose(self) -> bool:
        """Whether a PIN has to be chosen on the screen, and still can."""
        state = self._staff.state
        return self._lacks_pin and still_open(state.get(Key.FIRST_START), self._staff.clock())

    @property
    def is_shut(self) -> bool:
        """Whether nobody is served."""
        return self._lacks_pin and not self.may_choose

    def tick(self) -> None:
        """Look for a PIN that was set elsewhere, and show visitors what has changed for them."""
        now = self._ports.monotonic()
        if self._lacks_pin and now - self._looked_at >= LOOK_EVERY:
            self._looked_at = now
            self._ports.background(self._staff.state.reread, lambda _: None)
        if self._was_shut is not self.is_shut:
            self._was_shut = self.is_shut
            self._told.visit.refresh()

    @property
    def _lacks_pin(self) -> bool:
        return self._staff.must_choose and not self._staff.state.get(Key.PIN_HASH)
