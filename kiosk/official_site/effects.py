"""What a guided visit asks of the browser, of the voice and of the kiosk: a closed union of frozen data."""

from dataclasses import dataclass, field

from kiosk.ids import GuidanceId, GuidedPageId
from kiosk.official_site.confirmation import Confirmation
from kiosk.official_site.protocol import Hosts
from kiosk.official_site.words import Way
from kiosk.page import Utterance


@dataclass(frozen=True, slots=True)
class Open:
    """Go to the first page: `Browser.open`, of a browser that nobody has used."""

    url: str
    hosts: Hosts


@dataclass(frozen=True, slots=True)
class Look:
    """Ask what lies under a point of the viewport (CSS pixels)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Activate:
    """Press an element; only ever the one that the visitor has just touched."""

    node: int


@dataclass(frozen=True, slots=True)
class Fill:
    """Let a text stand in a field."""

    node: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose an option, counted from 0."""

    node: int
    option: int


@dataclass(frozen=True, slots=True)
class Show:
    """Scroll an element into view."""

    node: int


@dataclass(frozen=True, slots=True)
class Scroll:
    """Move by viewports less one line: 1 down, -1 up."""

    pages: int


@dataclass(frozen=True, slots=True)
class Back:
    """Go to the page before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the site's dialog."""

    accept: bool


@dataclass(frozen=True, slots=True)
class Say:
    """Say this now, instead of what is being said. What holds a word that the visitor typed is `personal`."""

    utterances: tuple[Utterance, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """The site has confirmed: what it says of the appointment. Once a visit."""

    confirmation: Confirmation


@dataclass(frozen=True, slots=True)
class Count:
    """Count `guidance_lost`: the site is no longer as the guidance has it, on this page or behind it. Once a page."""

    guidance: GuidanceId
    page: GuidedPageId


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave the site for a person (PERSON) or for the step's `otherwise` (OTHERWISE); `Left` follows where it ends."""

    way: Way


@dataclass(frozen=True, slots=True)
class Logout:
    """End the session on the site: go to `url` or, where that is empty, press `node`. `Close` follows in any case."""

    url: str = ""
    node: int = 0


@dataclass(frozen=True, slots=True)
class Close:
    """Kill the browser and its profile."""


Effect = (
    Open | Look | Activate | Fill | Pick | Show | Scroll | Back | Answer | Say | Done | Count | Turn | Logout | Close
)
