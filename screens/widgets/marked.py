"""What can be lit while it is spoken, and found by a finger."""

from collections.abc import Iterator
from typing import Final

from kivy.properties import BooleanProperty
from kivy.uix.widget import Widget

NOT_YET: Final = (0, 0)
"""The size of a widget that has no place yet: drawn in Kivy's own 100 x 100, each would be drawn twice."""


class Marked(Widget):
    """A widget with a place in the page's speech: `mark` is that of `kiosk.page` ("title", "choice:<id>")."""

    lit = BooleanProperty(False)

    def __init__(self, mark: str = "") -> None:
        """Carry this mark; "" for none."""
        super().__init__(size=NOT_YET)
        self.mark = mark

    @property
    def reachable(self) -> bool:
        """False: a finger that explores goes past it."""
        return bool(self.mark)


def marked_in(root: Widget) -> Iterator[Marked]:
    """Every marked widget under `root`, in drawing order."""
    return (widget for widget in root.walk(restrict=True) if isinstance(widget, Marked))


def light(root: Widget, mark: str) -> None:
    """Light what carries the mark and put out the rest; "" puts out everything."""
    for widget in marked_in(root):
        widget.lit = bool(mark) and widget.mark == mark


def marked_under(root: Widget, x: float, y: float) -> Marked | None:
    """The reachable widget under a point of the window, or None."""
    found = None
    for widget in marked_in(root):
        if widget.reachable and widget.collide_point(*widget.to_widget(x, y)):
            found = widget
    return found
