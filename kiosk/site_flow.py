"""The part of the controller that guides through an official site: it carries out what the reducer asks for.

Browsers tell from threads of their own; what they tell is taken on the UI thread, while their visitor stands there.
"""

from dataclasses import replace
from typing import Final

from kiosk.guiding import Host
from kiosk.ids import ChoiceId
from kiosk.journey.model import SiteStep
from kiosk.official_site import effects as do
from kiosk.official_site.confirmation import Confirmation
from kiosk.official_site.events import Arrived, BrowserEvent
from kiosk.official_site.guide import Event, after, begin
from kiosk.official_site.protocol import Glass
from kiosk.official_site.state import Guide, Phase, picture, say, tells
from kiosk.official_site.touches import Button, Felt, Pushed, Tapped, Tick, Touch, Went
from kiosk.official_site.words import Way
from kiosk.page import Page, Utterance
from kiosk.pages import site_ticket, site_touches
from kiosk.pages.speech import marks_of, utterances_of
from kiosk.ports import Ports
from kiosk.session import Overlay, VisitorSession
from kiosk.site_leaving import Leaving
from kiosk.site_visit import SiteVisit
from kiosk.site_window import SiteWindow
from kiosk.walk import OTHERWISE

_BACK: Final = (Way.CONTINUE, Way.NO, Way.YES)
"""What *Retour* means on a calm page: the first of these that it offers."""


