"""Frames that were drawn, told to the service manager: a screen that stands still counts as dead."""

from typing import Any, Final

from kivy.clock import Clock

from kiosk.service_manager import ServiceManager

_SHARE: Final = 4
"""How often within its patience the service manager hears of us: three frames may be lost."""


class Heartbeat:
    """Tells of the first frame, then of a frame every quarter of the patience, by Kivy's clock, which never jumps.

    A page at rest draws nothing, so a frame is asked for each time. What is told is a frame whose buffers were swapped
    and after which the loop has come round again: neither a thread that is stuck nor a display that is can feign it.
    """

    def __init__(self, window: Any, manager: ServiceManager) -> None:  # noqa: ANN401
        """`window` is Kivy's, which holds none of this: keep it as long as it is to beat."""
        self._window = window
        self._manager = manager
        self._every = manager.patience / _SHARE if manager.patience else None
        self._is_ready = False
        self._wanted = True
        """Whether the next frame is to be told."""
        self._told = Clock.create_trigger(self._tell, 0)
        self._ask = Clock.create_trigger(self._ask_for_frame, self._every or 0)

    def start(self) -> None:
        """Call it when the page is there whose frame is the first to count. Where nobody waits, nothing happens."""
        if self._manager.waits:
            self._window.bind(on_flip=self._on_flip)
            self._window.canvas.ask_update()

    def stop(self) -> None:
        """No more of it."""
        self._window.unbind(on_flip=self._on_flip)
        self._told.cancel()
        self._ask.cancel()

    def _on_flip(self, *_: object) -> None:
        """Called just before the buffers are swapped: only the next turn of the loop proves that they were."""
        if self._wanted:
            self._wanted = False
            self._told()

    def _tell(self, _seconds: float) -> None:
        if not self._is_ready:
            self._is_ready = True
            self._manager.ready()
        if self._every is not None:
            self._manager.alive()
            self._ask()

    def _ask_for_frame(self, _seconds: float) -> None:
        self._wanted = True
        self._window.canvas.ask_update()
