"""A visit to an official site in the core alone: the browser is a stub that does what it is told, and tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.browsers import Browsers
from kiosk.events import EndReason, GuidanceLost, Outcome
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Touched, Trouble, Working
from kiosk.official_site.protocol import Frame, Glass, Hosts
from kiosk.official_site.view import Element, Entry, View
from kiosk.opening import open_site
from kiosk.page import (
    ChoicePage,
    ErasedPage,
    HomePage,
    IdlePage,
    NoticePage,
    OutcomePage,
    Page,
    QrPage,
    SiteEntryPage,
    SitePage,
    TicketPage,
    Utterance,
)
from kiosk.pages.speech import marks_of, utterances_of
from kiosk.settings import load
from kiosk.ticket_of_site import as_calendar, as_text
from tests.kiosk.bench import Bench
from tests.kiosk.official_site.made import AGREE, BOOK, END, FORM, GUIDANCE, HOME, LOGIN, MAIL, NAME, SEND, in_state
from tests.kiosk.official_site.made import with_ as changed
from tests.official_journey import AROUND, DOOR, GO, SITE, TAKEN, leading_to

GLASS = Glass(800, 600, 2.0)
CANARY = "ZQXJ"


class Stub:
    """Writes down what it is told to do."""

    def __init__(self, log: list[tuple[Any, ...]]) -> None:
        self.log = log
        self.tell: Callable[[BrowserEvent], None]
        self.picture: Callable[[Frame], None]

    def on_event(self, callback: Callable[[BrowserEvent], None]) -> None:
        self.tell = callback

    def on_frame(self, callback: Callable[[Frame], None]) -> None:
        self.picture = callback

    def open(self, url: str, hosts: Hosts, glass: Glass) -> None:
        self.log.append(("open", url, hosts, glass))

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given, **named: self.log.append((name, *given, *named.values()))


class Pictures:
    def __init__(self) -> None:
        self.shown: list[Frame] = []

    def take(self, frame: Frame, /) -> None:
        self.shown.append(frame)

    def clear(self) -> None:
        self.shown.clear()


class Desk(Bench):
    """A bench with a stub for a browser, on the way to a site."""

    def __init__(self, data: Path, **ports: Any) -> None:
        self.log: list[tuple[Any, ...]] = []
        self.browsers: list[Stub] = []
        self.pictures = Pictures()
        opened = open_site(load(), data, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23))
        ports = {
            "browsers": Browsers(browser=self._browser, ahead=lambda: self.log.append(("ahead",))),
            "pictures": self.pictures,
            **ports,
        }
        super().__init__(data, ready=leading_to(opened, GUIDANCE), more=ports)

    def _browser(self) -> Stub:
        self.browsers.append(Stub(self.log))
        return self.browsers[-1]

    def done(self, name: str) -> list[tuple[Any, ...]]:
        """What was done of one kind."""
        return [one[1:] for one in self.log if one[0] == name]

    def go(self) -> None:
        self.touch(DOOR, GO)
        self.kiosk.guiding.resized(GLASS)

    def tell(self, *events: BrowserEvent) -> None:
        for event in events:
            self.browsers[-1].tell(event)

    def come_to(self, *views: View) -> None:
        for view in views:
            self.tell(Working(), Arrived(view))

    def tap(self, element: Element) -> None:
        self.touch_beside()
        self.kiosk.guiding.tapped(20, 50)
        self.tell(Touched(element))

    def press_on_page(self, element: Element) -> None:
        self.tap(element)
        self.tap(element)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def there(desk: Desk) -> Desk:
    """On the first page of the site."""
    desk.go()
    desk.come_to(HOME)
    return desk


def confirmed(desk: Desk) -> None:
    desk.press_on_page(BOOK)
    desk.come_to(FORM)
    desk.press_on_page(SEND)
    desk.come_to(END)


def test_the_browser_is_started_ahead_and_opened_when_there_is_a_glass(desk: Desk) -> None:
    desk.touch(DOOR)
    assert desk.log == [("ahead",)]
    desk.touch(GO)
    assert isinstance(desk.page, SitePage)
    assert desk.page.official.busy
    assert desk.done("open") == []
    desk.kiosk.guiding.resized(GLASS)
    assert desk.done("open") == [(GUIDANCE.start, GUIDANCE.allowed(), GLASS)]
    smaller = Glass(800, 200, 2.0)
    desk.kiosk.guiding.resized(smaller)
    assert desk.done("resize") == [(smaller,)]


def test_the_page_says_what_to_do_and_two_touches_press(there: Desk) -> None:
    page = there.page
    assert isinstance(page, SitePage)
    assert page.lines[0].text.startswith("Touchez le bouton jaune")
    assert there.said == [page.lines[0].text]
    assert page.official.pointed == BOOK.box
    assert page.official.scale == GLASS.scale
    there.tap(BOOK)
    assert BOOK.name in " ".join(there.said)
    assert there.done("activate") == []
    there.tap(BOOK)
    assert there.done("activate") == [(BOOK.node,)]


def test_what_changes_on_the_page_builds_no_other_screen(there: Desk) -> None:
    there.tap(BOOK)
    assert not there.page.fresh
    assert isinstance(there.page, SitePage)
    assert there.page.official.touched == BOOK.box


def test_a_field_is_filled_in_with_our_keypad_and_nothing_of_it_is_said(there: Desk) -> None:
    there.come_to(FORM)
    there.press_on_page(NAME)
    assert isinstance(there.page, SiteEntryPage)
    there.press(*(f"key:{sign}" for sign in CANARY))
    there.press("@site_enter")
    assert there.done("fill") == [(NAME.node, CANARY.capitalize())]
    assert isinstance(there.page, SitePage)
    heard = [one for page in there.pages for one in page.say if not one.personal]
    assert all(CANARY.lower() not in one.text.lower() for one in heard)
    assert CANARY.lower() not in repr(there.kiosk.session).lower()


def test_what_the_site_repeats_of_it_is_for_a_headset_alone(there: Desk) -> None:
    there.come_to(FORM)
    there.press_on_page(NAME)
    there.press(*(f"key:{sign}" for sign in CANARY), "@site_enter")
    repeated = Element(MAIL.node, MAIL.role, MAIL.name, entry=MAIL.entry, note=f"Bonjour {CANARY}")
    there.tell(Arrived(changed(FORM, repeated)))
    there.press_on_page(repeated)
    there.press("@sound", "@close")
    said = [one for one in there.page.say if CANARY in one.text]
    assert said
    assert all(one.personal for one in said)


def _found(page: Page, words: str) -> list[Utterance]:
    """What a finger that explores a page is told of these words."""
    return [one for mark in marks_of(page) for one in utterances_of(page, mark) if words in one.text]


def test_a_finger_that_finds_it_on_a_page_of_ours_is_told_by_a_headset_alone(there: Desk) -> None:
    there.come_to(FORM)
    there.press_on_page(NAME)
    there.press(*(f"key:{sign}" for sign in CANARY), "@site_enter")
    there.tell(Asked(f"Bonjour {CANARY}, est-ce juste ?", may_refuse=True))
    assert isinstance(there.page, NoticePage)
    assert [one.personal for one in _found(there.page, CANARY)] == [True]
    assert [one.personal for one in _found(there.page, "D’accord")] == [False]
    there.touch("Non")
    people = Element(40, "combobox", f"De {CANARY}", entry=Entry.CHOICE, options=("Une autre", f"Madame {CANARY}"))
    there.tell(Arrived(changed(FORM, replace(people, node=MAIL.node))))
    there.press_on_page(replace(people, node=MAIL.node))
    assert isinstance(there.page, ChoicePage)
    assert [one.personal for one in _found(there.page, CANARY)] == [True, True]
    assert [one.personal for one in _found(there.page, "Une autre")] == [False]


def test_retour_leaves_the_field_and_then_the_site(there: Desk) -> None:
    there.come_to(FORM)
    there.press_on_page(NAME)
    there.press("@back")
    assert isinstance(there.page, SitePage)
    assert there.kiosk.ref == SITE
    there.press("@back")
    assert there.kiosk.ref != SITE
    assert there.done("close") == [()]
    assert there.log[-1] == ("ahead",)
    assert there.kiosk.session.official is None


def test_a_confirmation_becomes_a_ticket_that_says_whose_word_it_is(there: Desk) -> None:
    confirmed(there)
    page = there.page
    assert isinstance(page, TicketPage)
    shown = [line.text.replace("\u00a0", " ") for line in page.lines]
    assert shown == ["mardi 24 novembre", "10 h 40", "Maison communale", GUIDANCE.name, "Selon le site."]
    there.touch("Mettre sur mon téléphone")
    assert isinstance(there.page, QrPage)
    there.touch("C’est fait")
    assert isinstance(there.page, TicketPage)
    there.touch("Voir la page du site")
    assert isinstance(there.page, SitePage)
    assert there.said == [line.text for line in there.page.lines]
    there.tell(Arrived(END))
    assert isinstance(there.page, SitePage)


def test_behind_the_ticket_the_journey_goes_on_and_the_visit_counts_as_online(there: Desk) -> None:
    confirmed(there)
    there.touch("Continuer")
    assert there.kiosk.ref == TAKEN
    assert isinstance(there.page, OutcomePage)
    there.touch("Terminer")
    (visit,) = there.events
    assert visit.outcome is Outcome.ONLINE


def test_who_ends_the_visit_on_the_ticket_has_booked_all_the_same(there: Desk) -> None:
    confirmed(there)
    there.press("@finish", "@end")
    assert there.events[0].outcome is Outcome.ONLINE


def test_who_is_asked_whether_to_end_sees_the_ticket_first(there: Desk) -> None:
    there.press_on_page(BOOK)
    there.come_to(FORM)
    there.press_on_page(SEND)
    there.press("@finish")
    there.come_to(END)
    assert isinstance(there.page, TicketPage)


def test_the_ticket_as_text_and_as_an_event(there: Desk) -> None:
    confirmed(there)
    found, zone = there.kiosk.session.confirmed, there.opened.site.zone
    assert found is not None
    assert as_text(found, zone).splitlines()[:4] == [
        "Le site a confirmé",
        "mardi 24 novembre",
        "10 h 40",
        "Maison communale",
    ]
    event = as_calendar(found, zone)
    assert "DTSTART:20261124T094000Z" in event
    assert "DTEND" not in event


@pytest.mark.parametrize("trouble", list(Trouble))
def test_each_trouble_is_a_calm_page_with_a_way_on(there: Desk, trouble: Trouble) -> None:
    there.pictures.take(Frame(b"", 1, 1))
    there.tell(Failed(trouble))
    assert isinstance(there.page, NoticePage)
    assert there.pictures.shown == []
    there.touch("Un autre moyen")
    assert there.kiosk.ref == AROUND
    assert there.done("close") == [()]


def test_again_is_another_browser(there: Desk) -> None:
    there.tell(Failed(Trouble.CRASHED))
    first = there.browsers[-1]
    there.touch("Essayer encore")
    assert len(there.browsers) == 2
    assert there.done("close") == [()]
    assert len(there.done("open")) == 2
    first.tell(Failed(Trouble.HUNG))
    assert isinstance(there.page, SitePage)
    there.come_to(HOME)
    assert there.page.lines[0].text.startswith("Touchez le bouton jaune")


def test_without_a_browser_the_way_leads_on(tmp_path: Path) -> None:
    opened = open_site(load(), tmp_path, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23))
    bench = Bench(tmp_path, ready=leading_to(opened, GUIDANCE))
    bench.touch(DOOR, GO)
    bench.kiosk.guiding.resized(GLASS)
    assert bench.page.title == "Ce site ne s’ouvre pas ici"
    bench.touch("Un autre moyen")
    assert bench.kiosk.ref == AROUND


def test_a_person_is_asked_and_the_page_is_still_there(there: Desk) -> None:
    there.tell(Failed(Trouble.SLOW))
    there.touch("Demander à une personne")
    assert there.page.title != "Le site est très lent"
    there.press("@close")
    assert there.page.title == "Le site est très lent"


@pytest.mark.parametrize("end", ["finish", "idle"])
def test_the_end_closes_the_browser_and_the_next_visitor_finds_nothing(there: Desk, end: str) -> None:
    there.pictures.take(Frame(b"", 1, 1))
    if end == "finish":
        there.press("@finish", "@end")
    else:
        there.turn(200)
    assert isinstance(there.page, ErasedPage | HomePage)
    assert there.pictures.shown == []
    assert there.done("close") == [()]
    assert there.events[0].reason is (EndReason.FINISHED if end == "finish" else EndReason.IDLE)
    old = there.browsers[-1]
    there.turn(5)
    shown = there.page
    old.tell(Arrived(FORM))
    old.picture(Frame(b"", 2, 2))
    assert there.page is shown
    assert there.pictures.shown == []
    there.go()
    assert len(there.browsers) == 2
    old.tell(Arrived(FORM))
    assert isinstance(there.page, SitePage)
    assert there.page.official.busy


def test_who_has_pressed_something_is_logged_out_first(there: Desk) -> None:
    there.press_on_page(BOOK)
    there.come_to(FORM)
    there.press("@finish", "@end")
    assert there.done("go") == [("https://rdv.exemple.be/sortie",)]
    assert there.done("close") == []
    there.tell(Working(), Arrived(HOME))
    assert there.done("close") == [()]


def test_a_logout_that_hangs_is_not_waited_for(there: Desk) -> None:
    there.press_on_page(BOOK)
    there.come_to(FORM)
    there.press("@finish", "@end")
    there.turn(5)
    assert there.done("close") == [()]


def test_who_is_busy_with_a_phone_is_not_gone(there: Desk) -> None:
    there.come_to(LOGIN)
    there.turn(590)
    assert isinstance(there.page, SitePage)
    there.turn(15)
    assert isinstance(there.page, IdlePage)
    there.come_to(FORM)
    assert isinstance(there.page, IdlePage)
    there.stay()
    assert isinstance(there.page, SitePage)
    assert there.kiosk.ref == SITE


def test_lost_guidance_is_counted_once_with_the_visit(there: Desk) -> None:
    there.come_to(View("https://rdv.exemple.be/autre", language="fr", elements=(in_state(AGREE),)))
    there.come_to(View("https://rdv.exemple.be/encore", language="fr", elements=(in_state(AGREE),)))
    assert there.events == []
    there.press("@finish", "@end")
    assert there.events[0].lost == {GuidanceLost(GUIDANCE.id, GUIDANCE.pages[0].id)}


def test_reecouter_says_the_instruction_again(there: Desk) -> None:
    there.tap(BOOK)
    there.press("@repeat")
    assert there.said == [line.text for line in there.page.lines]


def test_what_happens_under_a_page_of_the_house_is_there_when_that_goes(there: Desk) -> None:
    there.press("@person")
    there.tell(Failed(Trouble.HUNG))
    assert there.page.title != "La page ne répond plus"
    there.press("@close")
    assert there.page.title == "La page ne répond plus"
    there.touch("Essayer encore")
    there.press("@person")
    there.come_to(HOME)
    there.press("@close")
    assert isinstance(there.page, SitePage)
    there.tap(BOOK)
    assert isinstance(there.page, SitePage)
    assert not there.page.fresh


# ---- a facilitator comes -------------------------------------------------------------------------------------


def test_under_the_facilitators_pages_the_site_goes_on_unseen_and_is_given_back(there: Desk) -> None:
    there.press_on_page(BOOK)
    there.kiosk.staff.knock()
    shown = len(there.pages)
    there.come_to(FORM)
    there.turn(100)
    assert not any(isinstance(page, SitePage) for page in there.pages[shown:])
    assert there.done("close") == []
    there.press("@shut")
    assert isinstance(there.page, SitePage)
    assert there.kiosk.session.official is not None
    assert there.kiosk.session.official.guide.view == FORM


def test_the_reset_button_has_the_browser_closed_from_the_facilitators_pages_too(there: Desk) -> None:
    there.kiosk.staff.knock()
    there.kiosk.staff.wipe()
    assert isinstance(there.page, ErasedPage)
    assert there.kiosk.session.official is None
    there.turn(30)
    assert there.done("close") == [()]
    assert there.pictures.shown == []
