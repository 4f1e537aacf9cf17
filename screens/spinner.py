"""A turning sign: the kiosk is at work."""

from kivy.animation import Animation
from kivy.graphics import PopMatrix, PushMatrix, Rotate
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

from screens.palette import Rgba
from screens.widgets.icon import IconImage

TURN_SECONDS = 1.6


class Spinner(Widget):
    """Turns between `start_at` and `stop`; its screen calls both, as nothing turns that is not on the window."""

    angle = NumericProperty(0.0)

    def __init__(self, colour: Rgba) -> None:
        """`colour` of the sign."""
        super().__init__()
        self._icon = IconImage("spinner-gap", colour)
        with self._icon.canvas.before:
            PushMatrix()
            self._turn = Rotate(angle=0)
        with self._icon.canvas.after:
            PopMatrix()
        self.add_widget(self._icon)
        self._animation: Animation | None = None
        self.bind(pos=self._arrange, size=self._arrange, angle=self._arrange)

    def start_at(self, angle: float) -> None:
        """Go on from this angle, in degrees."""
        self.stop()
        self.angle = angle % 360
        self._animation = Animation(angle=self.angle - 360, duration=TURN_SECONDS)
        self._animation.bind(on_complete=self._again)
        self._animation.start(self)

    def stop(self) -> None:
        """Stand still."""
        if self._animation:
            self._animation.unbind(on_complete=self._again)
            self._animation.cancel(self)
            self._animation = None

    def _again(self, *_: object) -> None:
        """Go on, unless the page around it was taken away: nobody else may know that it turns."""
        if self.get_root_window() is None:
            self.stop()
        else:
            self.start_at(self.angle)

    def _arrange(self, *_: object) -> None:
        self._icon.pos, self._icon.size = self.pos, self.size
        self._turn.origin = (self.x + self.width / 2, self.y + self.height / 2)
        self._turn.angle = self.angle
