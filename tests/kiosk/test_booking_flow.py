"""The way to an appointment when answers are late, lost or bad, and when the visitor changes their mind."""

import gc
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from types import FunctionType, ModuleType
from typing import Any

import pytest

from kiosk.bookings.protocol import HOLD_TTL, Held, Mode, RenewEnd
from kiosk.events import Outcome
from kiosk.page import ChoicePage, EntryPage, IdlePage, NoticePage, RecapPage, SlotsPage, TicketPage, WaitingPage
from kiosk.pages.site import Site
from kiosk.ports import Ports
from tests.kiosk.bench import Bench
from tests.kiosk.whims import Whims

TO_DAYS = ("commune", "identite", "abimee", "continuer", "continuer", "ici")
FOREM_DAYS = ("forem", "inscription", "commencer", "ecole", "continuer", "continuer", "ici")
# What `Whims.book` answers to a number.
BOOKED, LOST, TAKEN, UNREACHABLE = 0, 3, 4, 5


class Office(Bench):
    """A bench whose provider answers as it is told; work waits until it is done."""

    def __init__(self, data: Path, mode: Mode = Mode.BOOK) -> None:
        self.system: Whims

        def provide(now: Callable[[], datetime]) -> Whims:
            self.system = Whims(now, mode)
            return self.system

        super().__init__(data, later=True, provide=provide)

    def answer(self, *whims: int) -> None:
        self.system.whims = iter(whims)

    def to_hours(self, way: Iterable[str] = TO_DAYS) -> SlotsPage:
        self.press(*way)
        self.work()
        assert isinstance(self.page, SlotsPage)
        self.press(self.page.days[0].choice.id)
        assert isinstance(self.page, SlotsPage)
        return self.page

    def to_recap(self) -> None:
        self.press(self.to_hours().choices[0].id)
        self.work()
        assert isinstance(self.page, RecapPage)

    def to_name(self) -> None:
        self.press(self.to_hours(FOREM_DAYS).choices[0].id)
        self.work()
        assert isinstance(self.page, EntryPage)

    def confirm(self, *whims: int) -> None:
        self.answer(*whims)
        self.press("@confirm")
        self.work()

    def all_work(self) -> None:
        while self.jobs:
            self.work()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_confirmation_tried_again_has_the_same_key(office: Office) -> None:
    office.to_recap()
    office.confirm(UNREACHABLE)
    assert office.page.title == "L’agenda ne répond pas"
    office.press("@retry")
    office.work()
    assert isinstance(office.page, TicketPage)
    assert len({key for _, key in office.system.asked}) == 1


def test_another_hour_has_another_key(office: Office) -> None:
    office.to_recap()
    office.press("@other_hour")
    office.all_work()
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.days[0].choice.id)
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.choices[0].id)
    office.work()
    assert len({key for _, key in office.system.asked}) == 2


@pytest.mark.parametrize("leave", [("@other_way",), ("@finish", "@end"), ("@back", "@other_hour")])
def test_an_appointment_whose_answer_was_lost_does_not_stay_when_its_visitor_leaves(
    office: Office, leave: tuple[str, ...]
) -> None:
    office.to_recap()
    office.confirm(LOST)
    assert office.system.booked
    office.press(*leave)
    office.all_work()
    assert office.system.booked == {}


def test_a_lost_answer_is_not_told_as_a_fact(office: Office) -> None:
    office.to_recap()
    office.confirm(LOST)
    assert "Rien n’est réservé." not in office.said


def test_an_answer_lost_after_its_visitor_left_leaves_no_appointment(office: Office) -> None:
    office.to_recap()
    office.answer(LOST)
    office.press("@confirm", "@finish", "@end")
    office.all_work()
    assert office.system.booked == {}
    assert office.system.held == {}


def test_back_from_an_unanswered_confirmation_returns_to_the_recap_with_the_hour_still_held(office: Office) -> None:
    office.to_recap()
    office.confirm(UNREACHABLE)
    office.press("@back")
    assert isinstance(office.page, RecapPage)
    assert office.system.held
    office.confirm(BOOKED)
    assert isinstance(office.page, TicketPage)


