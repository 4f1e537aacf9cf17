"""How Kivy is set up on this appliance. Import this, call `prepare`, and only then import what draws.

Kivy reads its environment and its configuration when it is first imported: nothing here imports it at the top.
"""

import atexit
import os
import signal
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kivy.app import App

MAX_FPS = 60


def choose_display() -> bool:
    """Tell SDL which display to use; False: there is none. What SDL_VIDEODRIVER says already is left as it is.

    Left alone, SDL draws into nothing where it finds no display, and nobody would know.
    """
    if os.environ.get("SDL_VIDEODRIVER"):
        return True
    cards = any(Path("/dev/dri").glob("card*"))
    known = {"x11": os.environ.get("DISPLAY"), "wayland": os.environ.get("WAYLAND_DISPLAY"), "kmsdrm": cards}
    driver = next((name for name, there in known.items() if there), "")
    os.environ["SDL_VIDEODRIVER"] = driver
    return bool(driver)


def prepare(width: int, height: int, *, fullscreen: bool = False, rotation: int = 0, home: str = "") -> None:
    """Set environment and configuration; once a process, before the first import of Kivy.

    `width` and `height` are the window's in pixels, before `rotation` (0, 90, 180 or 270 degrees). `home` is the
    folder Kivy believes to be its own; without it that of KIVY_HOME, or one that ends with the process.
    """
    os.environ.update(
        KIVY_NO_ARGS="1",
        KIVY_NO_CONFIG="1",
        KIVY_NO_FILELOG="1",
        KIVY_LOG_MODE="PYTHON",  # Kivy's own mode sends every library's DEBUG lines, addresses too, to the journal
        KIVY_HOME=home or os.environ.get("KIVY_HOME") or _passing_folder(),
        KIVY_CLOCK="default",
    )
    from kivy.config import Config  # after the environment

    _configure(Config, width, height, fullscreen=fullscreen, rotation=rotation)


def _configure(config: Any, width: int, height: int, *, fullscreen: bool, rotation: int) -> None:  # noqa: ANN401
    kivy = {"exit_on_escape": 0, "desktop": 0, "log_level": "warning", "kivy_clock": "default"}
    graphics = {
        "width": width,
        "height": height,
        "fullscreen": "auto" if fullscreen else 0,
        "borderless": int(fullscreen),
        "rotation": rotation,
        "show_cursor": int(not fullscreen),
        "allow_screensaver": 0,
        "multisamples": 0,
        "resizable": 0,
        "maxfps": MAX_FPS,
    }
    for section, values in (("kivy", kivy), ("graphics", graphics)):
        for key, value in values.items():
            config.set(section, key, str(value))
    # One provider only: with the default ones each tap of a touch screen counts twice.
    config.remove_section("input")
    config.add_section("input")
    config.set("input", "mouse", "mouse,disable_multitouch")


def close_the_doors(app: "App") -> None:
    """No settings panel on F1, no closing of the window by whoever stands in front of it."""
    from kivy.core.window import Window  # the window exists only now

    app.open_settings = _nothing
    Window.bind(on_request_close=_refuse)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Have SIGTERM and SIGINT call `stop` in the main thread, within a second.

    Call it before the window exists: SDL would turn these signals into a request to close, which is refused.
    """

    def handle(_number: int, _frame: object) -> None:
        stop()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)


def _passing_folder() -> str:
    folder = mkdtemp(prefix="kivy-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def _nothing(*_: object) -> bool:
    return False


def _refuse(*_: object, **__: object) -> bool:
    return True
