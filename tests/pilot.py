"""The driver of the tests: finds what to touch by its words, and tells what does not fit."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from screens.drive import Driver
from screens.panel import Panel, panel_for
from screens.theme import GAP_FLOOR_MM, TARGET_FLOOR_MM

if TYPE_CHECKING:
    from screens.widgets.marked import Marked
    from screens.widgets.text import Text
    from screens.widgets.touchable import Touchable

SLACK = 1.5
"""Pixels of rounding that are no fault."""


class Pilot(Driver):
    """A visitor in a test: `tap_label("La commune")`, `slide(...)`, `labels_that_do_not_fit()`."""

    def touchables(self) -> "list[Touchable]":
        """Everything on the window that can be touched now."""
        from screens.widgets.touchable import Touchable

        return [widget for widget in self._seen() if isinstance(widget, Touchable)]

    def labels(self) -> list[str]:
        """The words of all that can be touched, in drawing order."""
        return [widget.label for widget in self.touchables()]

    def texts(self) -> list[str]:
        """All words on the window, in drawing order."""
        return [widget.text for widget in self._texts()]

    def find(self, label: str) -> "Touchable":
        """The one thing to touch with these words; a plain space also stands for a no-break one."""
        found = [widget for widget in self.touchables() if _plain(widget.label) == _plain(label)]
        assert found, f"no {label!r} among {self.labels()}"
        return found[-1]

    def tap_label(self, label: str) -> None:
        """Touch the middle of what has these words."""
        self.tap(*self.find(label).center)

    def lit(self) -> list[str]:
        """The marks that are lit."""
        from screens.widgets.marked import Marked

        return [widget.mark for widget in self._seen() if isinstance(widget, Marked) and widget.lit]

    def marks(self) -> "list[Marked]":
        """What a finger that explores can find."""
        from screens.widgets.marked import Marked

        return [widget for widget in self._seen() if isinstance(widget, Marked) and widget.reachable]

    def labels_that_do_not_fit(self) -> list[str]:
        """Every fault of the words on the window: cut, broken, outside, or over one another."""
        texts = self._texts()
        faults = [fault for text in texts for fault in self._faults_of(text)]
        for one, other in combinations(texts, 2):
            if any(_overlap(first, second) for first in one.line_boxes for second in other.line_boxes):
                faults.append(f"{one.text!r} runs into {other.text!r}")
        return faults

    def targets_that_do_not_fit(self, panel: Panel | None = None) -> list[str]:
        """Every thing to touch that is too small, outside the window, or too near another."""
        panel = panel or panel_for(*self.window.size)
        targets = self.touchables()
        least, gap = TARGET_FLOOR_MM * panel.px_per_mm, GAP_FLOOR_MM * panel.px_per_mm
        small = [f"{w.label!r} is {w.width:.0f} x {w.height:.0f}" for w in targets if min(w.size) < least - SLACK]
        outside = [f"{w.label!r} is outside" for w in targets if not self._inside((*w.pos, *w.size))]
        near = [
            f"{one.label!r} and {other.label!r} are too near"
            for one, other in combinations(targets, 2)
            if _overlap(_grown(one, gap / 2 - SLACK), _grown(other, gap / 2 - SLACK))
        ]
        return small + outside + near

    def _faults_of(self, text: "Text") -> Iterator[str]:
        if "".join("".join(text.lines).split()) != "".join(text.text.split()):
            yield f"{text.text!r} is drawn as {text.lines}"
        if not text.fits:
            yield f"{text.text!r} does not fit {text.width:.0f} x {text.height:.0f}"
        if not all(self._inside(box) for box in text.line_boxes):
            yield f"{text.text!r} is outside the window"
        holder = _touchable_around(text)
        if holder is not None and not all(_within(box, (*holder.pos, *holder.size)) for box in text.line_boxes):
            yield f"{text.text!r} stands out of its button"

    def _inside(self, box: tuple[float, float, float, float]) -> bool:
        return _within(box, (0, 0, *self.window.size))

    def _texts(self) -> "list[Text]":
        from screens.widgets.text import Text

        return [widget for widget in self._seen() if isinstance(widget, Text) and widget.text]

    def _seen(self) -> Iterator[Any]:
        for child in reversed(self.window.children):
            yield from _visible(child)


def _visible(widget: Any) -> Iterator[Any]:  # a Kivy widget
    if widget.opacity == 0:
        return
    yield widget
    for child in reversed(widget.children):
        yield from _visible(child)


def _touchable_around(widget: Any) -> "Touchable | None":  # a Kivy widget
    from screens.widgets.touchable import Touchable

    while widget is not None and widget.parent is not widget:
        if isinstance(widget, Touchable):
            return widget
        widget = widget.parent
    return None


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


def _grown(widget: Any, by: float) -> tuple[float, float, float, float]:  # a Kivy widget
    return widget.x - by, widget.y - by, widget.width + 2 * by, widget.height + 2 * by


def _within(box: tuple[float, float, float, float], around: tuple[float, float, float, float]) -> bool:
    return (
        box[0] >= around[0] - SLACK
        and box[1] >= around[1] - SLACK
        and box[0] + box[2] <= around[0] + around[2] + SLACK
        and box[1] + box[3] <= around[1] + around[3] + SLACK
    )


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] + SLACK < other[0] + other[2]
        and other[0] + SLACK < one[0] + one[2]
        and one[1] + SLACK < other[1] + other[3]
        and other[1] + SLACK < one[1] + one[3]
    )
