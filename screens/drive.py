"""Drives the real window from inside the process: real touches, a clock turned by hand, pictures.

`kiosk tour` and the tests use it. The window is SDL's offscreen one when `open_window(offscreen=True)` asks for it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, Final

from screens.runtime import prepare

FRAME_SECONDS: Final = 1 / 30
LARGEST: Final = 1920
"""Pixels a side. The offscreen window's own pixels never grow, so it begins as large as any panel, and shrinks."""
_window: Any = None


class HandClock:
    """Seconds that pass only when turned."""

    def __init__(self, start: float) -> None:
        """Begin at `start` seconds."""
        self._now = start

    def now(self) -> float:
        """The present second."""
        return self._now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds


CLOCK: Final = HandClock(monotonic())
"""Kivy has one clock a process, so there is one to turn."""


def open_window() -> Any:  # noqa: ANN401  # Kivy's window
    """The offscreen window of this process, opened once, with Kivy's clock in our hand."""
    global _window  # noqa: PLW0603  # SDL has one window a process
    if _window is None:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
        prepare(LARGEST, LARGEST)
        from kivy.base import runTouchApp
        from kivy.clock import Clock
        from kivy.core.window import Window

        Clock._max_fps = 0  # noqa: SLF001  # a frame waits for nobody
        Clock.time = CLOCK.now
        runTouchApp(embedded=True)
        _window = Window
    return _window


class Driver:
    """One root widget on the window. Points are pixels from the lower left corner, as in Kivy."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        """Open the window, or give it this size."""
        self.window = open_window()
        self.clock = CLOCK
        self.draws = True
        """False: frames pass undrawn, and only `draw` draws; that is most of a frame's time."""
        self.resize(width, height)

    def show(self, root: Any) -> None:  # noqa: ANN401  # a Kivy widget
        """Put a root on the window instead of the last one."""
        self.clear()
        self.window.add_widget(root)
        self.step()

    def lay_out(self, root: Any) -> None:  # noqa: ANN401  # a Kivy widget
        """Put a root on the window and everything on it at its place; nothing is drawn, which takes longest."""
        self.clear()
        self.window.add_widget(root)
        for _ in range(2):
            self.clock.turn(FRAME_SECONDS)
            self._pass_undrawn()

    def clear(self) -> None:
        """An empty window."""
        for child in list(self.window.children):
            self.window.remove_widget(child)

    def resize(self, width: int, height: int) -> None:
        """Another window size, in pixels."""
        if tuple(self.window.size) != (width, height):
            self.window.size = (width, height)
            self.step(3, 0.1)

    def step(self, frames: int = 2, seconds: float = FRAME_SECONDS) -> None:
        """Let some frames pass, each this long by the hand-turned clock."""
        from kivy.base import EventLoop

        for _ in range(frames):
            self.clock.turn(seconds)
            if self.draws:
                EventLoop.idle()
            else:
                self._pass_undrawn()
            self.window.mainloop()

    def draw(self) -> None:
        """Draw what is on the window now."""
        self.window.dispatch("on_draw")
        self.window.dispatch("on_flip")

    def advance(self, seconds: float, frame: float = FRAME_SECONDS) -> None:
        """Let time pass, frame by frame."""
        end = self.clock.now() + seconds
        while self.clock.now() < end:
            self.step(1, min(frame, end - self.clock.now()))

    def wait_until(self, condition: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Give other threads real time, up to `seconds`, until the condition holds; False: it never did."""
        end = monotonic() + seconds
        pause = Event()
        while not condition():
            if monotonic() > end:
                return False
            pause.wait(0.003)
            self.step(1, 0.003)
        return True

    def press(self, x: float, y: float) -> None:
        """A finger comes down."""
        self.window.dispatch("on_mouse_down", *self._from_top(x, y), "left", [])
        self.step(1)

    def move(self, x: float, y: float) -> None:
        """The finger slides here."""
        self.window.dispatch("on_mouse_move", *self._from_top(x, y), [])
        self.step(1)

    def release(self, x: float, y: float) -> None:
        """The finger leaves."""
        self.window.dispatch("on_mouse_up", *self._from_top(x, y), "left", [])
        self.step(2)

    def tap(self, x: float, y: float) -> None:
        """A short touch."""
        self.press(x, y)
        self.release(x, y)

    def slide(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        """A finger comes down at `start`, goes straight to `end` and leaves."""
        self.press(*start)
        for number in range(1, steps + 1):
            share = number / steps
            self.move(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        self.release(*end)

    def key(self, code: int) -> None:
        """A key of a keyboard is pressed, by Kivy's code (F11 is 292)."""
        self.window.dispatch("on_key_down", code, 0, None, [])
        self.step()

    def screenshot(self, path: Path) -> Path:
        """Write what is on the window as a PNG file."""
        from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glPixelStorei, glReadPixels

        self.window.canvas.ask_update()
        self.window.dispatch("on_draw")
        glPixelStorei(_PACK_ALIGNMENT, 1)
        width, height = self.window.size
        pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        self.window._win.save_bytes_in_png(str(path), pixels, width, height)  # noqa: SLF001  # Kivy numbers names
        self.window.dispatch("on_flip")
        return path

    def _pass_undrawn(self) -> None:
        """What Kivy's `EventLoop.idle` does, but for the drawing."""
        from kivy.base import EventLoop
        from kivy.clock import Clock
        from kivy.lang import Builder

        Clock.tick()
        EventLoop.dispatch_input()
        Builder.sync()
        Clock.tick_draw()
        Builder.sync()

    def _from_top(self, x: float, y: float) -> tuple[float, float]:
        return x, self.window.height - y


_PACK_ALIGNMENT: Final = 0x0D05
