"""What a visitor typed, kept out of names: where a label has a field in it, browsers put its value into the name.

« Autre : ____ » beside a box to tick is the usual case.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kiosk.official_site.browser.nodes import Node, Nodes
from kiosk.official_site.browser.pipe import Data
from kiosk.official_site.browser.talk import Talk

Typed = Mapping[int, tuple[str, ...]]
"""By the node that has fields in it: what stands in them."""

_FIELDS: Final = frozenset(
    {"textbox", "searchbox", "spinbutton", "combobox", "slider", "Date", "DateTime", "InputTime"}
)
_TAGS: Final = frozenset({"input", "textarea"})


def in_nodes(nodes: Nodes) -> Typed:
    """Return what stands in the fields of a frame."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for field in nodes.all():
        if field.value and field.role in _FIELDS:
            for one in list(nodes.up(field))[1:]:
                found[one.backend] += (field.value,)
    return found


def in_places(talk: Talk, session: str, node: Node) -> Typed:
    """Return what stands in the fields within a node and within what names it."""
    places = around(node)
    asked = [("DOM.describeNode", {"backendNodeId": one, "depth": -1, "pierce": True}, session) for one in places]
    inside = {
        place: [field for field in _fields(told["node"]) if field != node.backend]
        for place, told in zip(places, talk.together(asked), strict=True)
        if told
    }
    return {place: tuple(_values(talk, session, fields)) for place, fields in inside.items() if fields}


def around(node: Node) -> list[int]:
    """Return the nodes out of which a name and a note are made."""
    return [node.backend, *node.related("labelledby"), *node.related("describedby")]


def without(words: str, node: Node, typed: Typed) -> str:
    """Return a name or a note without what was typed."""
    for value in sorted((one for place in around(node) for one in typed.get(place, ())), key=len, reverse=True):
        words = words.replace(value, " ")
    return " ".join(words.split())


def _fields(node: Data) -> Iterator[int]:
    told = node.get("attributes", ())
    if node["localName"] in _TAGS or "contenteditable" in told[::2]:
        yield node["backendNodeId"]
        return
    for key in ("children", "shadowRoots"):
        for child in node.get(key, ()):
            yield from _fields(child)


def _values(talk: Talk, session: str, fields: Iterable[int]) -> Iterator[str]:
    asked = [
        ("Accessibility.getPartialAXTree", {"backendNodeId": one, "fetchRelatives": False}, session) for one in fields
    ]
    for answer in talk.together(asked):
        for one in Nodes(answer["nodes"]).all() if answer else ():
            if one.value and one.role in _FIELDS:
                yield one.value
