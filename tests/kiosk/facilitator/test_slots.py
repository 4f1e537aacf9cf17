"""*Mes créneaux* by touch on the whole core: a real agenda, and visitors who book while staff looks at it."""

import logging
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.bookings.protocol import Booked, Contact
from kiosk.bookings.staff_agenda import StaffAgenda
from kiosk.bookings.week import Taking, Week
from kiosk.ids import ChoiceId, NeedId
from kiosk.page import AgendaPage, ChoicePage, InfoPage, NoticePage, Page, WaitingPage
from kiosk.pages.speech import explorable
from kiosk.pages.staff_slots import JUST_TAKEN, JUST_TAKEN_THERE, NOT_SURE
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.booking_site import MONDAY, NEED, Clock, desks, free, key, service, settings
from tests.kiosk.bench import Bench

if TYPE_CHECKING:
    from kiosk.bookings.table import Desks

TUESDAY = "mardi 24\u00a0novembre"
HOURS = {"tuesday": ["09:00-10:00", "13:30-14:30"], "wednesday": ["09:00-10:00"]}
OTHER = {"id": "papier", "need": "commune_papiers", "label": "Autre papier", "office": "autre", "desks": 3}


@dataclass
class Room:
    """A site with an agenda, its facilitator, and a visitor somewhere else."""

    folder: Path
    more: tuple[dict[str, object], ...] = ()
    sure: bool = True
    clock: Clock = field(default_factory=Clock)
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        one = service(desks=1, hours=HOURS)
        site = settings(self.folder, {"kind": "agenda"}, one, *self.more, demonstration=True)
        self.clock.turn(3600)
        self.visitor: Desks = desks(site, self.folder, self.clock)
        agenda = StaffAgenda.of([desk.provider for desk in desks(site, self.folder, self.clock).values()])
        assert agenda is not None
        self.agenda = agenda
        self.bench = Bench(self.folder, settings=site, more={"staff": StaffPorts(agenda=agenda)})
        if not self.sure:
            self.bench.kiosk.days.site = self.bench.kiosk.site.on(None)

    def enter(self) -> Page:
        self.bench.kiosk.staff.knock()
        self.bench.kiosk.staff.let_in()
        return self.bench.touch("Mes créneaux")

    def book(self, number: int = 0, need: NeedId = NEED) -> Booked:
        desk = self.visitor[need]
        end = desk.provider.book(free(desk, 6)[number], key(), Contact())
        assert isinstance(end, Booked)
        return end

    def offered(self) -> list[str]:
        return [f"{slot.start:%d %H:%M}" for slot in free(self.visitor[NEED], 6)]

    def week_takings(self) -> list[Taking]:
        week = self.agenda.week(MONDAY)
        assert isinstance(week, Week)
        return list(week.taken())

    def go(self, spoken: str) -> Page:
        """Touch the cell of the grid of which this is said first."""
        found = [one for one in explorable(self.bench.page) if one.spoken.startswith(spoken)]
        return self.bench.press(found[0].id)

    def states(self) -> dict[str, str]:
        page = self.bench.page
        assert isinstance(page, AgendaPage)
        return {one.label.replace("\u00a0", " "): one.hint.replace("\u00a0", " ") for one in page.hours}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_the_week_shows_what_is_free_and_taken_and_closed(room: Room) -> None:
    room.book()
    page = room.enter()
    assert isinstance(page, AgendaPage)
    assert page.title == "Semaine du 23\u00a0novembre"
    assert [day.head.label for day in page.week] == ["Lundi 23", "Mardi 24", "Mercredi 25", "Jeudi 26", "Vendredi 27"]
    assert [day.head.hint for day in page.week] == ["aujourd’hui", "", "", "", ""]
    told = [tuple(half.hint for half in day.halves) for day in page.week]
    assert told == [("rien", "rien"), ("libre, 1\u00a0réservé", "libre"), ("libre", "rien"), *([("rien", "rien")] * 2)]


def test_an_hour_is_closed_by_a_touch_and_opened_by_another(room: Room) -> None:
    room.enter()
    room.go(f"{TUESDAY}, matin")
    assert room.states() == {"9 h 00": "libre", "9 h 20": "libre", "9 h 40": "libre"}
    room.bench.touch("9 h 20")
    assert room.states() == {"9 h 00": "libre", "9 h 20": "fermé", "9 h 40": "libre"}
    assert "24 08:20" not in room.offered()
    room.bench.touch("9 h 20")
    assert room.states()["9 h 20"] == "libre"
    assert "24 08:20" in room.offered()


