"""`Kiosk`: owns the one session; every touch comes in as a choice id, every page goes out by `show`.

Nothing here draws, speaks, waits or writes: that is what the ports are for.
"""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.between import farewell, nobody
from kiosk.booking_flow import BookingFlow
from kiosk.bookings.table import Desk
from kiosk.buttons import OVERLAYS, buttons, kinds
from kiosk.calling_flow import CallingFlow
from kiosk.counting import visit_ended
from kiosk.counts_flow import CountsFlow
from kiosk.days import Days
from kiosk.entry_flow import EntryFlow
from kiosk.events import EndReason
from kiosk.guiding import Guiding
from kiosk.ids import ChoiceId, NeedId
from kiosk.journey.loader import Ref
from kiosk.journey.model import HOUSE_TARGETS, ChecklistStep, ChoiceStep
from kiosk.languages.wording import FRENCH_WORDS
from kiosk.page import AsleepPage, HomePage, IdlePage, OutOfServicePage, Page, Sound, Utterance
from kiosk.pages import listening, words
from kiosk.pages.build import page_for
from kiosk.pages.parts import turned_to
from kiosk.pages.site import Site
from kiosk.pages.speech import compose, explorable
from kiosk.ports import Ports
from kiosk.preference_flow import PreferenceFlow
from kiosk.preparing import Preparing
from kiosk.presence import Presence
from kiosk.printing_flow import PrintingFlow
from kiosk.session import Overlay, VisitorSession
from kiosk.sleeping import Sleeping
from kiosk.staff_flow import StaffFlow
from kiosk.walk import NEXT, Walk, offered, position
from kiosk.watch import Watch


