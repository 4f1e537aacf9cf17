"""What lies under a finger: the nearest thing around that point which a person would name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kiosk.official_site.browser import boxes
from kiosk.official_site.browser.elements import ACTIVE, Site, element_of, is_native, role_of
from kiosk.official_site.browser.frames import Frames, Place
from kiosk.official_site.browser.nodes import Facts, Node, Nodes
from kiosk.official_site.browser.notes import Notes
from kiosk.official_site.browser.objects import node_of
from kiosk.official_site.browser.pipe import Data
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.browser.typed import in_nodes, in_places
from kiosk.official_site.view import Element

_MESSAGES: Final = frozenset({"alert", "status"})
_LISTS: Final = frozenset({"combobox", "listbox", "radiogroup", "group"})
_BLOCKS: Final = frozenset(
    {
        *("paragraph", "cell", "gridcell", "columnheader", "rowheader", "listitem", "LabelText", "Legend", "caption"),
        *("term", "definition", "blockquote", "Figcaption", "Pre"),
    }
)
_CONTROL: Final = """
function() {
  const around = this.nodeType === Node.ELEMENT_NODE ? this : this.parentElement;
  const label = around && around.closest('label');
  return label ? label.control : null;
}"""
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a finger is, in its frame."""

    place: Place
    node: Node
    nodes: Nodes


def under(talk: Talk, frames: Frames, x: float, y: float, notes: Notes) -> Element | None:
    """Return what a person would say is at a point of the viewport; None for nothing. Takes 2 to 4 ms, texts 20."""
    place = at(talk, frames, x, y)
    found = named(talk, frames, place) if place else None
    return described(talk, frames, found, notes) if found else None


def at(talk: Talk, frames: Frames, x: float, y: float) -> Place | None:
    """Return the innermost node of any frame at a point of the viewport."""
    session = frames.page
    for _ in range(_DEEPEST):
        metrics = talk.call("Page.getLayoutMetrics", {}, session)
        if metrics is None:
            return None
        seen = metrics["cssVisualViewport"]
        spot = {"x": round(x + seen["pageX"]), "y": round(y + seen["pageY"]), "ignorePointerEventsNone": True}
        found = talk.call("DOM.getNodeForLocation", spot, session)
        if found is None:
            return None
        inner = boxes.framed(talk, frames, session, found["backendNodeId"])
        if inner is None:
            return Place(session, found["backendNodeId"])
        session, left, top = inner
        x, y = x - left, y - top
    return None


def named(talk: Talk, frames: Frames, place: Place, *, exactly: bool = False) -> Hit | None:
    """Return what is pressed, filled in or read when a finger is on a node; None when it has no words at all.

    `exactly`: that node itself, whatever it is.
    """
    nodes = _around(talk, place)
    start = nodes.of(place.backend)
    if exactly or start is None:
        return Hit(place, start, nodes) if start else None
    for node in nodes.up(start):
        role = role_of(node, nodes)
        if node.ignored or not node.backend:
            continue
        if role == "option" and (outer := _select(talk, place.session, nodes, node)):
            return Hit(Place(place.session, outer.backend), outer, nodes)
        if role in ACTIVE:
            return Hit(Place(place.session, node.backend), node, nodes)
    # A label is its field; the tree leaves out labels of which it has told all.
    field = node_of(talk, place, _CONTROL)
    return named(talk, frames, field) if field and field != place else _told(place, start, nodes)


def described(talk: Talk, frames: Frames, hit: Hit, notes: Notes) -> Element:
    """Return the element that was hit, as a view would show it."""
    node, site = known(talk, frames, hit, notes)
    role, element = role_of(node, site.nodes), element_of(node, site)
    if role in ACTIVE or role in {"heading", "image"}:
        return element
    read = replace(element, name=site.nodes.text(node))
    return read if role in _MESSAGES else replace(read, role="text")


def known(talk: Talk, frames: Frames, hit: Hit, notes: Notes) -> tuple[Node, Site]:
    """Return what was hit and all that its element is made of."""
    node, session = hit.node, hit.place.session
    active = role_of(node, hit.nodes) in ACTIVE
    whole = node.role in _LISTS or not active
    errors = node.related("errormessage") if node.has("invalid") not in {None, "false"} else ()
    roots = [*([node.backend] if whole else []), *errors, *node.related("controls")]
    more = talk.together([("Accessibility.queryAXTree", {"backendNodeId": one}, session) for one in roots])
    nodes = hit.nodes.with_more(one for answer in more if answer for one in answer["nodes"])
    node = nodes.of(node.backend) or node
    places = [node, *(one for key in node.related("controls") if (one := nodes.of(key)))]
    inside = (one for place in places for one in nodes.below(place) if one.role in {"option", "radio"})
    wanted = [node.backend, *node.related("labelledby"), *(one.backend for one in inside)]
    told = {node.backend: notes.of(session, node)} if active else {}
    typed = {**in_nodes(nodes), **in_places(talk, session, node)}
    return node, Site(nodes, _facts(talk, frames, session, wanted), partial(frames.number, session), told, typed)


def _around(talk: Talk, place: Place) -> Nodes:
    asked = {"backendNodeId": place.backend, "fetchRelatives": True}
    told = talk.call("Accessibility.getPartialAXTree", asked, place.session)
    return Nodes(told["nodes"] if told else ())


def _told(place: Place, start: Node, nodes: Nodes) -> Hit | None:
    """Return what is only read: a heading, a picture, a message, or a block of words."""
    above = [node for node in nodes.up(start) if not node.ignored and node.backend]
    for node in above:
        if node.role in _MESSAGES or (role_of(node, nodes) in {"heading", "image"} and node.name):
            return Hit(Place(place.session, node.backend), node, nodes)
    if not any(one.role == "StaticText" for one in nodes.children(start)):
        return None
    block = next((node for node in above if node.role in _BLOCKS), above[0] if above else None)
    return Hit(Place(place.session, block.backend), block, nodes) if block else None


def _select(talk: Talk, session: str, nodes: Nodes, option: Node) -> Node | None:
    """Return the list of the browser's own kind in which an option is; None when its page made it itself."""
    outer = next((one for one in nodes.up(option) if one.role in {"listbox", "combobox"} and one.backend), None)
    told = talk.call("DOM.describeNode", {"backendNodeId": outer.backend}, session) if outer else None
    return outer if told and is_native(_fact(told["node"])) else None


def _facts(talk: Talk, frames: Frames, session: str, wanted: Iterable[int]) -> dict[int, Facts]:
    keys = list(dict.fromkeys(wanted))
    told = talk.together([("DOM.describeNode", {"backendNodeId": one}, session) for one in keys])
    places = boxes.of(talk, frames, session, keys)
    return {key: replace(_fact(one["node"]), box=places.get(key)) for key, one in zip(keys, told, strict=True) if one}


def _fact(node: Data) -> Facts:
    told = node.get("attributes", ())
    return Facts(node["localName"], dict(zip(told[::2], told[1::2], strict=True)))
