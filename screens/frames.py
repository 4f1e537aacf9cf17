"""The pictures of an official page: read on a thread of their own, shown by one texture, kept nowhere."""

from collections.abc import Callable
from threading import Condition, Thread
from typing import TYPE_CHECKING
from weakref import WeakMethod

from kivy.graphics.texture import Texture

from screens.background import Deliver, deliver_by_clock
from screens.jpeg import JpegReader, Pixels

if TYPE_CHECKING:
    from kiosk.official_site.protocol import Frame


class Frames:
    """Takes frames on any thread; only the latest counts. All else belongs to the UI thread."""

    def __init__(self, deliver: Deliver = deliver_by_clock) -> None:
        """`deliver` has a call made on the UI thread. The thread that reads begins with the first frame."""
        self.texture: Texture | None = None
        """The last picture; None: none came yet, or all was forgotten."""
        self._deliver = deliver
        self._news = Condition()
        self._frame: Frame | None = None
        self._pixels: Pixels | None = None
        self._era = 0
        self._closed = self._reading = False
        self._thread: Thread | None = None
        self._changed: WeakMethod[Callable[[], None]] | None = None

    def take(self, frame: "Frame") -> None:
        """Show this picture soon. Any thread; returns at once."""
        with self._news:
            if self._closed:
                return
            self._frame = frame
            if self._thread is None:
                self._thread = Thread(target=self._work, name="frames", daemon=True)
                self._thread.start()
            self._news.notify()

    @property
    def settled(self) -> bool:
        """Whether the last picture that came is on show, or was forgotten."""
        with self._news:
            return self._frame is None and not self._reading and self._pixels is None

    def watch(self, changed: Callable[[], None]) -> None:
        """Have one glass, by a method of it, told of each new picture; it takes the place of the one before."""
        self._changed = WeakMethod(changed)

    def clear(self) -> None:
        """Forget the picture: nothing of it stays, neither here nor with the graphics card."""
        with self._news:
            self._era += 1
            self._frame = self._pixels = None
        texture, self.texture = self.texture, None
        if texture is not None:
            width, height = texture.size
            texture.blit_buffer(bytes(width * height * 4), colorfmt="rgba", bufferfmt="ubyte")
        self._tell()

    def close(self) -> None:
        """Forget it, and let the thread end."""
        self.clear()
        with self._news:
            self._closed = True
            self._news.notify()

    def _work(self) -> None:
        reader = JpegReader()
        while (waiting := self._next()) is not None:
            frame, era = waiting
            pixels = reader.read(frame.jpeg)
            del frame, waiting  # what they hold must not wait here for the next visitor
            with self._news:
                self._reading = False
                if pixels is not None and era == self._era:
                    self._pixels = pixels
                    self._deliver(self._blit)
            del pixels
        reader.close()

    def _next(self) -> "tuple[Frame, int] | None":
        with self._news:
            self._news.wait_for(lambda: self._closed or self._frame is not None)
            frame, self._frame = self._frame, None
            self._reading = frame is not None
            return None if self._closed or frame is None else (frame, self._era)

    def _blit(self) -> None:
        with self._news:
            pixels, self._pixels = self._pixels, None
        if pixels is None:
            return  # a later one was shown in its place
        if self.texture is None or tuple(self.texture.size) != (pixels.width, pixels.height):
            self.texture = Texture.create(size=(pixels.width, pixels.height), colorfmt="rgba")
        self.texture.blit_buffer(pixels.data, colorfmt="rgba", bufferfmt="ubyte")
        self._tell()

    def _tell(self) -> None:
        changed = self._changed() if self._changed is not None else None
        if changed is not None:
            changed()
