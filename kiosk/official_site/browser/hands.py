"""Touches a page as a visitor would: with one finger, on what is really there."""

from collections.abc import Iterator
from typing import Final

from kiosk.official_site.browser import boxes, dates, hit, scroller
from kiosk.official_site.browser.elements import ACTIVE, options_of, role_of
from kiosk.official_site.browser.frames import Frames, Place
from kiosk.official_site.browser.notes import Notes
from kiosk.official_site.browser.objects import node_of, run, tag_of
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.protocol import Glass
from kiosk.official_site.view import Box, Element

_BY_VALUE: Final = frozenset({"date", "month", "week", "datetime-local", "time", "color", "range"})
"""Types of fields into which nothing can be typed: they would open something of their own."""
_LABEL: Final = "function() { return this.labels ? this.labels[0] : null; }"
_ALL: Final = """
function() {
  if (typeof this.select === 'function') { this.select(); return; }
  const range = document.createRange();
  range.selectNodeContents(this);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
_EMPTY: Final = "function() { document.execCommand('delete'); }"
# Some pages look at what was typed only when a key is let go, and at what is wrong only when the field is left. A field
# that proposes what to choose is not left: its proposals would go.
_TYPED: Final = """
function() {
  this.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true, key: 'Unidentified'}));
  const proposes = this.getAttribute('role') === 'combobox' || this.hasAttribute('list')
    || ['list', 'both'].includes(this.getAttribute('aria-autocomplete'));
  if (!proposes) this.blur();
}"""
_SET: Final = """
function(text) {
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  own.set.call(this, text);
  for (const name of ['input', 'change']) this.dispatchEvent(new Event(name, {bubbles: true}));
}"""
_PICK: Final = """
function() {
  const list = this.closest('select');
  this.selected = list.multiple ? !this.selected : true;
  for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
}"""


class Hands:
    """One finger. What was last touched stays in sight when the viewport changes."""

    def __init__(self, talk: Talk, frames: Frames, notes: Notes) -> None:
        self._talk, self._frames, self._notes = talk, frames, notes
        self._scale = 1.0
        self.on = 0
        """The element that was touched last; 0: none."""

    def activate(self, node: int) -> Element | None:
        """Press an element in its middle; return what lies over it, if something does: then nothing was pressed.

        What would open a list or a calendar of the browser's own is only given the focus: these are not in our picture.
        """
        self.on, place = node, self._frames.place(node)
        tag, attributes = tag_of(self._talk, place)
        if tag == "select" or (tag == "input" and attributes.get("type", "").lower() in _BY_VALUE):
            self._focus(place)
            return None
        self._scroll_to(place)
        spots = list(self._spots(place))
        over: Element | None = None
        for x, y in spots:
            there = hit.at(self._talk, self._frames, x, y)
            found = hit.named(self._talk, self._frames, there) if there else None
            if there == place or (found and self._is(found, place)):
                self._tap(x, y)
                return None
            over = over or (hit.described(self._talk, self._frames, found, self._notes) if found else None)
        if over is None and spots:  # what lies there has no name: a finger would press there all the same
            self._tap(*spots[0])
        return over

    def fill(self, node: int, text: str) -> None:
        """Let `text` stand in a field; days and hours as HTML writes them: "2026-11-24", "10:30"."""
        self.on, place = node, self._frames.place(node)
        tag, attributes = tag_of(self._talk, place)
        if tag == "input" and attributes.get("type", "").lower() in _BY_VALUE:
            run(self._talk, place, _SET, dates.for_field(attributes["type"].lower(), text))
            return
        if not self._focus(place):
            return
        run(self._talk, place, _ALL)
        if text:
            self._talk.call("Input.insertText", {"text": text}, place.session)
        else:
            run(self._talk, place, _EMPTY)
        run(self._talk, place, _TYPED)

    def pick(self, node: int, option: int) -> Element | None:
        """Choose an option by its number; return what lies over it, as `activate` does."""
        self.on, place = node, self._frames.place(node)
        found = hit.named(self._talk, self._frames, place, exactly=True)
        if found is None:
            return None
        options = options_of(*hit.known(self._talk, self._frames, found, self._notes))
        if not 0 <= option < len(options):
            return None
        one = Place(place.session, options[option].backend)
        if tag_of(self._talk, one)[0] != "option":
            return self.activate(self._frames.number(one.session, one.backend))
        run(self._talk, one, _PICK)
        return None

    def show(self, node: int) -> None:
        """Scroll an element into view."""
        self.on = node
        self._scroll_to(self._frames.place(node))

    def scroll(self, pages: int) -> None:
        """Move by viewports, less one line each."""
        self.on = 0
        scroller.scroll(self._talk, self._frames, pages)

    def fit(self, glass: Glass) -> None:
        """Show the page in so large a part of the screen; what was touched last stays in sight."""
        self._scale = glass.scale
        metrics = {
            "width": max(1, int(glass.width / glass.scale)),
            "height": max(1, int(glass.height / glass.scale)),
            "deviceScaleFactor": 1,  # with any other the pictures still have one pixel for each of CSS
            "scale": glass.scale,
            "mobile": False,
        }
        whole = {"width": glass.width, "height": glass.height}
        page = self._frames.page
        self._talk.together(
            [("Emulation.setDeviceMetricsOverride", metrics, page), ("Emulation.setVisibleSize", whole, page)]
        )
        if self.on:
            self._scroll_to(self._frames.place(self.on))

    def _focus(self, place: Place) -> bool:
        self._scroll_to(place)
        return self._talk.call("DOM.focus", {"backendNodeId": place.backend}, place.session) is not None

    def _scroll_to(self, place: Place) -> None:
        asked = {"backendNodeId": place.backend}
        self._talk.call("DOM.scrollIntoViewIfNeeded", asked, place.session)

    def _spots(self, place: Place) -> Iterator[tuple[float, float]]:
        """Give points where a finger would find an element: on it, or on its label where only that is drawn."""
        label = node_of(self._talk, place, _LABEL)
        for one in (place, *([label] if label else [])):
            for box in self._pieces(one):
                for share in (0.5, 0.25, 0.75, 0.05):
                    yield box.left + box.width * share, box.top + box.height / 2

    def _pieces(self, place: Place) -> list[Box]:
        """Return the rectangles that an element has: a link may begin in one line and end in the next."""
        told = self._talk.call("DOM.getContentQuads", {"backendNodeId": place.backend}, place.session)
        left, top = boxes.shift(self._talk, self._frames, place.session)
        found = [boxes.around(quad, left, top) for quad in told["quads"]] if told else []
        return [box for box in found if box.width > 1 and box.height > 1]

    def _is(self, found: hit.Hit, place: Place) -> bool:
        """Tell whether a touch there would reach the element; words that are nothing to press are reached anyhow."""
        return found.place == place or (role_of(found.node, found.nodes) not in ACTIVE and self._in(found, place))

    def _in(self, found: hit.Hit, place: Place) -> bool:
        meant = hit.named(self._talk, self._frames, place)
        return meant is not None and meant.place == found.place

    def _tap(self, x: float, y: float) -> None:
        finger = [{"x": x * self._scale, "y": y * self._scale}]
        self._talk.post("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": finger}, self._frames.page)
        self._talk.call("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}, self._frames.page)
