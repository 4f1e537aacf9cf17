"""One `Element` out of what the accessibility tree and the document say of a node."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.official_site import field_words
from kiosk.official_site.browser.entries import entry_of
from kiosk.official_site.browser.nodes import Facts, Node, Nodes
from kiosk.official_site.browser.typed import Typed, without
from kiosk.official_site.view import Box, Element, Entry, State

ACTIVE: Final = frozenset(
    {
        *("button", "link", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "treeitem", "option"),
        *("checkbox", "switch", "radio", "textbox", "searchbox", "spinbutton", "combobox", "listbox", "slider"),
        *("radiogroup", "gridcell", "row"),
    }
)
"""What a finger can do something with."""
TOLD: Final = frozenset({"heading", "image", "text", "alert", "status"})
"""What is only read."""
_RENAMED: Final = {
    "Date": "textbox",
    "DateTime": "textbox",
    "InputTime": "textbox",
    "ColorWell": "button",
    "DisclosureTriangle": "button",
    "DisclosureTriangleGrouped": "button",
    "PopUpButton": "combobox",
    "ToggleButton": "button",
    "StaticText": "text",
    "img": "image",
}
_GROUPS: Final = frozenset({"group", "radiogroup"})
_CELLS: Final = frozenset({"gridcell", "row"})
_CHOICES: Final = {"combobox": "option", "listbox": "option", "radiogroup": "radio"}
_TICKED: Final = {"true": State.CHECKED, "false": State.UNCHECKED, "mixed": State.MIXED}
_FIELDS: Final = frozenset({"textbox", "searchbox", "spinbutton", "combobox"})
_REQUIRED: Final = frozenset({"input", "select", "textarea"})
_HAIR: Final = 4.0
"""CSS pixels: what is smaller is there for programs that read the page aloud, not for eyes."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where nodes are: the rest of their frame, what the document says of them, the numbers that views give them."""

    nodes: Nodes
    facts: Mapping[int, Facts]
    number: Callable[[int], int]
    notes: Mapping[int, str]
    """What the browser itself finds wrong."""
    typed: Typed

    def look(self, node: Node) -> Facts:
        """Return the facts of a node."""
        return self.facts.get(node.backend, Facts())


def role_of(node: Node, nodes: Nodes) -> str:
    """Return the role of a node as views name it: ARIA's, "text", or one that no view has."""
    if node.role in _GROUPS and any(one.role == "radio" for one in nodes.below(node)):
        return "radiogroup"
    role = _RENAMED.get(node.role, node.role)
    if node.has("editable") == "richtext" and node.has("focusable"):
        return "textbox"
    if role in _CELLS and not node.has("focusable"):
        return "cell"
    return role


def element_of(node: Node, site: Site) -> Element:
    """Return the element that a node is."""
    role, facts = role_of(node, site.nodes), site.look(node)
    options = options_of(node, site) if role in _CHOICES else ()
    entry = entry_of(node, role, facts)
    if entry is Entry.NONE and options:
        entry = Entry.CHOICE
    refused = {State.INVALID} if site.notes.get(node.backend) else set()
    states = frozenset(_states(node, role, facts, entry)) | refused
    return Element(
        site.number(node.backend),
        role,
        _name(node, facts, site),
        states,
        _note(node, site, states),
        entry,
        _chosen(options, site) if entry is Entry.CHOICE else "",
        tuple(without(one.name, one, site.typed) for one in options) if entry is Entry.CHOICE else (),
        int(node.has("level") or 0) if role == "heading" else 0,
        _box(node, site),
    )


def options_of(node: Node, site: Site) -> tuple[Node, ...]:
    """Return what can be chosen in a list, a select or a group, in order."""
    wanted = _CHOICES.get(role_of(node, site.nodes), "")
    places = [node, *(one for key in node.related("controls") if (one := site.nodes.of(key)))]
    found = [one for place in places for one in site.nodes.below(place) if one.role == wanted]
    if wanted == "radio" and len({site.look(one).attributes.get("name", "") for one in found}) > 1:
        return ()  # several questions in one frame: each is answered by itself
    return tuple(one for one in found if one.backend and not one.has("disabled"))


def is_native(facts: Facts) -> bool:
    """Tell whether the browser itself would open a list: it has no place in our picture."""
    return facts.tag == "select"


def _chosen(options: Iterable[Node], site: Site) -> str:
    """Return the option that is chosen; "" too for one that stands for none, as "Choisissez" does."""
    for one in options:
        facts = site.look(one)
        empty = facts.tag == "option" and facts.attributes.get("value") == ""
        if (one.has("selected") is True or one.has("checked") == "true") and not empty:
            return without(one.name, one, site.typed)
    return ""


def _states(node: Node, role: str, facts: Facts, entry: Entry) -> Iterator[State]:
    checked = node.has("checked")
    if checked in _TICKED:
        yield _TICKED[checked]
    pressed = node.has("pressed")
    if pressed in {"true", "mixed"}:
        yield State.PRESSED if pressed == "true" else State.MIXED
    if node.has("selected") is True:
        yield State.SELECTED
    if node.has("expanded") is not None and not is_native(facts):
        yield State.EXPANDED if node.has("expanded") else State.COLLAPSED
    if node.has("disabled"):
        yield State.DISABLED
    if node.has("required") or (facts.tag in _REQUIRED and "required" in facts.attributes):
        yield State.REQUIRED
    # Only what the page itself calls wrong. To the browser a box that must be ticked is so before anybody came to it.
    if facts.attributes.get("aria-invalid", "false").lower() not in {"", "false"}:
        yield State.INVALID
    if node.has("readonly") and role in _FIELDS:
        yield State.READONLY
    if node.value and entry not in {Entry.NONE, Entry.CHOICE}:
        yield State.FILLED


def _name(node: Node, facts: Facts, site: Site) -> str:
    kind = facts.attributes.get("type", "")
    return without(field_words.of_browser(facts.tag, kind, node.name), node, site.typed)


def _note(node: Node, site: Site, states: frozenset[State]) -> str:
    pieces = [site.notes.get(node.backend, "")]
    least, most = node.has("valuemin"), node.has("valuemax")
    if site.look(node).attributes.get("type", "").lower() == "range" and most is not None:
        pieces.append(field_words.between(least or 0, most))
    if State.INVALID in states:
        errors = (site.nodes.of(one) for one in node.related("errormessage"))
        pieces += [site.nodes.text(one) for one in errors if one]
    pieces.append(without(node.about, node, site.typed))
    told = dict.fromkeys(one for one in pieces if one and one != node.name)
    return " ".join(told)


def _box(node: Node, site: Site) -> Box | None:
    """Return where a finger finds it: a field that is hidden behind its own drawing is where its label is."""
    for backend in (node.backend, *node.related("labelledby")):
        box = site.facts.get(backend, Facts()).box
        if box and min(box.width, box.height) >= _HAIR:
            return box
    return None
