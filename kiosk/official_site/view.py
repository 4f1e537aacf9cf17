"""What is seen of an official page: frozen data between the browser, which reads it, and the guidance, which judges it.

Lengths are CSS pixels of the viewport. What a visitor typed is never in here.
"""

from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    """A state of an element that a visitor must hear of; values are those of ARIA."""

    CHECKED = "checked"
    MIXED = "mixed"
    UNCHECKED = "unchecked"
    SELECTED = "selected"
    EXPANDED = "expanded"
    COLLAPSED = "collapsed"
    PRESSED = "pressed"
    DISABLED = "disabled"
    REQUIRED = "required"
    INVALID = "invalid"
    READONLY = "readonly"
    FILLED = "filled"
    """Something stands in the field; never what."""


class Entry(Enum):
    """How an element is filled in; NONE: it is not."""

    NONE = "none"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    HIDDEN = "hidden"
    """Passwords and codes: never spoken, shown as dots."""
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    """A day and an hour."""
    CHOICE = "choice"
    """One of `Element.options`."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the viewport."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Element:
    """Something on the page that has a role: as the accessibility tree of the browser tells it."""

    node: int
    """The browser's number for it (`backendNodeId`), valid while the page stays."""
    role: str
    """As ARIA names it: "button", "link", "textbox", "heading", "checkbox"..."""
    name: str
    states: frozenset[State] = frozenset()
    note: str = ""
    """What the page says beside it: its help or its error message."""
    entry: Entry = Entry.NONE
    chosen: str = ""
    """The name of the option that is chosen; only for `Entry.CHOICE`."""
    options: tuple[str, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6."""
    box: Box | None = None
    """None: not in sight, or not known yet."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the viewport stands on the page."""

    top: float = 0.0
    height: float = 0.0
    """Of the viewport."""
    whole: float = 0.0
    """Of the page."""

    @property
    def goes_on(self) -> bool:
        """Whether there is more below."""
        return self.top + self.height < self.whole - 1

    @property
    def began_above(self) -> bool:
        """Whether there is more above."""
        return self.top > 1


@dataclass(frozen=True, slots=True)
class View:
    """One page as it stands."""

    url: str
    title: str = ""
    language: str = ""
    """As the page declares it: "fr", "fr-BE", "nl"; "" when it does not."""
    elements: tuple[Element, ...] = ()
    """In reading order, texts among them (role "text")."""
    extent: Extent = field(default_factory=Extent)
    has_before: bool = False
    """Whether there is a page before this one."""
