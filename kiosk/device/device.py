"""The device as the kiosk holds it: the last wish for its light wins, and nothing unwritten is lost with its power."""

from collections.abc import Callable
from threading import Lock

from kiosk.device.protocol import DeviceActions
from kiosk.device.simulated import Simulated


class Device:
    """`want` only touches memory, on any thread; all else is for the background."""

    def __init__(self, actions: DeviceActions | None = None, flush: Callable[[], bool] = lambda: True) -> None:
        """`flush` writes what waits to be written, and tells whether it could; without `actions` all is played."""
        self._actions = actions or Simulated()
        self._flush = flush
        self._asleep, self._percent = False, 100
        self._done: tuple[bool, int] | None = None
        self._light = Lock()

    def want(self, *, asleep: bool | None = None, percent: int | None = None) -> None:
        """Another wish for the screen, for the next `relight`."""
        self._asleep = self._asleep if asleep is None else asleep
        self._percent = self._percent if percent is None else percent

    def relight(self) -> None:
        """Bring the screen to what is wanted now, whoever asked first: two threads may run this at once."""
        with self._light:
            asleep, percent = wanted = self._asleep, self._percent
            before, self._done = self._done, wanted
            if before is None or before[1] != percent:
                self._actions.brightness(percent)
            if before is None or before[0] is not asleep:
                self._actions.sleep() if asleep else self._actions.wake()

    def restart(self) -> bool:
        """Write what waits, then have the kiosk started anew. False: nobody can."""
        self._flush()
        return self._actions.restart()

    def power_off(self) -> bool:
        """Write what waits, then have the device switched off. False: nobody can."""
        self._flush()
        return self._actions.power_off()

    def send_counts(self) -> bool:
        """Write what waits, then have the counts sent. False: nobody can."""
        self._flush()
        return self._actions.send_counts()

    def carry_counts(self) -> bool:
        """Write what waits, then have the counts written on the stick, signed. False: nobody can."""
        self._flush()
        return self._actions.carry_counts()
