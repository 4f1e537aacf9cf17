"""Where the browsers of official sites come from: given as one thing by the composition root or a test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.official_site.guidance import Guidance
    from kiosk.official_site.protocol import Browser, Hosts


def _absent() -> "Browser":
    from kiosk.official_site.absent import AbsentBrowser  # noqa: PLC0415 (only where a visitor comes to a site)

    return AbsentBrowser()


def _allowed(guidance: "Guidance") -> "Hosts":
    return guidance.allowed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsers:
    """Without anything said: there is none."""

    browser: "Callable[[], Browser]" = _absent
    """One that nobody has used, for one visit; made at once, it begins with `open`."""
    ahead: Callable[[], None] = lambda: None
    """Start the next visitor's, for one is soon wanted. Slow: never on the UI thread."""
    hosts: "Callable[[Guidance], Hosts]" = _allowed
    """Where a guidance may go: other hosts than its own for tests alone, whose servers are on this machine."""


NONE: Final = Browsers()
