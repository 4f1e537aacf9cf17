"""The pane over the whole window that every touch meets first."""

from collections.abc import Callable

from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.facilitator.door import Door
from screens.blind import Activate, CornerKnock, Explorer, Say, in_corner
from screens.panel import Panel
from screens.widgets.feelable import Feelable
from screens.widgets.marked import Marked, marked_under
from screens.widgets.title import RoundSign
from screens.widgets.touchable import Touchable

TACTILE_KEY = 292
"""F11, for a button that can be felt."""
RESET_KEY = 293
"""F12, for a button that erases the visit."""
_WAKES = "wakes the kiosk"
"""Said of a touch that came down on a sleeping kiosk: it does nothing else until it has left."""


class BlindLayer(FloatLayout):
    """Holds the screen. Without `blind` it lets every touch through; with it the fingers explore.

    A touch that comes down while it sleeps only wakes: whatever is shown then, this touch presses nothing of it.

    `toggle` is called when the corner is knocked on or the tactile key is pressed, at any time; `explored` with the
    mark of what lies under the finger; `touched` at each touch that comes down (speech stops, the idle time begins
    again).
    """

    def __init__(
        self,
        panel: Panel,
        now: Callable[[], float],
        *,
        toggle: Callable[[], None],
        explored: Callable[[str], None],
        touched: Callable[[], None],
        door: Callable[[], None],
        wipe: Callable[[], None],
    ) -> None:
        """`door` is called at the fifth quick touch on the round sign, whatever is filtered elsewhere.

        `wipe` is called when the reset key is pressed; `now` gives seconds that never run backwards.
        """
        super().__init__()
        self.blind = False
        self.asleep = False
        self._panel = panel
        self._now = now
        self._toggle = toggle
        self._explored = explored
        self._touched = touched
        self._open_door = door
        self._keys = {TACTILE_KEY: toggle, RESET_KEY: wipe}
        self._door = Door()
        self._knock = CornerKnock()
        self._explorer: Explorer[Marked] = Explorer(panel.px_per_mm)
        Window.bind(on_key_down=self._key)

    def close(self) -> None:
        """Listen to the window no more."""
        Window.unbind(on_key_down=self._key)

    def hold(self, screen: Widget, *, blind: bool, asleep: bool = False) -> None:
        """Show this screen instead of the last, filling the pane; `blind`: the page's preference.

        `asleep`: it is the dark one, on which nothing can be pressed.
        """
        self.clear_widgets()
        self.add_widget(screen)
        self.blind, self.asleep = blind, asleep
        self._explorer = Explorer(self._panel.px_per_mm)

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Every touch is told; the corner is listened to before anything else."""
        asleep = self.asleep
        self._touched()
        if asleep:
            touch.ud[_WAKES] = True
            return True
        scale = self._panel.px_per_mm
        place = ((self.right - touch.x) / scale, (self.top - touch.y) / scale)
        if self._knock.touch(*place, self._now()):
            self._toggle()
            return True
        on_sign = self._on_sign(touch)
        if self._door.touch(touch.x / scale, touch.y / scale, self._now(), on_sign=on_sign):
            self._open_door()
            return True
        if not self.blind:
            return bool(super().on_touch_down(touch))
        if in_corner(*place):
            return True  # a knock is no tap: it must not activate what was told last
        touch.grab(self)
        self._do(self._explorer.down(touch.x, touch.y, self._now(), self._found(touch)), touch)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """A finger explores."""
        if touch.grab_current is self:
            found = self._found(touch)
            wish = self._explorer.move(touch.x, touch.y, self._now(), found)
            if wish is None and isinstance(found, Feelable) and self._explorer.exploring:
                found.feel(touch.x, touch.y)
            self._do(wish, touch)
            return True
        return self.blind or _WAKES in touch.ud or bool(super().on_touch_move(touch))

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """A tap activates."""
        if touch.grab_current is self:
            touch.ungrab(self)
            self._do(self._explorer.up(touch.x, touch.y, self._now(), self._found(touch)), touch)
            return True
        return self.blind or _WAKES in touch.ud or bool(super().on_touch_up(touch))

    def _on_sign(self, touch: MotionEvent) -> bool:
        """Whether the finger is on the round sign of the screen on show."""
        return any(isinstance(one, RoundSign) and one.collide_point(*touch.pos) for one in self.walk(restrict=True))

    def _found(self, touch: MotionEvent) -> Marked | None:
        return marked_under(self, touch.x, touch.y)

    def _do(self, wish: Say[Marked] | Activate[Marked] | None, touch: MotionEvent) -> None:
        match wish:
            case Say(target) if isinstance(target, Feelable):
                target.feel(touch.x, touch.y)
            case Say(target):
                self._explored(target.mark)
            case Activate(target) if isinstance(target, Touchable):
                target.activate()
            case Activate(target) if isinstance(target, Feelable):
                target.press()
            case Activate(target):
                self._explored(target.mark)
            case None:
                pass

    def _key(self, _window: object, key: int, *_: object) -> bool:
        """Only our two keys do anything, and none goes any further: behind us Kivy would look what it may open."""
        pressed = self._keys.get(key)
        if pressed is not None:
            asleep = self.asleep
            self._touched()
            if key == RESET_KEY or not asleep:
                pressed()
        return True