class Kiosk:
    """The one who decides. All calls on one thread (the UI's); none of them blocks."""

    def __init__(self, site: Site, desks: Mapping[NeedId, Desk], ports: Ports) -> None:
        self.days = Days(site, ports)
        self._ports = ports
        self.session = nobody(1, site, ports.staff.state)
        self._shown: Page | None = None
        self.booking = BookingFlow(self, desks, ports)
        self.guiding = Guiding(self, ports)
        self._counts = CountsFlow(self, ports)
        self.printing = PrintingFlow(self, ports)
        self.entry = EntryFlow(self)
        self.preferences = PreferenceFlow(self)
        self._preparing = Preparing(ports)
        self._watch = Watch(self, ports)
        self.staff = StaffFlow(self, ports)
        self.calling = CallingFlow(self, ports)
        self.sleeping = Sleeping(self, self._watch, ports)
        self._presence = Presence(self, self._watch, ports)

    def start(self) -> None:
        """Show the resting screen, or what stands in its place."""
        self.staff.start()
        self.sleeping.relight()
        self.refresh()

    # ---- where the visitor stands ------------------------------------------------------------------------

    @property
    def site(self) -> Site:
        """Content and services."""
        return self.days.site

    @property
    def ref(self) -> Ref:
        """The step on which the visitor stands, derived from the answers."""
        return position(self.site.library, self.session.walk, self.site.abilities)

    def change(self, session: VisitorSession) -> None:
        """Take another state of the same visit and show it from its first part; what covers the page stays."""
        if session.overlay is not None or isinstance(self._shown, IdlePage):
            self.session = session
        else:
            self.session = replace(session, part=0)
            self.refresh()

    def refresh(
        self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None, keep: ChoiceId | None = None
    ) -> None:
        """Show what the session says now. `say` replaces what the page would say by itself.

        `keep`: a target that stays in sight where the page falls into other parts than before.
        """
        instead = self.sleeping.instead or (None if self.calling.shown else self.staff.instead)
        if instead is not None:
            quiet = say == () or isinstance(instead, AsleepPage) or isinstance(self._shown, OutOfServicePage)
            said = () if quiet else compose(instead)
            self.show(replace(instead, prefs=self.session.prefs, say=said))
            return
        parts = self._ports.split(page_for(self.site, self.session, headset=self._ports.headset()))
        self.session = replace(self.session, part=turned_to(parts, self.session.part, self._shown, keep))
        page = parts[self.session.part]
        if isinstance(page, HomePage):
            page = replace(page, troubles=self.troubles)
        self.show(replace(page, fresh=fresh, say=compose(page) if say is None else say))

    def show(self, page: Page) -> None:
        """Show exactly this page, and say what it says; under a facilitator's page, once that is closed."""
        page = self.guiding.discreet(page)
        self._shown = page
        if not self.staff.here:
            self._watch.shown(page)
            self._ports.show(page)

    @property
    def page(self) -> Page | None:
        """The page on show; None before the start."""
        return self._shown

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator reads on the resting screen: what ails the voice, and that it is being prepared."""
        return (*self._ports.troubles(), *self._preparing.told)

    @property
    def covered(self) -> bool:
        """Whether a page of the house lies over the journey's."""
        return self.session.overlay is not None or isinstance(self._shown, IdlePage)

    # ---- touches -----------------------------------------------------------------------------------------

    def touched(self) -> None:
        """Any touch at all, also beside every target: somebody is there."""
        if self.staff.here:
            self.staff.touched()
        else:
            self._watch.touched()
            self.sleeping.wake()
        self._presence.tick()

    def heard(self, mark: str) -> None:
        """The voice began what has this mark; "": it is over, or says what has none."""
        if not self.staff.here:
            self._watch.heard(mark)

    def tick(self) -> None:
        """Called a few times a second: idle times, holds, slow work, countdowns."""
        self.staff.tick()
        self._preparing.tick(self._shown)
        self._watch.tick()
        self.sleeping.tick()
        self._counts.tick()
        self.printing.tick()
        self.calling.tick()
        self.guiding.tick(self._ports.monotonic())
        self._presence.tick()

    def choose(self, choice_id: ChoiceId) -> None:
        """A target was pressed. Ids that the page on show does not offer are ignored."""
        if self.staff.here:
            self.staff.choose(choice_id)
            return
        if self.sleeping.wake():  # that is all which the touch did
            return
        self.touched()
        if self._watch.is_erased or isinstance(self._shown, IdlePage):
            self._wake(choice_id)
            return
        if not (self.offers(choice_id) and self.calling.lets(choice_id)):
            return
        if self.session.started is None and choice_id != words.REPEAT:
            self.session = replace(self.session, started=self._watch.touched_at)
        if self.guiding.chosen(choice_id):
            return
        house = buttons(self).get(choice_id)
        if house is not None:
            house()
        elif choice_id in OVERLAYS:
            self.cover(OVERLAYS[choice_id])
        else:
            kind = choice_id.partition(":")[0] + ":"
            kinds(self).get(kind, self._answer)(choice_id)

    def offers(self, choice_id: ChoiceId) -> bool:
        """Whether the page on show has this target; the corner and the round sign are on every page."""
        if choice_id in {words.BLIND, words.REPEAT}:
            return True
        shown = explorable(self._shown) if self._shown is not None else ()
        return any(choice.id == choice_id and choice.enabled for choice in shown)

    def _wake(self, choice_id: ChoiceId) -> None:
        """A touch on "Tout est effacé" leads to the resting screen; on the warning, back to the page."""
        if self._watch.is_erased:
            self._watch.rest()
        elif choice_id == words.STAY:
            self.refresh()

    def _answer(self, choice_id: ChoiceId) -> None:
        step = self.site.library.step(self.ref)
        if isinstance(step, ChecklistStep) and any(item.id == choice_id for item in step.items):
            self._tick(choice_id)
            return
        option = next((o for o in offered(self.site.library, self.ref, self.site.abilities) if o.id == choice_id), None)
        if option is None or self.session.overlay is not None:
            return
        if option.to == "@end":
            self.session = replace(self.session, walk=self.session.walk.plus(choice_id))
            self.reset(EndReason.FINISHED)
        elif option.to == "@person":
            self.cover(Overlay.PERSON)
        elif option.to == "@counts":
            self._counts.ask()
        else:
            self.advance(choice_id)

    def advance(self, answer: ChoiceId = NEXT) -> None:
        """One answer more."""
        self.stand(self.session.walk.plus(answer))

    def stand(self, walk: Walk) -> None:
        """Show where these answers lead; a step that lives on slots shows them, or begins to search."""
        practised = self._practises
        self.session = replace(self.session, walk=walk)
        if self._practises != practised:
            self.booking.let_go(self.session.appointment)
            self.session = self.session.unwritten()
        if not self.arrived():
            self.change(self.session)

    def arrived(self) -> bool:
        """Whether the step shows by itself what it lives on: hours, an official site."""
        self.guiding.moved()
        return not self.must_ask and (self.booking.arrived() or self.guiding.arrived())

    @property
    def _practises(self) -> bool:
        """Whether the visitor stands in an exercise."""
        return self.site.library.journey(self.ref).practice

    @property
    def must_ask(self) -> bool:
        """Whether the step waits until the visitor has said how to listen."""
        return listening.must_ask(self.site, self.session, self.ref)

    def back(self) -> None:
        """One answer less; from a later part, to the part before; from a page that covers, to the covered one."""
        if self.session.part > 0:
            self.session = replace(self.session, part=self.session.part - 1)
            self.refresh()
        elif self.session.overlay is not None:
            self.uncover()
        elif (self.must_ask or not (self.booking.back() or self.guiding.back())) and self.session.walk.answers:
            self.stand(self.session.walk.minus())

    def repeat(self) -> None:
        """Say this screen again; who chose to hear nothing is asked how to listen."""
        if self.session.prefs.sound is Sound.NONE:
            self.cover(Overlay.LISTENING)
        elif not self.guiding.repeat() and self._shown is not None:
            self.show(replace(self._shown, fresh=False, say=compose(self._shown)))

    def _tick(self, item: ChoiceId) -> None:
        self.session = replace(self.session, ticked=self.session.ticked ^ {item})
        house = self._shown.house if self._shown is not None else FRENCH_WORDS
        answer = house.have if item in self.session.ticked else house.have_not
        self.refresh(fresh=False, say=(Utterance(answer, f"choice:{item}", house.language),))

    def more(self) -> None:
        """The next part of the page."""
        self.session = replace(self.session, part=self.session.part + 1)
        self.refresh()

    def other(self) -> None:
        """*Autre chose*: the question behind it; a person, where the file of the resting screen has none."""
        step = self.site.library.step(self.ref)
        if isinstance(step, ChoiceStep) and step.other and step.other not in HOUSE_TARGETS:
            self.advance(words.OTHER)
        else:
            self.cover(Overlay.OTHER)

    def cover(self, overlay: Overlay) -> None:
        """Lay a page of the house over the journey's."""
        self.calling.covers(overlay)
        asked = self.session.asked_person or overlay in {Overlay.PERSON, Overlay.OTHER}
        self.session = replace(self.session, overlay=overlay, asked_person=asked, part=0)
        self.refresh()

    def uncover(self) -> None:
        """Take away what covers the journey's page."""
        if self.session.overlay is None:
            self.booking.dismiss()
        if not self.calling.uncovered():
            self.change(replace(self.session, overlay=None))

    # ---- the facilitator ---------------------------------------------------------------------------------

    def uncovered(self, away: float) -> None:
        """The facilitator's pages are closed after so many seconds: the visit is where it was, its time too."""
        self._watch.stood_still(away)
        if self._shown is not None:
            self.show(replace(self._shown, fresh=True, say=()))
            if self._shown.prefs.sound is not Sound.NONE:
                self.repeat()

    # ---- the end -----------------------------------------------------------------------------------------

    def reset(self, reason: EndReason) -> None:
        """Count the visit, forget the visitor, give back what was held, rest."""
        session = self.session
        self.session = nobody(session.serial + 1, self.site, self._ports.staff.state)
        self._ports.hush()
        if reason is EndReason.STAFF:  # somebody stands there, at the panel or at the reset button
            self._watch.touched()
        self.sleeping.wake(silent=True)
        if session.started is not None:
            seconds = self._ports.monotonic() - session.started
            self._ports.record(visit_ended(self.site, session, reason, seconds))
        self.booking.ended(session.appointment)
        self.guiding.ended(session)
        self._watch.erased()
        self.show(farewell(self.site, session.prefs, self.session.prefs))