def test_back_from_a_lost_hour_leads_to_other_hours(office: Office) -> None:
    office.to_recap()
    office.confirm(TAKEN)
    assert office.page.title == "Cette heure est prise"
    office.press("@back")
    office.all_work()
    assert isinstance(office.page, SlotsPage)


def test_back_from_a_slow_search_ends_it(office: Office) -> None:
    office.press(*TO_DAYS)
    assert isinstance(office.page, WaitingPage)
    office.press("@back")
    shown = len(office.pages)
    office.turn(10)
    assert len(office.pages) == shown
    assert office.kiosk.session.appointment.work is None


def linger(office: Office) -> None:
    """Stay on a page for six minutes, touching beside everything."""
    for _ in range(6):
        office.turn(60)
        office.touch_beside()


def test_an_old_list_is_read_again_when_a_day_is_touched(office: Office) -> None:
    office.press(*TO_DAYS)
    office.work()
    linger(office)
    assert isinstance(office.page, SlotsPage)
    day = office.page.days[1].choice
    office.press(day.id)
    assert isinstance(office.page, WaitingPage)
    office.work()
    assert isinstance(office.page, SlotsPage)
    assert office.page.day == day.label


def test_a_day_that_is_full_meanwhile_leads_back_to_the_days(office: Office) -> None:
    office.press(*TO_DAYS)
    office.work()
    linger(office)
    assert isinstance(office.page, SlotsPage)
    office.wall += timedelta(days=3)
    office.press(office.page.days[0].choice.id)
    office.work()
    assert isinstance(office.page, SlotsPage)
    assert office.page.day == ""
    assert office.page.days


def test_back_from_an_old_list_that_cannot_be_read_again_leaves_the_days(office: Office) -> None:
    office.to_hours()
    linger(office)
    office.answer(2)
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.days[1].choice.id)
    office.work()
    assert office.page.title == "L’agenda ne répond pas"
    office.press("@back")
    assert office.page.title == "Prendre rendez-vous"


def test_a_hold_that_runs_out_while_a_name_is_typed_is_said_at_once(office: Office) -> None:
    office.to_name()
    office.wall += HOLD_TTL + timedelta(seconds=1)
    office.turn(1)
    assert office.page.title == "Cette heure est perdue"
    office.press("@other_hour")
    office.all_work()
    assert isinstance(office.page, SlotsPage)


def test_a_renewal_that_comes_after_its_visitor_left_is_given_back(office: Office) -> None:
    office.to_recap()
    office.turn(95)
    (renewal,) = office.jobs
    office.jobs = []
    office.press("@finish", "@end")
    office.all_work()
    job, deliver = renewal
    deliver(job())
    assert office.system.held
    office.all_work()
    assert office.system.held == {}


def test_a_renewal_that_fails_is_not_tried_at_each_tick(office: Office) -> None:
    office.to_recap()
    tries = 0
    for _ in range(15):
        office.answer(2)
        office.turn(6)
        tries += len(office.jobs)
        office.all_work()
    assert office.page.title == "Est-ce bien cela\u00a0?"
    assert tries == 0
    for _ in range(6):
        office.answer(2)
        office.turn(1)
        tries += len(office.jobs)
        office.all_work()
    assert tries == 1


def test_work_that_ends_under_a_covering_page_waits_there(office: Office) -> None:
    office.press(*TO_DAYS, "@sound")
    shown = len(office.pages)
    office.turn(5)
    office.work()
    assert len(office.pages) == shown
    office.press("@close")
    assert isinstance(office.page, SlotsPage)


def test_work_that_ends_under_the_idle_warning_waits_there(office: Office) -> None:
    office.press(*TO_DAYS)
    office.turn(121)
    office.work()
    assert isinstance(office.page, IdlePage)
    office.stay()
    assert isinstance(office.page, SlotsPage)


