"""The part of the controller that is the facilitator's: the door, the PIN, the panel and its areas.

Its state is not in the visitor's session: the visit stays as it is under the facilitator's pages, changes there when
late answers come, and is shown again when the door is closed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from kiosk.device.limits import Limits, within
from kiosk.device_state import Key
from kiosk.events import EndReason
from kiosk.facilitator.acts import StaffAct, log_act
from kiosk.facilitator.gate import Gate
from kiosk.facilitator.outside import Outside
from kiosk.facilitator.pause import Pause
from kiosk.ids import ChoiceId
from kiosk.page import IdlePage, OutOfServicePage, Page, Prefs, Utterance
from kiosk.pages import staff_pages, words
from kiosk.pages.site import Site
from kiosk.pages.speech import compose, explorable
from kiosk.ports import Ports
from kiosk.session import Overlay, VisitorSession

if TYPE_CHECKING:
    from kiosk.facilitator.area import Area

LOCKS_AFTER: Final = 120.0
"""Seconds without a touch after which the door shuts by itself."""
AREAS: Final = (
    "kiosk.facilitator.erasing:Erasing",
    "kiosk.facilitator.pausing:Pausing",
    "kiosk.facilitator.extending:Extending",
    "kiosk.facilitator.slots:Slots",
    "kiosk.facilitator.opening_check:OpeningCheck",
    "kiosk.facilitator.trying:TryingPrinter",
    "kiosk.facilitator.trying:TryingSound",
    "kiosk.facilitator.telling:Telling",
    "kiosk.facilitator.sharing:Sharing",
    "kiosk.facilitator.adjusting:Adjusting",
    "kiosk.facilitator.importing:Importing",
    "kiosk.facilitator.exporting:Exporting",
    "kiosk.facilitator.powering:Restarting",
    "kiosk.facilitator.powering:SwitchingOff",
)
"""In the order of their tiles. Imported when the door is first opened. A new area is one file and one line."""


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def page(self) -> Page | None:
        """The page of the visit, on show or underneath."""
        ...

    def reset(self, reason: EndReason) -> None: ...
    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...
    def uncovered(self, away: float) -> None:
        """The facilitator has gone after so many seconds: show the visit again."""
        ...

    def cover(self, overlay: Overlay) -> None: ...
    def uncover(self) -> None: ...


class Stand(Enum):
    """Where the facilitator stands."""

    AWAY = "away"
    FIRST = "first"
    """Nobody has chosen a PIN yet, and somebody is asked to."""
    DOOR = "door"
    PANEL = "panel"


class StaffFlow:
    """The facilitator's pages. UI thread. Every area is given this as its `Desk`."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self.visit = kiosk
        self.ports = ports
        self._stand = Stand.AWAY
        self._outside = Outside(ports, self)
        self._gate = Gate(ports, self)
        self._areas: tuple[Area, ...] = ()
        self._open: Area | None = None
        self._shown: Page | None = None
        self._part = 0
        self._told = ""
        self._since = self._touched_at = ports.monotonic()

    # ---- the door ----------------------------------------------------------------------------------------

    def start(self) -> None:
        """The kiosk starts: a very first start asks for a PIN before anything else."""
        self._outside.start()
        if self._outside.may_choose:
            self._ask(Stand.FIRST)

    @property
    def here(self) -> bool:
        """Whether the facilitator's pages are on show: nothing of the visit is, then."""
        return self._stand is not Stand.AWAY

    @property
    def busy(self) -> bool:
        """Whether somebody is before them: the question of a very first start stays for minutes before nobody."""
        touched = self._touched_at > self._since and self.ports.monotonic() - self._touched_at < LOCKS_AFTER
        return self.here and (self._stand is not Stand.FIRST or touched)

    @property
    def instead(self) -> OutOfServicePage | None:
        """What every visitor sees instead of anything else: a pause, or a kiosk that nobody has a PIN for."""
        if self._outside.is_shut:
            return staff_pages.unset_page()
        pause = Pause.kept(self.ports.staff.state.get(Key.PAUSE))
        return staff_pages.pause_page(pause.told(self.visit.site.today)) if pause else None

    def knock(self) -> None:
        """Five touches on the round sign: whatever is on show, ask for the PIN."""
        if isinstance(self.visit.page, IdlePage):  # somebody is there: what is given back is the page itself
            self.visit.refresh()
        if not self.here and self.visit.session.overlay is Overlay.LISTENING:  # asked by the first of the five
            self.visit.uncover()
        if not (self.here or self._outside.is_shut):
            self.ports.hush()
            self._ask(Stand.DOOR)

    def let_in(self) -> None:
        """The door is open."""
        self._areas = self._areas or tuple(_areas(self))
        self._stand, self._told = Stand.PANEL, ""
        for area in self._areas:
            area.entered()
        self.redraw()

    def wipe(self) -> None:
        """The reset button: lock the door and erase the visit at once, from any page."""
        log_act(StaffAct.ERASE)
        if self._stand in {Stand.DOOR, Stand.PANEL}:
            self._shut()
        self.visit.reset(EndReason.STAFF)

    def close(self) -> None:
        """Lock the door and give the screen back to the visit."""
        if self.here:
            self._shut()
            self.visit.uncovered(self.ports.monotonic() - self._since)

    def _ask(self, stand: Stand) -> None:
        self._stand = stand
        self._since = self._touched_at = self.ports.monotonic()
        self._gate.begin()
        self.redraw()

    def _shut(self) -> None:
        if self._stand is Stand.PANEL:
            log_act(StaffAct.CLOSE)
        self._stand, self._shown = Stand.AWAY, None
        self._left()
        self._gate.begin()

    # ---- touches and time --------------------------------------------------------------------------------

    def touched(self) -> None:
        """Any touch while the facilitator is here."""
        self._touched_at = self.ports.monotonic()

    def choose(self, choice: ChoiceId) -> None:
        """A target of the facilitator's page was touched."""
        self.touched()
        if not self._offers(choice):
            return
        house = self._house.get(choice)
        if house is not None:
            house()
        elif self._stand is not Stand.PANEL:
            self._gate.chosen(choice)
        elif self._open is None:
            self._enter(choice)
        elif not self._open.chosen(choice) and choice == words.BACK:
            self.leave()

    def tick(self) -> None:
        """Called about once a second."""
        self._outside.tick()
        if self._stand is Stand.DOOR:
            self._gate.tick()
        now = self.ports.monotonic()
        match self._stand:
            case Stand.AWAY:
                return
            case Stand.FIRST if not (self._outside.may_choose or self._gate.is_checking):  # too late, or elsewhere
                self.close()
            case Stand.DOOR | Stand.PANEL if now - self._touched_at >= LOCKS_AFTER:
                self.close()
            case Stand.DOOR if self._shown is None or self._shown.title != self._page().title:  # a wait goes by
                self.redraw(fresh=False)
            case Stand.PANEL:
                for area in self._areas:
                    area.tick(now)
            case _:
                pass

    @property
    def _house(self) -> dict[ChoiceId, Callable[[], None]]:
        return {
            staff_pages.SHUT: self.close,
            words.PERSON: self._help,
            words.REPEAT: self._repeat,
            words.MORE: self._more,
        }

    def _offers(self, choice: ChoiceId) -> bool:
        shown = explorable(self._shown) if self._shown is not None else ()
        return choice == words.REPEAT or any(one.id == choice and one.enabled for one in shown)

    def _enter(self, choice: ChoiceId) -> None:
        for area in self._areas:
            tile = area.tile
            if tile is not None and tile.id == choice:
                self._open, self._told = area, ""
                area.opened()
                if self._open is area and area.page is None:
                    self._open = None
                else:
                    self._part = 0
                self.redraw()
                return

    def _help(self) -> None:
        self.close()
        self.visit.cover(Overlay.PERSON)

    def _repeat(self) -> None:
        """Say the page: only when asked, and in the engine's own voice."""
        if self._shown is not None:
            said = tuple(replace(one, live=True) for one in compose(self._shown))
            self.ports.show(replace(self._shown, fresh=False, say=said))

    def _more(self) -> None:
        self._part += 1
        self.redraw()

    # ---- what areas are given ----------------------------------------------------------------------------

    def redraw(self, *, fresh: bool = True) -> None:
        """Show what the facilitator's page is now; nothing while nobody is here."""
        if not self.here:
            return
        page, before = self._page(), self._shown
        parts = self.ports.split(page)
        same = before is not None and (type(before), before.title) == (type(page), page.title)
        self._part = self._part if same and self._part < len(parts) else 0
        prefs = within(Prefs(), Limits.kept(self.ports.staff.state.get(Key.LIMITS)))
        self._shown = replace(parts[self._part], prefs=prefs, fresh=fresh, say=())
        self.ports.show(self._shown)

    def leave(self) -> None:
        """Back to the panel."""
        self._left()
        self.redraw()

    def tell(self, sentence: str) -> None:
        """Show a sentence on the panel, until something else is done there."""
        self._told = sentence
        if self._open is None:
            self.redraw()

    def say(self, sentence: str) -> None:
        """Have the voice say a sentence over the page on show, as loud as for a visitor who has chosen nothing."""
        if self._shown is not None:
            self.ports.show(replace(self._shown, fresh=False, say=(Utterance(sentence, live=True),)))

    def act(self, act: StaffAct, *, well: bool = True) -> None:
        """Log what was done."""
        log_act(act, well=well)

    def _left(self) -> None:
        area, self._open, self._part = self._open, None, 0
        if area is not None:
            area.left()

    def _page(self) -> Page:
        if self._stand is not Stand.PANEL:
            return self._gate.page(first=self._stand is Stand.FIRST)
        page = self._open.page if self._open is not None else None
        if page is not None:
            return page
        tiles = (area.tile for area in self._areas)
        known = next((area.known for area in self._areas if area.known is not None), None)
        return staff_pages.panel_page(tuple(tile for tile in tiles if tile is not None), self._told, known)


def _areas(desk: StaffFlow) -> "Iterator[Area]":
    for name in AREAS:
        module, _, kind = name.partition(":")
        area: type[Area] = getattr(import_module(module), kind)
        yield area(desk)
