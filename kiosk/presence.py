"""Whether somebody is at the kiosk: told outside, in one word, so that nothing restarts it under their hands."""

from typing import Final, Protocol

from kiosk.ports import Ports
from kiosk.session import VisitorSession
from kiosk.staff_flow import StaffFlow
from kiosk.watch import Watch

STAYS_FOR: Final = 60.0
"""Seconds after a touch for which somebody is taken to be there, also where nothing is begun or all is erased."""


class Host(Protocol):
    """What presence needs of the controller."""

    session: VisitorSession
    staff: StaffFlow


class Presence:
    """UI thread."""

    def __init__(self, kiosk: Host, watch: Watch, ports: Ports) -> None:
        self._kiosk = kiosk
        self._watch = watch
        self._ports = ports
        self._untouched = watch.touched_at
        """When the kiosk began: that was nobody's touch."""
        self._told: bool | None = None

    def tick(self) -> None:
        """Called about once a second, and at each touch: tell what has changed."""
        rests = not self._is_somebody_there
        if rests is not self._told:
            self._told = rests
            self._ports.rests(rests)

    @property
    def _is_somebody_there(self) -> bool:
        """A visit, a warning over it, its erasing, the facilitator, or a touch of just now."""
        if self._kiosk.session.started is not None or self._kiosk.staff.busy or self._watch.is_erased:
            return True
        touched = self._watch.touched_at
        return touched > self._untouched and self._ports.monotonic() - touched < STAYS_FOR
