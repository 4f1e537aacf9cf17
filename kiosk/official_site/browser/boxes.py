"""Where nodes are in the viewport of the whole page, whatever frame they are in."""

from collections.abc import Iterable

from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.view import Box

Spot = tuple[float, float]


def owners(talk: Talk, session: str, inner: list[str]) -> dict[str, tuple[int, Box]]:
    """Return the node that shows each frame, and where in the viewport of the session its content is."""
    answers = talk.together([("DOM.getFrameOwner", {"frameId": key}, session) for key in inner])
    nodes = {key: int(one["backendNodeId"]) for key, one in zip(inner, answers, strict=True) if one}
    models = talk.together([("DOM.getBoxModel", {"backendNodeId": node}, session) for node in nodes.values()])
    found = zip(nodes.items(), models, strict=True)
    return {key: (node, around(one["model"]["content"])) for (key, node), one in found if one}


def framed(talk: Talk, frames: Frames, session: str, backend: int) -> tuple[str, float, float] | None:
    """Return the session of the frame that a node shows, and where it begins; None when it shows none, or its own."""
    apart = {frames.frame[one]: one for one in frames.apart if frames.shown_in[one] == session}
    for key, (node, box) in owners(talk, session, list(apart)).items():
        if node == backend:
            return apart[key], box.left, box.top
    return None


def shift(talk: Talk, frames: Frames, session: str) -> Spot:
    """Return where the viewport of a session begins in that of the page."""
    left = top = 0.0
    while session in frames.shown_in:
        outer, key = frames.shown_in[session], frames.frame[session]
        found = owners(talk, outer, [key]).get(key)
        if found:
            left, top = left + found[1].left, top + found[1].top
        session = outer
    return left, top


def of(talk: Talk, frames: Frames, session: str, nodes: Iterable[int]) -> dict[int, Box]:
    """Return the places of nodes of a session in the viewport of the page."""
    keys = list(nodes)
    left, top = shift(talk, frames, session)
    told = talk.together([("DOM.getBoxModel", {"backendNodeId": one}, session) for one in keys])
    found = {key: one["model"]["border"] for key, one in zip(keys, told, strict=True) if one}
    return {key: around(quad, left, top) for key, quad in found.items()}


def around(quad: list[float], left: float = 0.0, top: float = 0.0) -> Box:
    """Return the rectangle around four corners."""
    across, down = quad[::2], quad[1::2]
    return Box(min(across) + left, min(down) + top, max(across) - min(across), max(down) - min(down))
