"""The elements of a page in the order in which they are read, frames where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kiosk.official_site.browser.elements import ACTIVE, TOLD, Site, element_of, is_native, role_of
from kiosk.official_site.browser.nodes import Node
from kiosk.official_site.browser.texts import joined
from kiosk.official_site.view import Element, Entry

_INLINE: Final = frozenset(
    {"strong", "emphasis", "Abbr", "code", "mark", "time", "subscript", "superscript", "insertion", "deletion", "none"}
)
_WHOLE: Final = frozenset(
    {"button", "option", "textbox", "searchbox", "spinbutton", "slider", "combobox", "checkbox", "switch", "radio"}
)
"""What is in them is what they are: a field's typed letters, a button's words."""
_MESSAGES: Final = frozenset({"alert", "status"})
_NAMED: Final = frozenset({"heading", "link", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "treeitem"})
"""Their words are their name; what can be touched in them is told beside it."""

Inner = Mapping[int, Site]
"""What is in a frame, by the node that shows it."""


def in_order(site: Site, inner: Mapping[int, Site]) -> tuple[Element, ...]:
    """Return all elements of a page; `inner` by the numbers of views."""
    root = site.nodes.root
    return tuple(joined(_below(root, site, inner, told=False))) if root else ()


def _below(above: Node, site: Site, inner: Inner, *, told: bool) -> Iterator[tuple[Element, str]]:
    """Give what is below a node, and the block in which it stands. `told`: its words are said already."""
    for node in site.nodes.children(above):
        if node.role == "Iframe":
            yield from _framed(site.number(node.backend), inner)
        elif node.role == "StaticText":
            if not told and node.backend and node.name and node.has("editable") is None:
                yield element_of(node, site), _block(above, site)
        else:
            yield from _one(node, site, inner, told=told)


def _framed(number: int, inner: Inner) -> Iterator[tuple[Element, str]]:
    site = inner.get(number)
    root = site.nodes.root if site else None
    if site and root:
        yield from _below(root, site, inner, told=False)


def _one(node: Node, site: Site, inner: Inner, *, told: bool) -> Iterator[tuple[Element, str]]:
    role, block = role_of(node, site.nodes), node.key
    if not node.backend:
        return
    if role in _MESSAGES:
        yield from _message(node, site, inner, told=told)
        return
    if role in ACTIVE or (role in TOLD and node.name):
        element = element_of(node, site)
        if role != "radiogroup" or element.name:
            yield element, block
        if role in _WHOLE or (element.entry is Entry.CHOICE and is_native(site.look(node))):
            return
        told = told or role in _NAMED
    yield from _below(node, site, inner, told=told)


def _message(node: Node, site: Site, inner: Inner, *, told: bool) -> Iterator[tuple[Element, str]]:
    """Give a message as one, unless there is something to touch in it."""
    words = site.nodes.text(node)
    quiet = not any(role_of(one, site.nodes) in ACTIVE for one in site.nodes.below(node))
    if words and not told:
        yield replace(element_of(node, site), name=words), node.key
    yield from _below(node, site, inner, told=told or bool(words)) if not quiet else ()


def _block(above: Node, site: Site) -> str:
    return next((one.key for one in site.nodes.up(above) if not one.ignored and one.role not in _INLINE), "")
