"""Nodes of a page as objects of its scripts, for what the protocol has no word for."""

from collections.abc import Iterator
from typing import Any, Final

from kiosk.official_site.browser.frames import Place
from kiosk.official_site.browser.pipe import Data
from kiosk.official_site.browser.scripts import WORLD
from kiosk.official_site.browser.talk import Talk

_GROUP: Final = "kiosk"


def frames_of(tree: Data) -> Iterator[str]:
    """Give the frames of a process, outermost first."""
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", ()):
        yield from frames_of(child)


def world_of(talk: Talk, session: str, frame: str) -> int | None:
    """Return where our own scripts run in a frame, out of reach of those of the page."""
    made = talk.call("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD}, session)
    return int(made["executionContextId"]) if made else None


def tag_of(talk: Talk, place: Place) -> tuple[str, dict[str, str]]:
    """Return the tag of a node and its attributes; "" when it has gone."""
    told = talk.call("DOM.describeNode", {"backendNodeId": place.backend}, place.session)
    if told is None:
        return "", {}
    words = told["node"].get("attributes", ())
    return told["node"]["localName"], dict(zip(words[::2], words[1::2], strict=True))


def run(talk: Talk, place: Place, function: str, *arguments: object, by_value: bool = True) -> Any:  # noqa: ANN401
    """Run a function on a node, as the touch of a person; return what it returns, None when the node has gone."""
    told = talk.call("DOM.resolveNode", {"backendNodeId": place.backend, "objectGroup": _GROUP}, place.session)
    key = told["object"].get("objectId") if told else None
    if key is None:
        return None
    called = {
        "functionDeclaration": function,
        "objectId": key,
        "arguments": [{"value": one} for one in arguments],
        "returnByValue": by_value,
        "userGesture": True,
        "objectGroup": _GROUP,
    }
    answer = talk.call("Runtime.callFunctionOn", called, place.session)
    result = answer["result"] if answer else {}
    return result.get("value") if by_value else result.get("objectId")


def node_of(talk: Talk, place: Place, function: str) -> Place | None:
    """Return the node that a function on a node returns."""
    key = run(talk, place, function, by_value=False)
    told = talk.call("DOM.describeNode", {"objectId": key}, place.session) if key else None
    talk.post("Runtime.releaseObjectGroup", {"objectGroup": _GROUP}, place.session)
    return Place(place.session, told["node"]["backendNodeId"]) if told else None