def test_half_a_day_and_a_day_are_closed_and_opened(room: Room) -> None:
    room.enter()
    room.go(f"{TUESDAY}, après-midi")
    room.bench.touch("Fermer l’après-midi")
    assert room.offered() == ["24 08:00", "24 08:20", "24 08:40", "25 08:00", "25 08:20", "25 08:40"]
    room.bench.press("@back")
    room.go(TUESDAY)
    assert room.bench.labels()[:2] == ["Fermer la journée", "Ouvrir la journée"]
    room.bench.touch("Fermer la journée")
    assert room.offered() == ["25 08:00", "25 08:20", "25 08:40"]
    assert isinstance(room.bench.page, AgendaPage)
    assert [half.hint for half in room.bench.page.week[1].halves] == ["fermé", "fermé"]
    room.go(TUESDAY)
    room.bench.touch("Ouvrir la journée")
    assert len(room.offered()) == 9


def test_a_day_with_appointments_is_closed_only_after_their_codes_were_shown(room: Room) -> None:
    one, two = room.book(), room.book(4)
    room.enter()
    room.go(TUESDAY)
    page = room.bench.touch("Fermer la journée")
    assert isinstance(page, InfoPage)
    assert page.title == "2 rendez-vous restent pris"
    shown = " ".join(line.text for line in page.lines)
    assert one.cancel_code in shown
    assert two.cancel_code in shown
    assert not any(one.cancel_code in line.spoken for line in page.lines if line.icon == "key")
    room.bench.touch("Ne rien changer")
    assert len(room.offered()) == 7
    room.bench.touch("Fermer la journée", "Fermer le reste")
    assert room.offered() == ["25 08:00", "25 08:20", "25 08:40"]
    assert {taking.code for taking in room.week_takings()} == {one.cancel_code, two.cancel_code}


def test_an_hour_that_was_taken_a_moment_ago_is_not_closed(room: Room) -> None:
    room.enter()
    room.go(f"{TUESDAY}, matin")
    booked = room.book()
    room.bench.touch("9 h 00")
    assert [line.text for line in room.bench.page.lines] == [JUST_TAKEN]
    assert room.states()["9 h 00"] == "réservé"
    assert [taking.code for taking in room.week_takings()] == [booked.cancel_code]


def test_a_day_in_which_somebody_books_a_moment_ago_asks_first(room: Room) -> None:
    room.enter()
    room.go(TUESDAY)
    first = room.book()
    page = room.bench.touch("Fermer la journée")
    assert isinstance(page, InfoPage)
    assert page.lines[0].text == JUST_TAKEN_THERE
    second = room.book(2)
    page = room.bench.touch("Fermer le reste")
    assert page.title == "2 rendez-vous restent pris", "and again, when one more is taken meanwhile"
    room.bench.touch("Fermer le reste")
    assert room.offered() == ["25 08:00", "25 08:20", "25 08:40"]
    assert {taking.code for taking in room.week_takings()} == {first.cancel_code, second.cancel_code}


