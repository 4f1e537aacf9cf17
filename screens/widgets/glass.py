"""The glass behind which an official page is shown: its picture, the marks, the hand, and the touches on it."""

from math import hypot
from typing import Final

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.input.motionevent import MotionEvent

from kiosk.official_site.protocol import Glass as GlassSize
from kiosk.page import Official
from screens.blind import TAP_MM
from screens.pointing import Place, on_page, scale_for
from screens.spinner import Spinner
from screens.widgets.feelable import Feelable
from screens.widgets.glass_marks import GlassMarks
from screens.widgets.kit import Kit

PATIENCE: Final = 0.3
"""Seconds of fetching before anything moves."""
SPINNER_MM: Final = 26.0
FEEL_MM: Final = 2.0
"""How far an exploring finger goes before it is asked again what lies under it."""


class GlassPane(Feelable):
    """Draws the latest picture one pixel a pixel from its upper left corner; a press gives a point of the page.

    Two presses in the same place within half a second are one; in different places they are two.
    """

    def __init__(self, kit: Kit, official: Official) -> None:
        """`kit.site` gives the pictures; without it the glass stays white."""
        super().__init__("glass")
        self._kit = kit
        self._link = kit.site
        self._official = official
        self._spot: tuple[float, float] | None = None
        self._count = 0
        self._felt: tuple[float, float] | None = None
        self._marks = GlassMarks(kit.theme)
        self._spinner: Spinner | None = None
        self._slow = Clock.create_trigger(self._look_busy, PATIENCE)
        self._say_size = Clock.create_trigger(self._lay_out)
        if self._link is not None:
            self._link.frames.watch(self._redraw)
        self.bind(pos=self._redraw, size=self._resized)
        self.show(official)

    @property
    def place(self) -> Place:
        """Where it is on the window."""
        return Place(self.x, self.y, self.width, self.height)

    @property
    def scale(self) -> float:
        """Device pixels a CSS pixel, as it would have the page."""
        return scale_for(self._kit.theme, self._official.zoom, self.width)

    def show(self, official: Official) -> None:
        """Show other marks, or that a page is being fetched."""
        zoomed = official.zoom != self._official.zoom
        self._official = official
        if official.busy:
            self._slow()
        else:
            self._slow.cancel()
            self._stop()
        if zoomed:
            self._say_size()
        self._redraw()

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Begin a press."""
        if not self.collide_point(*touch.pos):
            return False
        if self._kit.press.begins(self._target(touch)):
            touch.grab(self)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """A finger on its way."""
        return touch.grab_current is self

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """End a press; it counts where it began."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        inside = self.collide_point(*touch.pos) and self._is_near(touch)
        if self._kit.press.ends(self._key, inside=inside) and self._link is not None:
            x, y = self._spot or touch.pos
            self._link.tapped(*on_page(x, y, self._shown_scale, self.place))
        return True

    def feel(self, x: float, y: float) -> None:
        """Ask what lies under the finger, once for each few millimetres."""
        far = self._kit.theme.px(FEEL_MM)
        if self._link is None or (self._felt is not None and hypot(x - self._felt[0], y - self._felt[1]) < far):
            return
        self._felt = (x, y)
        self._link.felt(*on_page(x, y, self._shown_scale, self.place))

    def press(self) -> None:
        """Press what was felt last."""
        if self._link is not None:
            self._link.pressed()

    @property
    def _shown_scale(self) -> float:
        """Device pixels a CSS pixel of what is seen now."""
        return self._official.scale or self.scale

    @property
    def _key(self) -> tuple[str, int]:
        return "glass", self._count

    def _target(self, touch: MotionEvent) -> tuple[str, int]:
        """The same target as the press before where a trembling finger may have meant the same."""
        if not self._is_near(touch):
            self._count += 1
        self._spot = (touch.x, touch.y)
        return self._key

    def _is_near(self, touch: MotionEvent) -> bool:
        if self._spot is None:
            return False
        return hypot(touch.x - self._spot[0], touch.y - self._spot[1]) <= self._kit.theme.px(TAP_MM)

    def _resized(self, *_: object) -> None:
        self._say_size()
        self._redraw()

    def _lay_out(self, *_: object) -> None:
        if self._link is not None and self.width and self.height:
            self._link.lay_out(GlassSize(int(self.width), int(self.height), self.scale))

    def _redraw(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        self.canvas.before.clear()
        with self.canvas.before:
            self._draw_picture()
            if self._spinner is not None:
                Color(*self._kit.theme.palette.ground[:3], 0.72)
                Rectangle(pos=self.pos, size=self.size)
            else:
                self._marks.draw(self._official, self._shown_scale, self.place)
        if self._spinner is not None:
            side = min(self._kit.theme.px(SPINNER_MM), self.height * 0.6)
            self._spinner.size = (side, side)
            self._spinner.pos = (self.x + (self.width - side) / 2, self.y + (self.height - side) / 2)

    def _draw_picture(self) -> None:
        Color(*self._kit.theme.palette.card)
        Rectangle(pos=self.pos, size=self.size)
        texture = self._link.frames.texture if self._link is not None else None
        if texture is None:
            return
        wide, tall = min(texture.width, int(self.width)), min(texture.height, int(self.height))
        seen = texture.get_region(0, texture.height - tall, wide, tall)
        Color(1, 1, 1, 1)
        Rectangle(texture=seen, pos=(self.x, self.y + self.height - tall), size=(wide, tall))

    def _look_busy(self, *_: object) -> None:
        if self._spinner is None:
            self._spinner = Spinner(self._kit.theme.palette.ink)
            self.add_widget(self._spinner)
            self._spinner.start_at(0)
        self._redraw()

    def _stop(self) -> None:
        self._slow.cancel()
        if self._spinner is not None:
            self._spinner.stop()
            self.remove_widget(self._spinner)
            self._spinner = None
