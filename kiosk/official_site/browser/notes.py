"""What the browser itself finds wrong in a field: it would say so in a bubble that is not in our picture."""

from collections.abc import Iterator
from typing import Any, Final

from kiosk.official_site import field_words
from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.nodes import Node, Nodes
from kiosk.official_site.browser.objects import frames_of, world_of
from kiosk.official_site.browser.talk import Talk

_WHY: Final = """
function() {
  const valid = this.validity;
  if (!valid || valid.valid || !globalThis.kioskRefused || !kioskRefused.has(this)) return '';
  if (valid.customError) return '!' + this.validationMessage;
  for (const why in valid) if (valid[why]) return why;
  return '';
}"""
_CHOSEN: Final = frozenset({"radio", "checkbox", "combobox", "listbox", "Date", "InputTime", "DateTime"})
_FIELDS: Final = _CHOSEN | {"textbox", "searchbox", "spinbutton"}


class Notes:
    """Asks the page's own fields, where the browser has refused to send them."""

    def __init__(self, talk: Talk, frames: Frames) -> None:
        self._talk, self._frames = talk, frames
        self.refused = False
        """Whether the browser refused anything since the page came: until then nobody is asked."""

    def of(self, session: str, node: Node) -> str:
        """Return what is wrong in a field; "" when nothing is, or nothing was told yet."""
        if not self.refused or node.role not in _FIELDS:
            return ""
        why = str(next(self._answers(session, node.backend), ""))
        if why.startswith("!"):  # in the words of the page itself
            return why[1:]
        undecided = why == "valueMissing" and node.role in _CHOSEN
        return field_words.UNDECIDED if undecided else field_words.WRONG.get(why, "")

    def all(self, session: str, nodes: Nodes) -> dict[int, str]:
        """Return what is wrong in the fields of a frame."""
        root = nodes.root
        if not self.refused or root is None:
            return {}
        found = {one.backend: self.of(session, one) for one in nodes.below(root) if one.backend}
        return {backend: why for backend, why in found.items() if why}

    def _answers(self, session: str, backend: int) -> Iterator[Any]:
        """Ask a field in the frame that it is in: in any other there is no such field."""
        tree = self._talk.call("Page.getFrameTree", {}, session)
        for frame in frames_of(tree["frameTree"]) if tree else ():
            world = world_of(self._talk, session, frame)
            asked = {"backendNodeId": backend, "executionContextId": world}
            told = self._talk.call("DOM.resolveNode", asked, session) if world else None
            key = told["object"].get("objectId") if told else None
            called = {"functionDeclaration": _WHY, "objectId": key, "returnByValue": True}
            answer = self._talk.call("Runtime.callFunctionOn", called, session) if key else None
            if answer:
                yield answer["result"].get("value", "")
