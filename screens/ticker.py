"""The only regular call in the screens but for the heartbeat's frames: time goes by for the kiosk."""

from collections.abc import Callable
from typing import Final

from kivy.clock import Clock

TICK_SECONDS: Final = 1.0


class Ticker:
    """Calls `tick` once a second, on the UI thread, until `stop`."""

    def __init__(self, tick: Callable[[], None]) -> None:
        """`tick` is `Kiosk.tick`; it must return at once."""
        self._tick = tick
        self._event = Clock.schedule_interval(self._call, TICK_SECONDS)

    def stop(self) -> None:
        """No more calls."""
        self._event.cancel()

    def _call(self, _seconds: float) -> None:
        self._tick()
