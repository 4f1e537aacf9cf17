"""Whatever a visitor touches and whatever the booking system answers: what always holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.bookings.protocol import Booked, Mode
from kiosk.ids import ChoiceId
from kiosk.opening import Opened, open_site
from kiosk.page import Choice, EntryPage, ErasedPage, HomePage, IdlePage, NoticePage, Page, TicketPage, WaitingPage
from kiosk.pages.build import page_for
from kiosk.pages.speech import explorable
from kiosk.sentences import fixed_sentences
from kiosk.session import VisitorSession
from kiosk.settings import load
from tests.kiosk.bench import MONDAY, Bench
from tests.kiosk.whims import Whims

TO_DAYS = (
    ("commune", "identite", "abimee", "continuer", "continuer", "ici"),
    ("forem", "inscription", "commencer", "ecole", "continuer", "continuer", "ici"),
    ("@other", "essayer", "garage", "continuer"),
)
MORE = Choice(ChoiceId("@more"), "Suite")
SECONDS = (1, 4, 4, 50, 50, 100, 125, 160)
NAME = "Zoé"
NOTICE = "C’est un exercice\u00a0: rien n’est envoyé."


def pairs(page: Page) -> tuple[Page, ...]:
    """A panel on which two choices fit, except on the resting screen."""
    if isinstance(page, HomePage) or len(page.choices) <= 2:
        return (page,)
    starts = range(0, len(page.choices), 2)
    return tuple(replace(page, choices=(*page.choices[start : start + 2], MORE)) for start in starts)


@cache
def opened() -> Opened:
    return open_site(load(), Path(gettempdir()), lambda: MONDAY, date(2026, 11, 23))


@cache
def clips(mode: Mode) -> frozenset[str]:
    return frozenset(text for _, text in fixed_sentences(Visit(mode).kiosk.site))


class Visit(Bench):
    """A bench where work waits until it is done, on which each page is looked at."""

    def __init__(self, mode: Mode) -> None:
        self.told: set[str] = set()
        self.visits: set[int] = set()
        self.system: Whims

        def provide(now: Callable[[], datetime]) -> Whims:
            self.system = Whims(now, mode)
            return self.system

        super().__init__(Path(gettempdir()), later=True, split=pairs, ready=opened(), provide=provide)

    def go_to(self, way: tuple[str, ...], further: int) -> None:
        """From the resting screen by a way; then `further` steps of: the day, the hour, the contact, the yes."""
        self.press(*way)
        self.work()
        self.look()
        for _ in range(further):
            self.act(0)
            self.work()
            self.look()

    def act(self, number: int) -> None:
        """One thing that can happen: a touch most often, an answer, time that passes."""
        kind, which = number % 10, number // 10
        if kind < 5 and isinstance(self.page, EntryPage) and which % 4 == 0:
            keys = "0470123456" if self.page.layout == "digits" else NAME.upper()
            self.press(*(f"key:{key}" for key in keys), "@done")
        elif kind < 5:
            beside = [choice for choice in explorable(self.page) if choice not in self.page.bar + self.page.choices]
            self.touch_one(which, [*self.page.choices, *beside])
        elif kind == 5:
            self.touch_one(which, [*self.page.bar])
        elif kind == 6 and self.jobs:
            job, deliver = self.jobs.pop(which % len(self.jobs))
            deliver(job())
        elif kind == 7:
            self.work()
        elif kind == 8:
            self.turn(SECONDS[which % len(SECONDS)])
        else:
            self.kiosk.choose((ChoiceId("@blind"), ChoiceId("@confirm"), ChoiceId("@repeat"))[which % 3])
        self.look()

    def touch_one(self, which: int, choices: list[Choice]) -> None:
        """Press one of these, dead or alive."""
        self.kiosk.choose(choices[which % len(choices)].id if choices else ChoiceId("@nothing"))

    def look(self) -> None:
        """What holds at each moment."""
        session, page = self.kiosk.session, self.page
        if session.started is not None:
            self.visits.add(session.serial)
        if isinstance(session.appointment.end, Booked):
            self.told.add(session.appointment.key)
        assert len(self.events) == len(self.visits) - (session.started is not None)
        assert goes_on(page), page
        for each in self.pages:
            complete(each, clips(self.system.capabilities.mode))
        del self.pages[:-1]
        if not isinstance(page, IdlePage | ErasedPage):
            assert page.title == page_for(self.kiosk.site, session).title
        if isinstance(page, TicketPage):
            assert session.appointment.end is not None
        if session.appointment.trouble is not None and session.overlay is None:
            assert isinstance(page, NoticePage | IdlePage)

    def leave(self) -> None:
        """Nobody touches any more; all work comes to its end."""
        self.turn(300)
        while self.jobs:
            self.work()
        self.look()


def goes_on(page: Page) -> bool:
    """Whether there is something to touch that leads on; who waits can leave, and the last page needs nothing."""
    ids = {choice.id for choice in explorable(page) if choice.enabled}
    if isinstance(page, WaitingPage):
        return "@finish" in ids
    return isinstance(page, ErasedPage) or bool(ids - {choice.id for choice in page.bar})


def complete(page: Page, clips: frozenset[str]) -> None:
    """No value is missing, what is fixed has its clip, and what is an example says so."""
    texts = [page.title, *(line.text for line in page.lines), *(choice.label for choice in explorable(page))]
    assert not any("{" in text for text in texts), texts
    if page.practice and page.say and page.say[0].mark == "title":
        assert NOTICE in [said.text for said in page.say], page
    for said in page.say:
        assert said.live or said.personal or said.text in clips | {MORE.label}, said
        assert said.personal or NAME not in said.text


@settings(max_examples=150, deadline=None)
@given(
    way=st.sampled_from(((), *TO_DAYS)),
    further=st.integers(0, 5),
    touches=st.lists(st.integers(0, 999), max_size=40),
    whims=st.lists(st.integers(0, 50), max_size=15),
    mode=st.sampled_from((Mode.BOOK, Mode.REQUEST)),
)
def test_no_visit_ends_badly(
    way: tuple[str, ...], further: int, touches: list[int], whims: list[int], mode: Mode
) -> None:
    visit = Visit(mode)
    visit.go_to(way, further)
    visit.system.whims = iter(whims)
    for number in touches:
        visit.act(number)
    visit.leave()
    assert isinstance(visit.page, HomePage)
    assert visit.kiosk.session == VisitorSession(serial=visit.kiosk.session.serial)
    assert visit.system.held == {}
    assert set(visit.system.booked) <= visit.told | visit.system.kept
