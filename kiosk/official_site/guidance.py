"""Guidance through one official site as frozen data: `kiosk/journeys/official_sites/<id>.yaml`, without any code in it.

A page is recognised by conditions that must all hold; of each condition one of its alternatives. A page has cues, in
the order in which they are followed: what to say, and what to point at by its accessible role and name.
"""

from datetime import date
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.ids import FactId, GuidanceId, GuidedPageId
from kiosk.official_site.protocol import Hosts

Text = Annotated[str, Meta(min_length=1)]
Several = Text | Annotated[tuple[Text, ...], Meta(min_length=1, max_length=6)]
"""One, or a short list of alternatives."""
Say = Annotated[tuple[Text, ...], Meta(min_length=1, max_length=2)]
"""At most two short sentences, in French."""
Glob = Annotated[str, Meta(pattern=r"^[^/?#\s]+/[^?#\s]*$")]
"""Host and path, where `*` stands for anything; never the query: "www.example.be/rdv/*"."""
Globs = Glob | Annotated[tuple[Glob, ...], Meta(min_length=1, max_length=6)]

FILLED_IN = frozenset(
    {"textbox", "searchbox", "spinbutton", "combobox", "listbox", "checkbox", "switch", "radio", "radiogroup"}
)
"""Roles of what can be done and behind one: a cue that points at one of them gives way to the next."""
PRESSED = frozenset({"button", "link", "tab", "menuitem", "option", "gridcell", "treeitem", "Date", "row"})


class _Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping of the file: frozen, and an unknown key is an error."""


class Wait(Enum):
    """For what the visitor leaves the screen for a while."""

    ITSME = "itsme"
    EID = "eid"
    EMAIL = "email"
    """A code comes by e-mail or by SMS."""


class Pointer(_Data, frozen=True, kw_only=True):
    """An element by its accessible role and name. Accents, capitals, spaces and a star behind a label do not count."""

    role: Several
    name: Several = ()
    """The whole name."""
    contains: Several = ()
    """Whole words of the name; looked for where no element has the whole name."""


class Cue(_Data, frozen=True, kw_only=True):
    """One thing to do on a page."""

    say: Say
    point: Pointer | None = None
    show: Pointer | None = None
    """What is brought into view where nothing is pointed at, such as the heading above a calendar."""
    otherwise: tuple[Text, ...] = ()
    """What is said where nothing can be pointed at; empty: the site has changed, and the page is read freely."""
    optional: bool = False
    """True: a site may leave it out; the next cue follows."""
    final: bool = False
    """True: the button that sends it all. The person alone presses it, and always by two touches."""


class Done(_Data, frozen=True, kw_only=True):
    """What the confirmation says, read by regular expressions with one group each; empty: not read."""

    place: str = ""
    day: str = ""
    hour: str = ""


class Waiting(_Data, frozen=True, kw_only=True):
    """The visitor may be busy elsewhere; `minutes` without a touch are no absence."""

    kind: Wait
    minutes: Annotated[int, Meta(ge=1, le=15)] = 5


class GuidedPage(_Data, frozen=True, kw_only=True):
    """One page of the site, or one state of it. All conditions that are given must hold."""

    id: Annotated[GuidedPageId, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    url: Globs = ()
    text: Several = ()
    """Words that stand somewhere on the page."""
    heading: Several = ()
    element: Pointer | None = None
    """Something that is there and can be used."""
    cues: Annotated[tuple[Cue, ...], Meta(min_length=1, max_length=12)]
    wait: Waiting | None = None
    done: Done | None = None
    """Given: this page confirms the appointment or the request."""


class Allowed(_Data, frozen=True, kw_only=True):
    """Hosts, as `kiosk.official_site.protocol.Hosts` has them."""

    pages: Annotated[tuple[Text, ...], Meta(min_length=1)]
    resources: tuple[Text, ...] = ()


class Logout(_Data, frozen=True, kw_only=True):
    """How the session on the site is ended: an address of it, or something to press where it is in sight."""

    url: str = ""
    element: Pointer | None = None


class Guidance(_Data, frozen=True, kw_only=True):
    """One file."""

    id: Annotated[GuidanceId, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Text
    """As it is shown above the page: "Site officiel du Forem"."""
    start: Text
    hosts: Allowed
    language: Annotated[str, Meta(pattern="^[a-z]{2}$")] = "fr"
    """The language of the pages that are described here; any other is not recognised."""
    pages: tuple[GuidedPage, ...] = ()
    """Empty: the whole site is read freely."""
    logout: Logout | None = None
    facts: tuple[FactId, ...] = ()
    verified: date | None = None
    """The day on which somebody went through the real site with it; none: "à vérifier sur le site"."""
    by: str = ""
    """Who did: a role, never a name."""

    def page(self, page: GuidedPageId) -> GuidedPage | None:
        """The page of that id, or None."""
        return next((one for one in self.pages if one.id == page), None)

    def allowed(self, *, plain_http: bool = False) -> Hosts:
        """Where the browser may go. `plain_http` is for tests alone, whose servers are on this machine."""
        return Hosts(frozenset(self.hosts.pages), frozenset(self.hosts.resources), plain_http)


def several(one_or_more: str | tuple[str, ...]) -> tuple[str, ...]:
    """The alternatives, also where there is one."""
    return (one_or_more,) if isinstance(one_or_more, str) else one_or_more


def fills(pointer: Pointer) -> bool:
    """Whether what it points at can be done and behind one."""
    return bool(set(several(pointer.role)) & FILLED_IN)
