"""A guided visit as the session keeps it: in memory only, gone with the session."""

from dataclasses import dataclass, field

from kiosk.journey.loader import Ref
from kiosk.official_site.state import Guide
from kiosk.pages.site_pages import Beside


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """How far a visitor is on an official site. Its `repr` tells nothing of the page."""

    ref: Ref
    """The step of the journey that led there."""
    guide: Guide = field(repr=False)
    beside: Beside = field(default=Beside(), repr=False)
    scale: float = 0.0
    """Device pixels a CSS pixel when the page was last looked at; 0: as the glass has it."""
    ticket: bool = False
    """True: the site has confirmed, and what it said is shown in the place of its page."""
