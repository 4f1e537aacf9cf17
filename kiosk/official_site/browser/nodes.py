"""The accessibility tree of the browser, as objects; and what its document tells beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.official_site.browser.pipe import Data
from kiosk.official_site.view import Box

_NO_WORDS = frozenset(
    {
        *("ListMarker", "InlineTextBox"),  # no words of the page, and its words once more
        *("textbox", "searchbox", "spinbutton", "combobox", "listbox", "slider", "Date", "DateTime", "InputTime"),
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """One node. Ignored ones are there for the way through them alone."""

    key: str
    parent: str
    children: tuple[str, ...]
    backend: int
    """0: it stands for no node of the document."""
    ignored: bool
    role: str
    name: str
    about: str
    """What the page says beside it."""
    value: str = field(repr=False)
    properties: Mapping[str, Data]

    def has(self, key: str) -> Any:  # noqa: ANN401 - a property is a word, a number or a truth
        """Return the value of a property; None when it has none."""
        return self.properties.get(key, {}).get("value")

    def related(self, key: str) -> tuple[int, ...]:
        """Return the nodes of the document that a property names."""
        others = self.properties.get(key, {}).get("relatedNodes", ())
        return tuple(one["backendDOMNodeId"] for one in others if one.get("backendDOMNodeId"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document tells of a node."""

    tag: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, repr=False)
    box: Box | None = None


class Nodes:
    """Nodes of one frame, or some of them."""

    def __init__(self, told: Iterable[Data]) -> None:
        self._told = list(told)
        self._all = {one.key: one for one in map(_node, self._told)}
        self._placed = {one.backend: one for one in self._all.values() if one.backend}

    def with_more(self, told: Iterable[Data]) -> "Nodes":
        """Return these and others; of two with one key the later."""
        return Nodes([*self._told, *told])

    @property
    def root(self) -> Node | None:
        """The node above all others."""
        return next((one for one in self._all.values() if not one.parent), None)

    def all(self) -> Iterator[Node]:
        """Give each node once."""
        yield from self._all.values()

    def of(self, backend: int) -> Node | None:
        """Return the node of a node of the document."""
        return self._placed.get(backend)

    def children(self, node: Node) -> Iterator[Node]:
        """Give the nodes below one, in order; instead of an ignored one, those below it."""
        for key in node.children:
            child = self._all.get(key)
            if child is None:
                continue
            if child.ignored:
                yield from self.children(child)
            else:
                yield child

    def below(self, node: Node) -> Iterator[Node]:
        """Give all nodes below one, in reading order."""
        for child in self.children(node):
            yield child
            yield from self.below(child)

    def up(self, node: Node) -> Iterator[Node]:
        """Give a node and all above it."""
        here: Node | None = node
        while here is not None:
            yield here
            here = self._all.get(here.parent)

    def text(self, node: Node) -> str:
        """Return the words in a node, but none that a visitor typed."""
        if (
            node.role in _NO_WORDS
            or node.has("editable") is not None
            or (node.role == "StaticText" and not node.backend)
        ):
            return ""
        if node.role == "StaticText":
            return node.name
        pieces = " ".join(map(self.text, self.children(node)))
        return " ".join(pieces.split()) or node.name


def _node(told: Data) -> Node:
    return Node(
        told["nodeId"],
        told.get("parentId", ""),
        tuple(told.get("childIds", ())),
        told.get("backendDOMNodeId", 0),
        told.get("ignored", False),
        told.get("role", {}).get("value", ""),
        _words(told, "name"),
        _words(told, "description"),
        _words(told, "value"),
        {one["name"]: one["value"] for one in told.get("properties", ())},
    )


def _words(told: Data, key: str) -> str:
    return " ".join(str(told.get(key, {}).get("value", "")).split())
