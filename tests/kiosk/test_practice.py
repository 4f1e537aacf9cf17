"""The exercise: everything of a booking, and nothing that leaves the kiosk's memory or stays in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Never
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk.bookings.practice import practice_desk, practice_service
from kiosk.bookings.protocol import Booked, Capabilities, Exclusive, HoldKind, Mode, Slots
from kiosk.errors import SettingsError
from kiosk.events import Outcome
from kiosk.ids import PRACTICE, PRACTICE_SERVICE, JourneyId
from kiosk.journey.model import OutcomeStep, RecapStep, SlotsStep, Step, TicketStep
from kiosk.page import EntryPage, HomePage, IdlePage, RecapPage, SlotsPage, TicketPage
from kiosk.pages.build import ticket_of
from kiosk.settings import load
from kiosk.ticket import as_calendar, as_text
from tests.kiosk.bench import MONDAY, Bench

NOTICE = "C’est un exercice\u00a0: rien n’est envoyé."
TO_DAYS = ("@other", "essayer", "garage", "lunettes", "continuer")
TO_REAL_NAME = ("forem", "inscription", "commencer", "ecole", "continuer", "continuer", "ici")
NAME = ("key:Z", "key:O", "@done")
BRUSSELS = ZoneInfo("Europe/Brussels")


class Alarm:
    """A real provider that must not be touched: it tells what it can do when the site is opened, and nothing more."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.SERVER, Exclusive.PROVEN, Mode.BOOK)

    def _ring(self, *_: object) -> Never:
        self.asked.append("asked")
        raise AssertionError("an exercise asked a real provider")

    services = slots = hold = renew = release = book = find = cancel = _ring


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site whose real providers raise on any call."""
    return Bench(tmp_path, provide=lambda _: Alarm())


def to_ticket(bench: Bench) -> TicketPage:
    """Through the whole exercise."""
    bench.press(*TO_DAYS)
    choose_hour(bench)
    bench.press(*NAME, "@confirm")
    assert isinstance(bench.page, TicketPage)
    return bench.page


def choose_hour(bench: Bench) -> str:
    """The first day, its first hour."""
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    hour = bench.page.choices[0]
    bench.press(hour.id)
    return hour.id


def around_the_ticket(bench: Bench) -> None:
    """Everything that can be touched from the ticket on, and what time does."""
    for way in (("@finish", "@close"), ("@person", "@close"), ("@sound", "@close"), ("@cancel", "@close")):
        bench.press(*way)
    bench.turn(125)
    assert isinstance(bench.page, IdlePage)
    bench.stay()
    bench.press("@cancel", "@cancel_yes", "@other_hour")
    choose_hour(bench)
    bench.press("@back", "@back", "@back", "continuer")
    choose_hour(bench)
    bench.press(*NAME, "@confirm", "@other_way", "debut", "photo", "continuer")
    choose_hour(bench)
    for _ in range(4):
        bench.turn(100)
        bench.touch_beside()


def test_it_reaches_no_real_provider_and_no_disk(bench: Bench, tmp_path: Path) -> None:
    to_ticket(bench)
    around_the_ticket(bench)
    bench.press("@finish", "@end", "@stay")
    to_ticket(bench)
    bench.turn(300)
    assert isinstance(bench.page, HomePage)
    assert len(bench.events) == 2
    assert list(tmp_path.rglob("*")) == []


def test_the_alarm_rings_where_a_real_hour_is_asked_for(bench: Bench) -> None:
    with pytest.raises(AssertionError, match="real provider"):
        bench.press("commune", "identite", "abimee", "continuer", "continuer", "ici")


def test_every_page_of_it_says_so_once_and_no_other_does(bench: Bench) -> None:
    bench.press("@other")
    outside = len(bench.pages)
    bench.press("@back")
    del bench.pages[outside:]
    to_ticket(bench)
    around_the_ticket(bench)
    inside = bench.pages[outside + 1 :]
    assert all(page.practice for page in inside)
    assert {kind.__name__ for kind in map(type, inside)} >= {"ChoicePage", "TicketPage", "RecapPage", "NoticePage"}
    for page in (page for page in inside if page.say and page.say[0].mark == "title"):
        assert [one.text for one in page.say].count(NOTICE) == 1, page.title
        assert not any("Exemple" in one.text for one in page.say)  # one notice is enough: the site's gives way
    bench.press("@finish", "@end")
    assert not any(page.practice for page in (*bench.pages[:outside], bench.page))


def test_the_ticket_is_an_exercise_and_leads_nowhere_real(bench: Bench) -> None:
    ticket = to_ticket(bench)
    assert ticket.title.startswith("Exercice")
    assert ticket.lines[-1].text == f"Code d’exercice\u00a0: {ticket.code}"
    assert [choice.label for choice in ticket.choices] == ["Finir l’exercice", "Annuler ce rendez-vous"]
    assert bench.press("@qr") is ticket
    paper = ticket_of(bench.kiosk.site, bench.kiosk.session, bench.kiosk.ref)
    assert as_text(paper).startswith("Exercice\nC’est un exercice : rien n’est\nenvoyé.\n")
    with pytest.raises(ValueError, match="exercise"):
        as_calendar(paper)


def test_the_end_promises_nothing_that_stays(bench: Bench) -> None:
    to_ticket(bench)
    bench.press("@finish")
    assert [line.text for line in bench.page.lines] == ["Tout s’efface pour vous protéger."]


def test_the_next_visitor_finds_the_same_hours(bench: Bench) -> None:
    bench.press(*TO_DAYS)
    first = choose_hour(bench)
    bench.press(*NAME, "@confirm", "@finish", "@end")
    bench.press("@stay", *TO_DAYS)
    assert choose_hour(bench) == first


def test_its_hour_is_taken_for_who_tries_again(bench: Bench) -> None:
    bench.press(*TO_DAYS)
    first = choose_hour(bench)
    bench.press(*NAME, "@confirm", "@other_way", "debut", "photo", "continuer")
    assert choose_hour(bench) != first


def test_an_invented_name_never_comes_to_a_real_office(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.press(*TO_DAYS)
    choose_hour(bench)
    bench.press(*NAME)
    assert isinstance(bench.page, RecapPage)
    bench.press(*["@back"] * 9)
    assert isinstance(bench.page, HomePage)
    assert bench.kiosk.session.ticked == frozenset()
    bench.press(*TO_REAL_NAME)
    choose_hour(bench)
    assert isinstance(bench.page, EntryPage)
    assert bench.page.value.text == ""
    bench.press(*NAME)
    assert bench.kiosk.session.typed == {"name": "Zo"}
    bench.press(*["@back"] * 12)
    bench.press(*TO_DAYS)
    choose_hour(bench)
    assert isinstance(bench.page, EntryPage)
    assert bench.page.value.text == ""


def test_it_needs_no_service(tmp_path: Path) -> None:
    ticket = to_ticket(Bench(tmp_path, settings=msgspec.structs.replace(load(), providers={}, services=())))
    assert "Lieu inventé" in [line.text for line in ticket.lines]


@pytest.mark.parametrize("start", [datetime(1970, 1, 1, 0, 5, tzinfo=UTC), datetime(2031, 5, 30, 23, 59, tzinfo=UTC)])
def test_it_needs_no_trusted_clock(tmp_path: Path, start: datetime) -> None:
    bench = Bench(tmp_path)
    bench.wall = start
    assert to_ticket(bench).code


@pytest.mark.parametrize("days", range(0, 366, 5))
def test_there_are_some_days_on_any_day_and_always_the_same(days: int) -> None:
    now = MONDAY + timedelta(days=days)
    found = [offered(lambda: now) for _ in range(2)]
    assert found[0] == found[1]
    shown = {slot.start.astimezone(BRUSSELS).date() for slot in found[0]}
    assert 3 <= len(shown) <= 6
    assert min(shown) > now.astimezone(BRUSSELS).date()


def offered(now: Callable[[], datetime]) -> tuple[Any, ...]:
    """What a desk of the exercise offers."""
    desk = practice_desk(BRUSSELS, now)
    found = desk.provider.slots(desk.service, now().date(), now().date() + timedelta(days=8))
    assert isinstance(found, Slots)
    return found.slots


def test_no_site_may_call_a_service_so(tmp_path: Path) -> None:
    text = '[site]\nname = "Essai"\ncommune = "la_louviere"\n[office]\nname = "Essai"\n[providers.a]\nkind = "agenda"\n'
    service = '[[services]]\nid = "{}"\nneed = "{}"\nlabel = "x"\nprovider = "a"\noffice = "site"\n'
    path = tmp_path / "site.toml"
    for one, need in ((PRACTICE_SERVICE, "a"), ("a", PRACTICE)):
        path.write_text(text + service.format(one, need), encoding="utf-8")
        with pytest.raises(SettingsError, match="own exercise"):
            load(path)


def test_even_a_desk_of_that_name_is_not_asked(bench: Bench) -> None:
    desks = bench.opened.desks
    named = replace(desks, known={**desks.known, PRACTICE: next(iter(desks.values()))})
    again = Bench(bench.data, ready=replace(bench.opened, desks=named), provide=lambda _: Alarm())
    to_ticket(again)
    again.press("@cancel", "@cancel_yes")


def test_exercises_are_marked_and_end_in_an_exercise(bench: Bench) -> None:
    journeys = bench.kiosk.site.library.journeys.values()
    exercises = [journey for journey in journeys if journey.practice]
    assert [journey.id for journey in exercises] == ["essayer"]
    for journey in exercises:
        assert {SlotsStep, RecapStep, TicketStep} <= {type(step) for step in journey.steps}
        tickets = [step.title for step in journey.steps if isinstance(step, TicketStep)]
        assert all("Exercice" in title for title in tickets)
    assert practice_service().place.sure


@pytest.mark.parametrize(
    ("touches", "outcome", "journey"),
    [
        (("@other", "essayer"), Outcome.LEFT, "essayer"),
        (("@other", "essayer", "@person"), Outcome.PERSON, "essayer"),
        ((), Outcome.INFORMATION, "essayer"),
        (("@cancel", "@cancel_yes"), Outcome.INFORMATION, "essayer"),
        (("@other_way", "accueil"), Outcome.INFORMATION, "essayer"),
        (("@other_way", "accueil", "forem", "inscription"), Outcome.LEFT, "forem_inscription"),
    ],
)
def test_it_counts_as_information_and_never_as_booked(
    bench: Bench, touches: tuple[str, ...], outcome: Outcome, journey: str
) -> None:
    if touches[:1] != ("@other",):
        to_ticket(bench)
    bench.press(*touches)
    bench.turn(300)
    assert [(event.outcome, event.journey) for event in bench.events] == [(outcome, journey)]


def test_who_books_in_earnest_afterwards_counts_for_that_alone(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    to_ticket(bench)
    bench.press("@other_way", "accueil", "commune", "identite", "abimee", "continuer", "continuer", "ici")
    choose_hour(bench)
    bench.press("@confirm")
    assert isinstance(bench.kiosk.session.appointment.end, Booked)
    bench.turn(300)
    assert [(event.outcome, event.journey) for event in bench.events] == [(Outcome.BOOKED, "commune_identite")]


def test_who_was_told_by_telephone_first_counts_for_that(tmp_path: Path) -> None:
    opened = Bench(tmp_path).opened
    library = opened.site.library
    identity = library.journeys[JourneyId("commune_identite")]
    steps = tuple(home_instead_of_end(step) for step in identity.steps)
    journeys = {**library.journeys, identity.id: msgspec.structs.replace(identity, steps=steps)}
    site = replace(opened.site, library=replace(library, journeys=journeys))
    bench = Bench(tmp_path, ready=replace(opened, site=site))
    bench.press("commune", "identite", "abimee", "continuer", "continuer", "telephone", "fait", "resume", "terminer")
    to_ticket(bench)
    bench.turn(300)
    assert [(event.outcome, event.journey) for event in bench.events] == [(Outcome.PHONE, "commune_identite")]


def home_instead_of_end(step: Step) -> Step:
    """The same step with its way to the end leading to the resting screen."""
    if not isinstance(step, OutcomeStep):
        return step
    ways = (msgspec.structs.replace(one, to="@home") if one.to == "@end" else one for one in step.choices)
    return msgspec.structs.replace(step, choices=tuple(ways))


def test_the_door_stands_behind_autre_chose(bench: Bench) -> None:
    bench.press("@other")
    assert [choice.label for choice in bench.page.choices] == [
        "Je ne sais pas",
        "Essayer sans risque",
        "Ce que la borne compte",
        "Demander à une personne",
    ]
    assert "Réserver une séance" in [choice.label for choice in bench.press("@back", "apprendre").choices]
