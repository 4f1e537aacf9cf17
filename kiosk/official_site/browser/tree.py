"""Reads a page as it stands: the accessibility tree and the places of all its frames, made into one `View`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kiosk.official_site.browser import boxes, history, scroller, snapshot
from kiosk.official_site.browser.elements import Site
from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.nodes import Facts, Nodes
from kiosk.official_site.browser.notes import Notes
from kiosk.official_site.browser.objects import frames_of
from kiosk.official_site.browser.reading_order import in_order
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.browser.typed import in_nodes
from kiosk.official_site.view import Box, View

_DEEPEST: Final = 5
"""Frames within frames."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One frame, found."""

    owner: int
    """The node that shows it, as views number it; 0: the page itself."""
    site: Site
    document: snapshot.Document


def read(talk: Talk, frames: Frames, notes: Notes) -> View | None:
    """Read the page; None when there is none (any more), or a dialog stands before it. Takes 15 to 400 ms."""
    parts = list(_Reader(talk, frames, notes).parts(frames.page, 0, None))
    extent = scroller.extent(talk, frames) if parts else None
    if extent is None:
        return None
    page, root = parts[0], parts[0].site.nodes.root
    inner = {part.owner: part.site for part in parts[1:]}
    return View(
        url=str(root.has("url") or "") if root else "",
        title=root.name if root else "",
        language=page.document.language,
        elements=in_order(page.site, inner),
        extent=extent,
        has_before=history.has_before(talk, frames),
    )


class _Reader:
    def __init__(self, talk: Talk, frames: Frames, notes: Notes) -> None:
        self._talk, self._frames, self._notes = talk, frames, notes

    def parts(self, session: str, owner: int, window: Box | None, deep: int = 0) -> Iterator[_Part]:
        """Give the frames of one process, outermost first, then those that it shows of others.

        `window`: the part of the page's viewport in which it is shown; None: all of it.
        """
        told, tree = self._talk.together([(*snapshot.ASK, session), ("Page.getFrameTree", {}, session)])
        if told is None or tree is None:
            return
        documents = {one.frame: one for one in snapshot.documents(told)}
        order = [key for key in frames_of(tree["frameTree"]) if key in documents]
        trees = self._talk.together([("Accessibility.getFullAXTree", {"frameId": key}, session) for key in order])
        owners = boxes.owners(self._talk, session, order[1:])
        for key, answer in zip(order, trees, strict=True):
            if answer is not None and (key == order[0] or key in owners):
                number, inside = owner, window
                if key in owners:
                    number, inside = self._frames.number(session, owners[key][0]), _within(window, owners[key][1])
                yield _Part(number, self._site(session, documents[key], inside, Nodes(answer["nodes"])), documents[key])
        if deep < _DEEPEST:
            yield from self._apart(session, window, deep)

    def _apart(self, session: str, window: Box | None, deep: int) -> Iterator[_Part]:
        """Give the frames that have a process of their own."""
        for inner in [one for one in self._frames.apart if self._frames.shown_in.get(one) == session]:
            for by, box in boxes.owners(self._talk, session, [self._frames.frame[inner]]).values():
                yield from self.parts(inner, self._frames.number(session, by), _within(window, box), deep + 1)

    def _site(self, session: str, document: snapshot.Document, window: Box | None, nodes: Nodes) -> Site:
        notes = self._notes.all(session, nodes)
        return Site(nodes, _placed(document, window), partial(self._frames.number, session), notes, in_nodes(nodes))


def _within(window: Box | None, box: Box) -> Box:
    """Return where in the page's viewport a box of a window is."""
    return replace(box, left=box.left + window.left, top=box.top + window.top) if window else box


def _placed(document: snapshot.Document, window: Box | None) -> dict[int, Facts]:
    """Return the facts of a document with places in the viewport of the page; none for what its frame cuts off."""

    def moved(one: Facts) -> Facts:
        if one.box is None:
            return one
        here = _within(window, replace(one.box, left=one.box.left - document.left, top=one.box.top - document.top))
        return replace(one, box=here if window is None or _meet(here, window) else None)

    return {backend: moved(one) for backend, one in document.facts.items()}


def _meet(one: Box, other: Box) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    return across and one.top < other.top + other.height and other.top < one.top + one.height
