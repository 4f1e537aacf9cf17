"""What the kiosk asks of a browser. One visitor, one `Browser`: it ends with the visit and leaves nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.official_site.events import BrowserEvent


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where a journey may go. A name stands for itself; ".example.be" for each host below it.

    Names are as the network knows them: small letters, "xn--..." where they have accents. The port is that of TLS,
    unless one is named: "example.be:8443".
    """

    pages: frozenset[str]
    """Hosts whose pages may be shown, in the window or in a frame."""
    resources: frozenset[str] = frozenset()
    """Hosts from which pages may fetch pictures, styles, scripts and data, and nothing else."""
    plain_http: bool = False
    """Let pages come without TLS. For tests alone, whose servers are on this machine: no guidance can say it."""


@dataclass(frozen=True, slots=True)
class Glass:
    """The part of the screen in which the page is shown."""

    width: int
    height: int
    """Device pixels."""
    scale: float
    """Device pixels a CSS pixel: what makes letters large enough to be read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the page."""

    jpeg: bytes
    width: int
    height: int


class Browser(Protocol):
    """Calls return at once, on any thread; what follows comes as events and frames, on the browser's own thread."""

    def open(self, url: str, hosts: Hosts, glass: Glass) -> None:
        """Go to the first page."""

    def on_event(self, callback: "Callable[[BrowserEvent], None]") -> None:
        """Have what happens told."""

    def on_frame(self, callback: Callable[[Frame], None]) -> None:
        """Have each new picture given; only the latest counts."""

    def look(self, x: float, y: float) -> None:
        """Ask what lies under a point of the viewport (CSS pixels): `Touched`."""

    def activate(self, node: int) -> None:
        """Press an element, as a finger would, in its middle; it is scrolled into view first."""

    def fill(self, node: int, text: str) -> None:
        """Let `text` stand in a field, instead of what was there."""

    def pick(self, node: int, option: int) -> None:
        """Choose the option of that number (from 0) of a select, a list or a group."""

    def show(self, node: int) -> None:
        """Scroll an element into view."""

    def scroll(self, pages: int) -> None:
        """Move by viewports less one line: 1 down, -1 up."""

    def back(self) -> None:
        """Go to the page before, when there is one."""

    def answer(self, *, accept: bool) -> None:
        """Answer the dialog that was `Asked`."""

    def resize(self, glass: Glass) -> None:
        """Show the page in another part of the screen: a keyboard came or went, letters were made larger."""

    def go(self, url: str) -> None:
        """Go to another page of the same hosts, such as the one that logs out."""

    def close(self) -> None:
        """End it: the process is killed and its profile gone when this returns; no event comes afterwards."""