class SiteFlow:
    """One visit's way through an official site. UI thread."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._glass: Glass | None = None
        self._window: SiteWindow | None = None
        self._leaving = Leaving(ports)
        self._kind: tuple[object, ...] = ()
        """Of the site's page that was shown last."""

    # ---- where the visitor stands ------------------------------------------------------------------------

    def moved(self) -> None:
        """The visitor stands somewhere, perhaps elsewhere than before: a site that was left is closed."""
        visit, ref = self._visit, self._kiosk.ref
        if visit is not None and visit.ref != ref:
            self._kiosk.session = replace(self._kiosk.session, official=None)
            self._leave(visit)

    def arrived(self, step: SiteStep) -> bool:
        """Show the official site of the step on which the visitor stands. True: it is shown."""
        if self._visit is None:
            guidance, site = self._kiosk.site.library.guidances[step.guidance], self._kiosk.site
            guide, asked = begin(
                guidance,
                hosts=self._ports.browsers.hosts(guidance),
                one_touch=site.settings.official_sites.one_touch,
                today=site.today,
            )
            self._set(SiteVisit(self._kiosk.ref, guide))
            self._carry_out(asked)
        self._kiosk.refresh()
        return True

    @property
    def patience(self) -> int:
        """Seconds without a touch that are no absence: the visitor is busy with a GSM or a card. 0: as everywhere."""
        return self._visit.guide.patience if self._visit else 0

    def ended(self, session: VisitorSession) -> None:
        """The visit of this session is over."""
        if session.official is not None:
            self._leave(session.official)

    def stop(self) -> None:
        """The kiosk ends: nothing is waited for but the end of the browsers."""
        self._leaving.stop()
        window, self._window = self._window, None
        if window is not None:
            window.darken().browser.close()

    # ---- the visitor's touches ---------------------------------------------------------------------------

    def tapped(self, x: float, y: float) -> None:
        """A touch that counts, in CSS pixels of the viewport."""
        self._on_glass(Tapped(x, y))

    def felt(self, x: float, y: float) -> None:
        """A finger that explores, in CSS pixels of the viewport."""
        self._on_glass(Felt(x, y))

    def pressed(self) -> None:
        """The second tap in "Sans voir"."""
        self._on_glass(Pushed(Button.PRESS))

    def _on_glass(self, event: Touch) -> None:
        if self._visit is not None and not self._visit.ticket and not self._kiosk.covered:
            self._take(event)

    def resized(self, glass: Glass) -> None:
        """The page is to be shown in this part of the screen."""
        self._glass = glass
        if self._window is not None:
            self._window.lay_out(glass)

    def chosen(self, choice: ChoiceId) -> bool:
        """A target was touched. False: it is none of a site's page."""
        visit = self._visit
        if visit is None or self._kiosk.covered:
            return False
        if choice == site_ticket.ON:
            self._kiosk.advance()
        elif choice == site_ticket.PAGE:
            self._see_page()
        elif site_touches.is_mine(choice):
            beside, touch = site_touches.chosen(picture(visit.guide), visit.beside, choice)
            self._told(replace(visit, beside=beside), touch)
        else:
            return False
        return True

    def back(self) -> bool:
        """Retour on a page of the site. False: it leads out of it."""
        visit = self._visit
        if visit is None:
            return False
        if visit.ticket:
            self._see_page()
            return True
        notice = visit.guide.notice
        if notice is not None:
            way = next((one for one in _BACK if one in notice.ways), None)
            if way is not None:
                self._take(Went(way))
            return way is not None
        beside, touch = site_touches.left_field(picture(visit.guide), visit.beside)
        if touch is None and beside == visit.beside:
            return False
        self._told(replace(visit, beside=beside), touch)
        return True

    def repeat(self) -> bool:
        """*Réécouter*. False: there is no official page to tell of."""
        visit = self._visit
        shown = visit is not None and not visit.ticket and visit.guide.entry is None and not self._kiosk.covered
        if shown:
            self._take(Pushed(Button.REPEAT))
        return shown

    def discreet(self, page: Page) -> Page:
        """A page on its way to the screen, as it may be said: what repeats something typed is for a headset alone."""
        visit = self._visit
        if visit is None or not page.passing:
            return page
        self._kind = self._kind_now
        return replace(page, say=say(visit.guide, *page.say).utterances, quiet=_quiet(visit.guide, page))

    # ---- time and the browser ----------------------------------------------------------------------------

    def tick(self, now: float) -> None:
        """Tell who waits, and end what takes too long. `now` is monotonic."""
        visit = self._visit
        if visit is not None:
            if visit.ref == self._kiosk.ref:
                self._take(Tick(now))
            else:
                self.moved()
        self._leaving.tick(now)

    def _heard(self, window: SiteWindow, event: BrowserEvent) -> None:
        """A browser tells; one that nobody waits for any more is not heard."""
        if window is self._window and self._visit is not None:
            if isinstance(event, Arrived) and self._glass is not None:
                self._set(replace(self._visit, scale=self._glass.scale))
            self._take(event)
        else:
            self._leaving.heard(window, event)

    # ---- plumbing ----------------------------------------------------------------------------------------

    @property
    def _visit(self) -> SiteVisit | None:
        return self._kiosk.session.official

    def _set(self, visit: SiteVisit) -> None:
        self._kiosk.session = replace(self._kiosk.session, official=visit)

    def _told(self, visit: SiteVisit, touch: Touch | None) -> None:
        self._set(visit)
        if touch is None:
            self._show(())
        else:
            self._take(touch)

    def _take(self, event: Event) -> None:
        """What follows from an event."""
        before = self._visit
        if before is None:
            return
        guide, asked = after(before.guide, event)
        if guide is before.guide and not asked:
            return
        self._set(replace(before, guide=guide))
        if guide.phase is Phase.BROKEN and before.guide.phase is not Phase.BROKEN:
            self._ports.pictures.clear()
        self._carry_out(asked)
        told = tuple(one for effect in asked if isinstance(effect, do.Say) for one in effect.utterances)
        if self._visit is not None and (told or picture(guide) != picture(before.guide) or self._visit.ticket):
            self._show(told)

    def _show(self, told: tuple[Utterance, ...]) -> None:
        """Show the visit as it is now, if nothing lies over it; say what there is to say."""
        if self._kiosk.covered:
            return
        kind, before = self._kind_now, self._kind
        if kind != before and kind[0] not in {"glass", "notice"}:
            self._kiosk.refresh()  # a field, a list, the ticket: all that is on it is said
        elif kind[0] != "ticket":
            self._kiosk.refresh(fresh=kind != before, say=told)

    @property
    def _kind_now(self) -> tuple[object, ...]:
        """What decides whether another screen is built."""
        visit = self._visit
        if visit is None:
            return ("",)
        guide, beside = visit.guide, visit.beside
        if visit.ticket:
            return ("ticket",)
        if guide.notice is not None:
            return "notice", guide.notice
        if guide.entry is not None:
            mine = beside.at(guide.entry.node)
            return "field", guide.entry.node, mine.part, mine.span
        return ("glass",)

    def _see_page(self) -> None:
        visit = self._visit
        if visit is not None:
            self._set(replace(visit, ticket=False))
            self._kind = ()
            self._take(Pushed(Button.REPEAT))

    # ---- what the reducer asks for -----------------------------------------------------------------------

    def _carry_out(self, asked: tuple[do.Effect, ...]) -> None:
        for effect in asked:
            match effect:
                case do.Open():
                    self._open(effect)
                case do.Close():
                    self._close()
                case do.Done(confirmation):
                    self._confirmed(confirmation)
                case do.Count():
                    session = self._kiosk.session
                    self._kiosk.session = replace(session, lost=session.lost | {effect})
                case do.Turn(way):
                    self._turn(way)
                case do.Say():
                    pass
                case _:
                    if self._window is not None:
                        self._window.do(effect)

    def _open(self, wanted: do.Open) -> None:
        self._window = SiteWindow(self._ports, wanted, self._heard)
        if self._glass is not None:
            self._window.lay_out(self._glass)

    def _close(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.close()

    def _confirmed(self, confirmation: Confirmation) -> None:
        session, visit = self._kiosk.session, self._visit
        # Who is asked "Voulez-vous terminer ?" must see the ticket before all is erased.
        overlay = None if session.overlay is Overlay.FINISH else session.overlay
        official = replace(visit, ticket=True) if visit else None
        self._kiosk.session = replace(session, confirmed=confirmation, official=official, overlay=overlay, part=0)

    def _turn(self, way: Way) -> None:
        if way is Way.PERSON:
            self._kiosk.cover(Overlay.PERSON)
        else:
            self._kiosk.advance(OTHERWISE)

    # ---- the end -----------------------------------------------------------------------------------------

    def _leave(self, visit: SiteVisit) -> None:
        """Nobody looks any more: log out where that is known, and have the browser killed in any case."""
        window, self._window, self._kind = self._window, None, ()
        if window is not None:
            self._leaving.leave(visit.guide, window)


def _quiet(guide: Guide, page: Page) -> frozenset[str]:
    """The marks of what repeats something typed."""
    if not guide.typed:
        return frozenset()
    return frozenset(mark for mark in marks_of(page) if any(tells(guide, one) for one in utterances_of(page, mark)))
