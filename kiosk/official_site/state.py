"""The state of one guided visit, and what a screen shows of it. In memory only; no `repr` tells what is on the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from kiosk.ids import GuidedPageId
from kiosk.official_site import words
from kiosk.official_site.confirmation import Confirmation, read_day
from kiosk.official_site.effects import Effect, Say
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.plain import plain, stands_in
from kiosk.official_site.protocol import Hosts
from kiosk.official_site.telling import Told
from kiosk.official_site.view import Element, View
from kiosk.official_site.words import Notice
from kiosk.page import Utterance

_FIGURES = 4
"""So many figures in a row are a number that somebody typed, however it is grouped."""
_SHORT = 2
"""What was typed and is as short as that is found everywhere, and says nothing."""
_SHORT_WORD = 3
"""The same of one word among several: "rue"."""


class Phase(Enum):
    """How far the visit to the site is."""

    OPEN = "open"
    BROKEN = "broken"
    """There is no page: a calm screen says why."""
    LEAVING = "leaving"
    """The session on the site is being logged out."""
    CLOSED = "closed"


class Look(Enum):
    """Why what lies under a finger is being asked."""

    TAP = "tap"
    FEEL = "feel"


@dataclass(frozen=True, slots=True)
class Guide:
    """A guided visit. Made by `kiosk.official_site.guide.begin`, changed by `after` alone."""

    guidance: Guidance = field(repr=False)
    hosts: Hosts = field(repr=False)
    one_touch: bool = False
    """True: a touch presses at once, save what sends it all and what is on an unknown page."""
    today: date | None = None
    phase: Phase = Phase.OPEN
    view: View | None = field(default=None, repr=False)
    told: Told | None = field(default=None, repr=False)
    notice: Notice | None = None
    asked: bool = False
    """Whether the notice is a dialog of the site, which waits for its answer."""
    marked: Element | None = field(default=None, repr=False)
    """What the visitor has touched once, or feels."""
    entry: Element | None = field(default=None, repr=False)
    """The field or the list that is open: our keyboard, or our large choices, belong to it."""
    looking: Look | None = None
    working: bool = True
    since: float | None = None
    """When the clock first saw it work, or leave."""
    patient: bool = False
    """Whether "La page arrive" has been said of this wait."""
    scrolled: bool = False
    brought: int = 0
    """The element that was last scrolled into view, so that the page does not fight the visitor's finger."""
    acted: Element | None = field(default=None, repr=False)
    """What was pressed or filled in last, as it was before: its new state is said."""
    pressed: bool = False
    """Whether the visitor has pressed anything on this site."""
    sent: bool = False
    """Whether the last button of the page that is shown was pressed."""
    hinted: bool = False
    """Whether "Touchez encore" has been said in this visit."""
    read_from: int = 0
    typed: frozenset[str] = field(default=frozenset(), repr=False)
    """What was typed, so that the loudspeaker keeps silent where the site repeats it. No password, no code."""
    counted: frozenset[GuidedPageId] = frozenset()
    last_page: GuidedPageId | None = None
    confirmed: Confirmation | None = None

    @property
    def patience(self) -> int:
        """Seconds without a touch that are no absence here; 0: as everywhere."""
        page = self.told.page if self.told else None
        return page.wait.minutes * 60 if page and page.wait else 0

    @property
    def language(self) -> str:
        """The language of the page that is shown."""
        declared = self.view.language if self.view else ""
        return declared.partition("-")[0].casefold() or self.guidance.language


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a screen shows around the page, derived from the state."""

    name: str
    """"Site officiel du Forem"."""
    say: tuple[str, ...]
    """The instruction; empty while the first page comes."""
    free: bool
    """Whether nobody knows what to do here: the page is read."""
    unverified: bool
    """Whether to show "À vérifier sur le site"."""
    waiting: bool
    """Whether the visitor is busy elsewhere, with a GSM or a card."""
    working: bool
    before: bool
    """Whether *Page d'avant*, *Monter*, *Descendre* and *Lire la page* can do something."""
    up: bool
    down: bool
    read: bool
    notice: Notice | None = None
    url: str = field(default="", repr=False)
    pointed: Element | None = field(default=None, repr=False)
    marked: Element | None = field(default=None, repr=False)
    entry: Element | None = field(default=None, repr=False)


def picture(guide: Guide) -> Picture:
    """What is shown now."""
    view, told = guide.view, guide.told
    touchable = view is not None and guide.notice is None
    return Picture(
        name=guide.guidance.name,
        say=told.say if told else (),
        free=told.free if told else False,
        unverified=guide.guidance.verified is None,
        waiting=bool(guide.patience),
        working=guide.working,
        before=touchable and view is not None and view.has_before,
        up=touchable and view is not None and view.extent.began_above,
        down=touchable and view is not None and view.extent.goes_on,
        read=touchable,
        notice=guide.notice,
        url=view.url if view else "",
        pointed=told.pointed if told else None,
        marked=guide.marked,
        entry=guide.entry,
    )


Next = tuple[Guide, tuple[Effect, ...]]
"""The state after an event, and what is to be done."""


def say(guide: Guide, *spoken: Utterance | str) -> Say:
    """Say these in order. Words of the site that repeat what was typed are for a headset alone."""
    utterances = (Utterance(one) if isinstance(one, str) else one for one in spoken)
    return Say(tuple(replace(one, personal=True) if tells(guide, one) else one for one in utterances))


def say_notice(guide: Guide, notice: Notice) -> Say:
    """A calm page aloud: what it says, then the ways on."""
    given = (Utterance(notice.shown, language=guide.language, live=True),) if notice.spoken and notice.shown else ()
    return say(guide, notice.title, *notice.lines, *given, *(words.LABELS[way] for way in notice.ways))


def tells(guide: Guide, utterance: Utterance) -> bool:
    """Whether an utterance holds something that the visitor has typed."""
    if not utterance.live or not guide.typed:
        return False
    bare = plain(utterance.text)
    figures, day = _figures(bare), read_day(bare, None)
    return any(_is_in(one, bare, figures) or (day is not None and one == day.isoformat()) for one in guide.typed)


def to_keep_quiet(texts: Iterable[str]) -> frozenset[str]:
    """What must not be heard of typed texts: each as a whole and word by word."""
    bare = [plain(text) for text in texts]
    whole = {text for text in bare if len(text) > _SHORT}
    return frozenset(whole | {word for text in bare for word in text.split() if len(word) > _SHORT_WORD})


def _is_in(typed: str, bare: str, figures: str) -> bool:
    number = _figures(typed)
    if len(number) < _FIGURES or len(number) <= len(typed) // 2:
        return stands_in(typed, bare)
    return stands_in(typed, bare) or number.lstrip("0") in figures  # "+32 470..." is "0470..."


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
