"""What can be pressed: the press rules met by Kivy's touches."""

from kivy.input.motionevent import MotionEvent
from kivy.properties import BooleanProperty

from kiosk.page import Choice, choice_mark
from screens.widgets.kit import Choose, Kit
from screens.widgets.marked import Marked


class Touchable(Marked):
    """Stands for one choice. A subclass draws itself in `paint`, called when a state or the size changes."""

    pressed = BooleanProperty(False)

    def __init__(self, kit: Kit, choice: Choice, choose: Choose) -> None:
        """Call `choose` with the choice's id when a press counts; a choice that is not enabled takes none."""
        super().__init__(choice_mark(choice))
        self.kit = kit
        self.choice = choice
        self._choose = choose
        redraw = self._redraw
        self.bind(pos=redraw, size=redraw, pressed=redraw, lit=redraw)

    @property
    def label(self) -> str:
        """The words on it."""
        return self.choice.label

    def activate(self) -> None:
        """Do what a press does; for the finger that explores without sight."""
        if self.choice.enabled:
            self._choose(self.choice.id)

    def paint(self) -> None:
        """Draw the present state."""

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Begin a press."""
        if not self.collide_point(*touch.pos):
            return False
        if self.choice.enabled and self.kit.press.begins(self.choice.id):
            touch.grab(self)
            self.pressed = True
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """Show whether lifting the finger here would count."""
        if touch.grab_current is not self:
            return False
        self.pressed = self.collide_point(*touch.pos)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """End a press; it counts when the finger is still here."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self.pressed = False
        if self.kit.press.ends(self.choice.id, inside=self.collide_point(*touch.pos)):
            self._choose(self.choice.id)
        return True

    def _redraw(self, *_: object) -> None:
        if self.width and self.height:
            self.paint()
