"""The one window: whether there is one, how large the glass behind it is, and running an application on it."""

import gc
from collections.abc import Callable

from kivy.app import App
from kivy.core.window import Window

from kiosk.service_manager import ServiceManager
from screens.heartbeat import Heartbeat
from screens.idle_loop import install_idle_loop
from screens.panel import Panel, panel_for
from screens.runtime import close_the_doors, stop_on_signals


def has_window() -> bool:
    """Whether a display let Kivy open its window."""
    return Window is not None


def panel_of(width_mm: float | None = None, height_mm: float | None = None) -> Panel:
    """The panel behind the window: of the size that the site's settings give, or the usual one of these pixels."""
    width, height = (int(side) for side in Window.size)
    if width_mm and height_mm:
        return Panel(width, height, width_mm, height_mm)
    return panel_for(width, height)


def run(app: App, started: Callable[[], None], manager: ServiceManager) -> None:
    """Show the application until a signal stops it; `started` is called once its window is there.

    `manager` is told of the first frame of what `started` shows, of frames after it, and of the end.
    """
    stop_on_signals(app.stop)
    close_the_doors(app)
    install_idle_loop()
    heartbeat = Heartbeat(Window, manager)
    app.bind(on_start=lambda _: _start(started, heartbeat))
    app.run()
    manager.stopping()
    heartbeat.stop()


def _start(started: Callable[[], None], heartbeat: Heartbeat) -> None:
    """Start, then look for garbage among what comes later only: all that lives now lives as long as the process.

    A look at everything takes 30 ms on a quick machine, in the middle of a visit.
    """
    started()
    heartbeat.start()
    gc.freeze()
    gc.enable()