def test_an_appointment_is_cancelled_after_two_questions(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    booked = room.book()
    room.enter()
    page = room.bench.touch("Les codes")
    (only,) = page.choices
    assert (only.label, only.hint) == ("Mardi 24, 9\u00a0h\u00a000", f"code {booked.cancel_code}")
    page = room.bench.press(only.id)
    assert isinstance(page, InfoPage)
    assert [line.text for line in page.lines if line.personal] == [f"Code\u00a0: {booked.cancel_code}"]
    room.bench.touch("Annuler ce rendez-vous", "Non, le garder")
    assert isinstance(room.bench.page, InfoPage)
    room.bench.touch("Annuler ce rendez-vous", "Oui, annuler")
    assert room.bench.page.title == "La personne est-elle prévenue\u00a0?"
    assert len(room.week_takings()) == 1
    room.bench.touch("Oui, annuler maintenant")
    assert [line.text for line in room.bench.page.lines] == ["Le rendez-vous est annulé."]
    assert room.week_takings() == []
    assert "24 08:00" in room.offered()
    assert "Les codes" not in room.bench.labels()
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert told == "staff: cancel_booking: done"
    assert booked.cancel_code not in told


def test_an_appointment_that_was_cancelled_elsewhere_is_told_to_be_gone(room: Room) -> None:
    booked = room.book()
    room.enter()
    room.go(f"{TUESDAY}, matin")
    room.bench.touch("9 h 00", "Annuler ce rendez-vous", "Oui, annuler")
    room.agenda.cancel(booked.ref)
    room.bench.touch("Oui, annuler maintenant")
    assert [line.text for line in room.bench.page.lines] == ["Ce rendez-vous n’existe plus."]
    assert room.states()["9 h 00"] == "libre"


def test_acts_are_logged_with_success_or_failure(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    room.enter()
    room.go(f"{TUESDAY}, matin")
    room.bench.touch("9 h 20", "9 h 20")
    room.book()
    room.bench.touch("9 h 00")
    assert [record.getMessage() for record in caplog.records] == [
        "staff: close_slots: done",
        "staff: open_slots: done",
        "staff: close_slots: failed",
    ]


def test_several_desks_keep_the_free_places_of_an_hour_apart(tmp_path: Path) -> None:
    other = service(**{**OTHER, "hours": {"tuesday": ["09:00-09:40"]}})
    room = Room(tmp_path, (other,))
    booked = room.book(need=NeedId("commune_papiers"))
    room.enter()
    room.bench.touch("Choisir le motif", "Autre papier")
    assert [line.text for line in room.bench.page.lines] == ["Motif\u00a0: Autre papier."]
    room.go(f"{TUESDAY}, matin")
    assert room.states() == {"9 h 00": "libre, 1 réservé", "9 h 20": "libre"}
    page = room.bench.touch("9 h 00")
    assert page.choices[0].label == f"Code {booked.cancel_code}"
    assert booked.cancel_code not in page.choices[0].spoken
    room.bench.touch("Fermer les autres places")
    assert room.states() == {"9 h 00": "fermé, 1 réservé", "9 h 20": "libre"}
    assert len(room.offered()) == 9, "the other motive stays open"


def test_closing_a_day_of_all_motives_closes_each(tmp_path: Path) -> None:
    other = service(**{**OTHER, "hours": {"tuesday": ["09:00-09:40"]}})
    room = Room(tmp_path, (other,))
    room.enter()
    room.go(f"{TUESDAY}, matin")
    assert isinstance(room.bench.page, ChoicePage)
    assert room.bench.labels()[1:3] == ["Carte d'identité", "Autre papier"]
    room.bench.touch("Autre papier")
    assert isinstance(room.bench.page, AgendaPage)
    room.bench.press("@back", "@back")
    room.go(TUESDAY)
    room.bench.touch("Fermer la journée")
    assert room.offered() == ["25 08:00", "25 08:20", "25 08:40"]
    assert free(room.visitor[NeedId("commune_papiers")], 6) == ()


def test_weeks_are_leafed_through_between_this_one_and_half_a_year(room: Room) -> None:
    room.enter()
    assert "Semaine d’avant" not in room.bench.labels()
    room.bench.touch("Semaine d’après", "Semaine d’après")
    assert room.bench.page.title == "Semaine du 7\u00a0décembre"
    room.bench.touch("Semaine d’avant")
    assert room.bench.page.title == "Semaine du 30\u00a0novembre"
    room.bench.touch("Semaine d’après", "Cette semaine")
    assert room.bench.page.title == "Semaine du 23\u00a0novembre"
    for _ in range(26):
        room.bench.touch("Semaine d’après")
    assert "Semaine d’après" not in room.bench.labels()


def test_with_a_clock_that_is_not_trusted_no_day_is_today_and_none_is_past(tmp_path: Path) -> None:
    room = Room(tmp_path, sure=False)
    page = room.enter()
    assert isinstance(page, AgendaPage)
    assert page.title == "Semaine du 23\u00a0novembre 2026"
    assert [line.text for line in page.lines] == [NOT_SURE]
    assert not any(day.head.hint or day.head.chosen for day in page.week)
    room.bench.touch("Semaine d’avant")
    room.go("mardi 17")
    room.bench.touch("Fermer la journée")
    assert isinstance(room.bench.page, AgendaPage)
    assert [half.hint for half in room.bench.page.week[1].halves] == ["fermé", "fermé"]


def test_past_days_are_left_out_and_on_a_weekend_the_next_week_is_shown(room: Room) -> None:
    room.clock.turn(timedelta(days=2).total_seconds())
    room.bench.kiosk.days.site = room.bench.kiosk.site.on(date(2026, 11, 25))
    page = room.enter()
    assert isinstance(page, AgendaPage)
    assert [day.head.label for day in page.week] == ["Mercredi 25", "Jeudi 26", "Vendredi 27"]
    room.bench.press("@shut")
    room.clock.turn(timedelta(days=3).total_seconds())
    room.bench.kiosk.days.site = room.bench.kiosk.site.on(date(2026, 11, 28))
    room.bench.wall += timedelta(days=5)
    assert room.enter().title == "Semaine du 30\u00a0novembre"


def test_retour_leads_back_the_way_one_came(room: Room) -> None:
    room.book()
    room.enter()
    titles = [room.bench.page.title, room.go(TUESDAY).title]
    titles += [room.bench.touch(label).title for label in ("Voir le matin", "9 h 00")]
    for title in reversed(titles[:-1]):
        assert room.bench.press("@back").title == title
    assert isinstance(room.bench.press("@back"), StaffPage)


def test_what_another_screen_did_is_seen_after_a_while(room: Room) -> None:
    room.enter()
    room.book()
    room.bench.turn(10)
    assert "Les codes" not in room.bench.labels()
    room.bench.turn(10)
    assert "Les codes" in room.bench.labels()


def test_what_is_read_anew_for_one_page_does_not_take_away_what_another_is_about(room: Room) -> None:
    booked = room.book()
    room.enter()
    room.go(f"{TUESDAY}, matin")
    room.bench.later = True
    room.bench.turn(20)
    room.agenda.cancel(booked.ref)
    room.bench.touch("9 h 00")
    room.bench.work()
    assert isinstance(room.bench.page, InfoPage)
    room.bench.press("@repeat")
    room.bench.touch("Annuler ce rendez-vous", "Oui, annuler", "Oui, annuler maintenant")
    room.bench.work()
    assert [line.text for line in room.bench.page.lines] == ["Ce rendez-vous n’existe plus."]


# ---- slow, broken, left ----------------------------------------------------------------------------------


def test_a_slow_agenda_shows_a_moving_picture_and_takes_no_second_touch(room: Room) -> None:
    room.enter()
    room.go(f"{TUESDAY}, matin")
    room.bench.later = True
    room.bench.touch("9 h 20", "9 h 40")
    (work, told), (_, patience) = room.bench.jobs
    assert isinstance(room.bench.page, AgendaPage), "quick work changes nothing on the screen"
    patience(False)  # noqa: FBT003  # what an event's wait says after its time
    assert isinstance(room.bench.page, WaitingPage)
    told(work())
    assert room.states() == {"9 h 00": "libre", "9 h 20": "fermé", "9 h 40": "libre"}


def test_an_agenda_that_does_not_answer_is_a_calm_page(room: Room, tmp_path: Path) -> None:
    room.enter()
    room.go(f"{TUESDAY}, matin")
    spoiled = (tmp_path / "agenda.db").read_bytes()
    for part in tmp_path.glob("agenda.db*"):
        part.unlink()
    (tmp_path / "agenda.db").mkdir()
    page = room.bench.touch("9 h 20")
    assert isinstance(page, NoticePage)
    assert [line.text for line in page.lines] == ["Rien n’a changé."]
    (tmp_path / "agenda.db").rmdir()
    (tmp_path / "agenda.db").write_bytes(spoiled)
    room.bench.touch("Essayer encore")
    assert room.states()["9 h 20"] == "libre"


def test_an_answer_that_comes_after_the_door_was_closed_is_done_and_logged_and_not_shown(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    room.enter()
    room.go(f"{TUESDAY}, matin")
    room.bench.later = True
    room.bench.touch("9 h 20")
    room.bench.press("@shut")
    shown = room.bench.page
    room.bench.work()
    assert room.bench.page == shown
    assert "24 08:20" not in room.offered()
    assert "staff: close_slots: done" in [record.getMessage() for record in caplog.records]


def test_without_an_embedded_agenda_there_is_no_tile(tmp_path: Path) -> None:
    bench = Bench(tmp_path, more={"staff": StaffPorts()})
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    assert isinstance(bench.page, StaffPage)
    assert "Mes créneaux" not in bench.labels()
    assert ChoiceId("staff:slots") not in {one.id for one in bench.page.choices}
