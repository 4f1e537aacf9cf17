"""The part of the controller that calls the facilitator: the chime, the message, the wait, and the way on.

A call lies over the visit, which stays as it is. Pressed twice it calls once. Who waits for a person is not absent: the
idle time stands still until nobody has come for a minute.
"""

from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from kiosk.calling.progress import ANSWER_WITHIN, Call
from kiosk.calling.protocol import DISCREET, NotSent, PushEnd
from kiosk.calling.push import SECONDS
from kiosk.errands import Errands
from kiosk.events import EndReason
from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.page import IdlePage, Page, Utterance
from kiosk.pages import words
from kiosk.pages.site import Site
from kiosk.ports import Ports
from kiosk.session import Overlay, VisitorSession
from kiosk.staff_flow import StaffFlow

PUSH_AGAIN_AFTER: Final = 30.0
"""Seconds: who calls, goes on alone and calls again does not fill the facilitator's telephone."""
IN_A_PAUSE: Final = frozenset({words.PERSON, words.REPEAT, words.CLOSE, words.CAME, words.CALL})
"""All that can be pressed while a pause stands in the place of every visit."""


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession
    staff: StaffFlow

    @property
    def site(self) -> Site: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def page(self) -> Page | None: ...
    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...
    def reset(self, reason: EndReason) -> None: ...


class CallingFlow:
    """One visitor's call. UI thread."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._errands = Errands(ports.background, lambda: kiosk.session.serial)
        self._waited = 0.0
        self._ticked_at = ports.monotonic()
        self._sent_at: tuple[int, float] | None = None
        self._in_doubt = False

    # ---- what is shown -----------------------------------------------------------------------------------

    @property
    def shown(self) -> bool:
        """Whether the call lies over all else, a pause too."""
        return self._kiosk.session.overlay is Overlay.PERSON

    @property
    def under_way(self) -> bool:
        """Whether somebody waits for a person to come."""
        call = self._kiosk.session.call
        return call is not None and not call.late

    def lets(self, choice_id: ChoiceId) -> bool:
        """Whether this may be pressed now: in a pause little may."""
        return self._kiosk.staff.instead is None or choice_id in IN_A_PAUSE

    # ---- what is pressed ---------------------------------------------------------------------------------

    def covers(self, overlay: Overlay) -> None:
        """A page of the house is about to cover what is shown; where it is the call's, call."""
        call = self._kiosk.session.call
        if overlay is not Overlay.PERSON or self.under_way:
            return
        if call is None:
            over, paused = self._kiosk.session.overlay, self._kiosk.staff.instead is not None
            # Figures are read anew: the answer that was waited for may have come meanwhile, unseen.
            call = Call(over=None if over is Overlay.COUNTS else over, paused=paused)
        self._begin(replace(call, late=False, unsent=False))

    def again(self) -> None:
        """*Appeler encore*, once nobody has come."""
        self.covers(Overlay.PERSON)
        self._kiosk.refresh()

    def uncovered(self) -> bool:
        """The page on top is taken away; True: what comes to light is shown, and it is not the visit's own.

        The call's own page ends the call; any other comes off the call's.
        """
        session, call = self._kiosk.session, self._kiosk.session.call
        if call is None:
            return False
        if session.overlay is Overlay.PERSON:
            self._errands.drop()
            self._kiosk.session = session = replace(session, call=None)
            if call.paused:
                self._kiosk.reset(EndReason.FINISHED)  # there is no visit to go on with
                return True
        beneath = call.over if session.call is None else Overlay.PERSON
        self._kiosk.session = replace(session, overlay=beneath, part=0)
        if beneath is not None:
            self._kiosk.refresh()
        return beneath is not None

    def _begin(self, call: Call) -> None:
        session, now = self._kiosk.session, self._ports.monotonic()
        started = now if session.started is None else session.started
        self._kiosk.session = replace(session, call=call, started=started)
        self._waited, self._ticked_at, self._in_doubt = 0.0, now, False
        self._ports.ring(session.prefs.loudest)
        self._send()

    # ---- the message -------------------------------------------------------------------------------------

    def _send(self) -> None:
        pusher, now, serial = self._ports.pusher, self._ports.monotonic(), self._kiosk.session.serial
        if pusher is None:
            return
        if self._sent_at and self._sent_at[0] == serial and now - self._sent_at[1] < PUSH_AGAIN_AFTER:
            return
        self._sent_at, self._in_doubt = (serial, now), True
        step = self._step()
        self._errands.drop()
        self._errands.send(lambda: pusher.push(step), self._pushed, partial(self._unseen, self._sent_at))

    def _step(self) -> str:
        """The name that the content has for where the visitor stands; of personal matters nothing."""
        ref = self._kiosk.ref
        return DISCREET if self._kiosk.site.library.journey(ref).sensitive else f"{ref.journey}:{ref.step}"

    def _pushed(self, end: PushEnd) -> None:
        self._in_doubt = False
        self._tell(unsent=isinstance(end, NotSent))

    def _unseen(self, sent_at: tuple[int, float], end: PushEnd) -> None:
        """How a message ended whose caller had gone on alone: one that did not leave is sent again by the next."""
        if isinstance(end, NotSent) and self._sent_at == sent_at:
            self._sent_at = None

    def _tell(self, *, unsent: bool) -> None:
        """Say that it did not leave, or that it has all the same."""
        call = self._kiosk.session.call
        if call is None or call.unsent is unsent:
            return
        if unsent and self._sent_at is not None:
            self._sent_at = None  # the next call tries again at once
        self._kiosk.session = replace(self._kiosk.session, call=replace(call, unsent=unsent))
        if self.under_way:
            self._redraw()

    # ---- time --------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Called a few times a second. It stands still while the facilitator is at the kiosk."""
        now = self._ports.monotonic()
        passed, self._ticked_at = now - self._ticked_at, now
        if not self.under_way or self._kiosk.staff.here:
            return
        self._waited += passed
        if self._in_doubt and self._waited >= SECONDS:
            self._in_doubt = False
            self._tell(unsent=True)
        call = self._kiosk.session.call
        if call is not None and self._waited >= ANSWER_WITHIN:
            self._kiosk.session = replace(self._kiosk.session, call=replace(call, late=True), part=0)
            self._redraw()

    def _redraw(self) -> None:
        if self.shown and not isinstance(self._kiosk.page, IdlePage):
            self._kiosk.refresh()
