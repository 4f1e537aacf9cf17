"""Tags, attributes and places of a whole page at once: asking for each element would take ten times as long."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.official_site.browser.nodes import Facts
from kiosk.official_site.browser.pipe import Data
from kiosk.official_site.view import Box

ASK: Final[tuple[str, Data]] = ("DOMSnapshot.captureSnapshot", {"computedStyles": []})
_KEPT: Final = frozenset({"aria-invalid", "autocomplete", "inputmode", "lang", "name", "required", "type", "value"})
"""Attributes that say how something is filled in. What somebody typed is no attribute."""


@dataclass(frozen=True, slots=True)
class Document:
    """The document of one frame."""

    frame: str
    facts: dict[int, Facts]
    """Places are those within the document, whole."""
    left: float
    top: float
    """How far it is scrolled."""

    @property
    def language(self) -> str:
        """The language that it declares."""
        whole = next(
            (one for one in self.facts.values() if one.tag == "html" and one.attributes), Facts()
        )  # no doctype
        return whole.attributes.get("lang", "").strip()


def documents(told: Data) -> Iterator[Document]:
    """Give the documents of one process."""
    words: list[str] = told["strings"]
    for one in told["documents"]:
        yield Document(
            words[one["frameId"]],
            _facts(one, words),
            one.get("scrollOffsetX", 0.0),
            one.get("scrollOffsetY", 0.0),
        )


def _facts(told: Data, words: list[str]) -> dict[int, Facts]:
    nodes, layout = told["nodes"], told["layout"]
    boxes = dict(zip(layout["nodeIndex"], layout["bounds"], strict=True))
    return {
        backend: Facts(
            words[nodes["nodeName"][number]].lower(),
            _attributes(nodes["attributes"][number], words),
            Box(*boxes[number]) if number in boxes else None,
        )
        for number, backend in enumerate(nodes["backendNodeId"])
    }


def _attributes(told: list[int], words: list[str]) -> dict[str, str]:
    pairs = zip(told[::2], told[1::2], strict=True)
    # An empty word has no number.
    return {words[key]: words[value] if value >= 0 else "" for key, value in pairs if words[key] in _KEPT}
