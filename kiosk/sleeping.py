"""The kiosk asleep outside the opening hours: no light, no voice, until somebody touches it."""

from typing import Final, Protocol

from kiosk.days import Days
from kiosk.device.limits import Limits
from kiosk.device_state import Key
from kiosk.opening_hours import Doors, OpeningHours, doors
from kiosk.page import AsleepPage, Utterance
from kiosk.ports import Ports
from kiosk.session import VisitorSession
from kiosk.staff_flow import StaffFlow
from kiosk.watch import Watch

AWAKE_FOR: Final = 300.0
"""Seconds without a touch after which a kiosk that was woken outside the hours sleeps again."""
ASK_EVERY: Final = 60.0
"""Seconds: a clock becomes right after the start."""
ASLEEP: Final = AsleepPage(title="")


class Host(Protocol):
    """What sleep needs of the controller."""

    session: VisitorSession
    days: Days
    staff: StaffFlow

    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...


class Sleeping:
    """UI thread; the light is switched elsewhere."""

    def __init__(self, kiosk: Host, watch: Watch, ports: Ports) -> None:
        self._kiosk = kiosk
        self._watch = watch
        self._ports = ports
        self._asleep = False
        self._asked_at = self._woken_at = ports.monotonic()

    @property
    def instead(self) -> AsleepPage | None:
        """What is shown instead of anything else while the kiosk sleeps."""
        return ASLEEP if self._asleep else None

    def wake(self, *, silent: bool = False) -> bool:
        """Show again what there is to be shown; `silent`: nobody is there to hear it. False: it was awake."""
        if not self._asleep:
            return False
        self._asleep = False
        self._woken_at = self._ports.monotonic()
        self.relight()
        self._kiosk.refresh(say=() if silent else None)
        return True

    def relight(self) -> None:
        """Bring the screen to what is wanted now."""
        device = self._ports.staff.device
        limits = Limits.kept(self._ports.staff.state.get(Key.LIMITS))
        device.want(asleep=self._asleep, percent=limits.percent)
        self._ports.background(device.relight, lambda _: None)

    def stop(self) -> None:
        """The kiosk ends, and nobody waits for this thread any more: whatever comes next finds light."""
        if self._asleep:
            self._ports.staff.device.want(asleep=False)
            self._ports.staff.device.relight()

    def tick(self) -> None:
        """Called about once a second: fall asleep, or wake for the opening."""
        now, hours = self._ports.monotonic(), OpeningHours.kept(self._ports.staff.state.get(Key.HOURS))
        matters = hours is not None or self._kiosk.staff.instead is not None
        if matters and self._kiosk.session.started is None and now - self._asked_at >= ASK_EVERY:
            self._asked_at = now
            self._kiosk.days.ask()
        asleep = self._stands(hours) is Doors.ASLEEP
        if self._asleep and (not asleep or self._is_busy):
            self.wake(silent=True)
        elif asleep and not self._asleep and self._is_alone(now):
            self._fall_asleep()

    def _fall_asleep(self) -> None:
        self._asleep = True
        self._ports.hush()
        self._kiosk.refresh()
        self.relight()

    def _stands(self, hours: OpeningHours | None) -> Doors:
        site = self._kiosk.days.site
        return doors(self._ports.now().astimezone(site.zone), hours, trusted=site.today is not None)

    @property
    def _is_busy(self) -> bool:
        """Whether a visit or a facilitator's work goes on: neither is ever cut."""
        return self._kiosk.session.started is not None or self._kiosk.staff.here

    def _is_alone(self, now: float) -> bool:
        """Whether nobody has been there for a while."""
        since = max(self._watch.touched_at, self._woken_at)
        return not (self._is_busy or self._watch.is_erased) and now - since >= AWAKE_FOR