def test_a_booking_made_while_asked_to_leave_shows_its_ticket(office: Office) -> None:
    office.to_recap()
    office.press("@confirm", "@finish")
    office.work()
    assert isinstance(office.page, TicketPage)


def test_each_move_shows_one_page(office: Office) -> None:
    office.to_recap()
    shown = len(office.pages)
    office.press("@back")
    assert isinstance(office.page, SlotsPage)
    assert len(office.pages) == shown + 1


def test_a_request_is_called_one_everywhere(tmp_path: Path) -> None:
    office = Office(tmp_path, Mode.REQUEST)
    office.to_recap()
    office.touch("Oui, j’envoie la demande")
    assert office.page.title == "J’envoie votre demande."
    office.work()
    assert office.page.title == "Votre demande est envoyée."
    assert "Votre demande attend une réponse." in office.said
    office.press("@finish")
    assert "Votre demande reste envoyée." in office.said
    office.press("@end")
    assert office.events[0].outcome is Outcome.REQUESTED


def test_every_page_about_an_example_says_so(office: Office) -> None:
    office.press(*TO_DAYS)
    pages = [office.page]
    office.work()
    pages.append(office.page)
    office.answer(1)
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.days[0].choice.id)
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.choices[0].id)
    office.work()
    assert isinstance(office.page, NoticePage)
    pages.append(office.page)
    office.press("@other_hour")
    office.all_work()
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.days[0].choice.id)
    assert isinstance(office.page, SlotsPage)
    office.press(office.page.choices[0].id)
    office.work()
    office.press("@confirm")
    pages.append(office.page)
    office.work()
    pages += [office.page, office.press("@cancel"), office.press("@close", "@finish")]
    assert [page.title for page in pages if not page.example] == []


class Slow(Whims):
    """Renews only when it may."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.may = Event()
        self.order: list[str] = []

    def renew(self, held: Held) -> RenewEnd:
        assert self.may.wait(10)
        self.order.append("renewed")
        return super().renew(held)

    def book(self, *args: Any) -> Any:
        self.order.append("booked")
        return super().book(*args)


def test_a_renewal_and_a_confirmation_never_run_at_the_same_time(tmp_path: Path) -> None:
    slow: list[Slow] = []

    def provide(now: Callable[[], datetime]) -> Slow:
        slow.append(Slow(now))
        return slow[0]

    bench = Bench(tmp_path, provide=provide)
    bench.press(*TO_DAYS)
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.choices[0].id)
    bench.later = True
    bench.turn(95)
    bench.press("@confirm")
    threads = [Thread(target=job) for job, _ in bench.jobs]
    for thread in threads:
        thread.start()
    slow[0].may.set()
    for thread in threads:
        thread.join(10)
    assert slow[0].order == ["renewed", "booked"]


def test_nothing_typed_is_left_anywhere_in_the_core_after_the_visit(office: Office) -> None:
    office.to_name()
    office.press(*(f"key:{key}" for key in "XQZWK"))
    assert "Xqzwk" in texts_within(office.kiosk)
    office.press("@done", *(f"key:{key}" for key in "0470123456"), "@done")
    office.confirm(UNREACHABLE)
    office.press("@other_way", "@finish", "@end")
    office.all_work()
    office.turn(10)
    assert not {"Xqzwk", "0470123456"} & texts_within(office.kiosk)


def texts_within(root: object) -> set[str]:
    """Every text that can be reached from here by references, but through classes, modules, ports and the site."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | ModuleType | Ports | Site | Bench | Whims):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, FunctionType):
            waiting += [cell.cell_contents for cell in one.__closure__ or ()]
        else:
            waiting += gc.get_referents(one)
    return found


def test_back_leads_from_the_days_to_where_they_were_asked_for(office: Office) -> None:
    office.press(*TO_DAYS)
    office.work()
    office.press("@back")
    assert isinstance(office.page, ChoicePage)
    assert office.page.title == "Prendre rendez-vous"
