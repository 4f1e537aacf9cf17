"""A visit in Dutch through the real core: Dutch is shown and said, French comes back by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import msgspec
import pytest

from kiosk.bookings.protocol import Mode
from kiosk.events import EndReason, Outcome
from kiosk.ids import JourneyId
from kiosk.languages.catalogue import plain
from kiosk.opening import open_site
from kiosk.page import ErasedPage, HomePage, IdlePage, Page, RecapPage, SlotsPage, TicketPage
from kiosk.pages.build import ticket_of
from kiosk.pages.speech import explorable, utterances_of
from kiosk.sentences import fixed_sentences
from kiosk.settings import load
from kiosk.ticket import as_calendar, as_text
from tests.kiosk.bench import MONDAY, Bench
from tests.kiosk.whims import Whims

TO_DUTCH = ("Français", "Nederlands")
TO_DAYS = (
    "De gemeente",
    "Mijn identiteitskaart",
    "Ik kreeg een brief",
    "Doorgaan",
    "Doorgaan",
    "Hier het uur kiezen",
)
NAMES = {"Cité administrative de La Louvière", "Français"}
"""French in every language."""
CALLED = "Ma carte d’identité"
"""What a call is about stays French: it is for the facilitator."""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path)
    bench.touch(*TO_DUTCH)
    return bench


def in_french(page: Page) -> set[str]:
    """What a page says in French."""
    found = [one for choice in explorable(page) for one in utterances_of(page, f"choice:{choice.id}")]
    return {one.text for one in (*page.say, *found) if one.language != "nl" and one.text}


def booked(bench: Bench) -> TicketPage:
    bench.touch(*TO_DAYS)
    days = bench.page
    assert isinstance(days, SlotsPage)
    bench.press(days.days[0].choice.id)
    bench.press(bench.page.choices[0].id, "@confirm")
    ticket = bench.page
    assert isinstance(ticket, TicketPage)
    return ticket


def test_the_languages_are_asked_for_and_named_in_themselves(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    page = bench.touch("Français")
    assert [(one.text, one.language) for one in page.say] == [
        ("Choisissez votre langue", "fr"),
        ("Kies uw taal", "nl"),
        ("Vous pouvez toucher\u00a0:", "fr"),
        ("Français", "fr"),
        ("Nederlands", "nl"),
        ("Une autre langue. Une personne vous aide.", "fr"),
    ]
    bench.touch("Une autre langue")
    assert bench.page.title == "Quelqu’un demande de l’aide"


def test_the_resting_screen_is_dutch_and_its_button_says_so(bench: Bench) -> None:
    page = bench.page
    assert isinstance(page, HomePage)
    assert page.bar[0].label == "Nederlands"
    assert bench.said[:3] == ["Goedendag! Wat wilt u doen?", "U kunt tikken op:", "Forem. Werk en opleiding."]
    assert in_french(page) == set()
    bench.touch("Nederlands")
    assert bench.page.title == "Kies uw taal"
    assert [(line.text, line.language) for line in bench.page.lines] == [("Choisissez votre langue", "fr")]
    bench.touch("Français")
    assert bench.page.title == "Bonjour\u00a0! Que voulez-vous faire\u00a0?"
    assert {one.language for one in bench.page.say} == {"fr"}


def test_a_whole_visit_says_dutch_alone(bench: Bench) -> None:
    start = len(bench.pages) - 1
    bench.touch("Geluid")
    bench.press("volume:4", "size:on", "size:off", "contrast:on", "blind:on", "blind:off", "@close")
    bench.touch("De gemeente", "Mijn identiteitskaart", "Kaart vervallen of kapot", "Doorgaan")
    bench.touch("Een recente foto", "Een recente foto", "Doorgaan", "Terug", "Terug", "Terug", "Terug", "Terug")
    ticket = booked(bench)
    bench.touch("Op mijn telefoon zetten", "Gedaan", "Deze afspraak annuleren", "Ja, annuleren", "Vraag iemand")
    bench.touch("Alleen verdergaan", "Stoppen", "Nee, ik ga door")
    bench.turn(122)
    assert isinstance(bench.page, IdlePage)
    assert bench.page.left == "Nog 28\u00a0seconden"
    bench.turn(29)
    assert isinstance(bench.page, ErasedPage)
    pages = bench.pages[start:]
    assert len(pages) > 30
    assert {text for page in pages for text in in_french(page)} == {"Cité administrative de La Louvière", CALLED}
    assert {page.house.language for page in pages} == {"nl"}
    assert [line.text for line in ticket.lines[:2]] == ["maandag 23\u00a0november", "11.10\u00a0uur"]
    prepared = set(fixed_sentences(bench.kiosk.site))
    said = {(one.language, one.text) for page in pages for one in page.say if not one.live and not one.personal}
    assert said <= prepared


def test_french_comes_back_for_the_next_visitor(bench: Bench) -> None:
    bench.touch("De gemeente", "Stoppen", "Ja, alles wissen")
    assert bench.page.title == "Alles is gewist"
    assert {one.language for one in bench.page.say} == {"nl"}
    bench.turn(10)
    assert isinstance(bench.page, HomePage)
    assert bench.page.bar[0].label == "Français"
    assert {one.language for one in bench.page.say} == {"fr"}
    assert bench.kiosk.session.prefs.language == "fr"


def test_idling_brings_french_back_too(bench: Bench) -> None:
    bench.turn(200)
    assert bench.page.bar[0].label == "Français"


def test_what_is_counted_does_not_change_with_the_language(tmp_path: Path) -> None:
    dutch, french = Bench(tmp_path / "nl"), Bench(tmp_path / "fr")
    dutch.touch(*TO_DUTCH)
    french.touch("Français", "Français")
    for bench in (dutch, french):
        bench.press(
            "commune", "identite", "lettre", "continuer", "continuer", "telephone", "fait", "resume", "terminer"
        )
    assert dutch.events == french.events
    assert [(event.reason, event.outcome) for event in dutch.events] == [(EndReason.FINISHED, Outcome.PHONE)]


def test_a_journey_without_dutch_says_so_on_its_door_and_is_wholly_french(bench: Bench) -> None:
    bench.touch("Forem")
    door = bench.find("Inschrijven bij Forem")
    assert door.hint == "In het Frans"
    page = bench.press("inscription")
    assert page.title == "M’inscrire au Forem"
    assert {one.language for one in page.say} == {"fr"}
    assert page.bar[0].label == "Retour"
    assert page.house.language == "fr"
    page = bench.touch("Une personne")
    assert page.title == "Iemand vraagt hulp", "the house speaks the visitor's language everywhere"
    assert in_french(page) == {"M’inscrire au Forem"}, "as the facilitator knows it"
    bench.touch("Terug")
    assert bench.turn(125).title == "Bent u er nog?"
    bench.stay()
    bench.touch("Retour")
    assert bench.page.title == "Waarvoor komt u?"


def test_the_question_before_personal_matters_is_asked_in_dutch(bench: Bench) -> None:
    page = bench.press("aide")
    assert page.title == "Hoe wilt u luisteren?"
    assert in_french(page) == set()
    page = bench.touch("Met de luidspreker")
    assert {one.language for one in page.say} == {"fr"}


def test_a_sentence_without_dutch_stays_french_and_so_does_a_page_without_a_title(tmp_path: Path) -> None:
    opened = open_site(load(), tmp_path, lambda: MONDAY, MONDAY.date())
    dutch = opened.site.languages["nl"]
    lost = {"Prenez la lettre avec vous.", "En savoir plus", "Préparez ces papiers"}
    less = replace(dutch, texts={french: said for french, said in dutch.texts.items() if french not in lost})
    bench = Bench(tmp_path, ready=replace(opened, site=replace(opened.site, languages={"nl": less})))
    page = bench.touch(*TO_DUTCH, *TO_DAYS[:3])
    said = {one.text: one.language for one in page.say}
    assert said["De brief van de gemeente"] == "nl"
    assert said["Prenez la lettre avec vous."] == "fr"
    assert (said["Doorgaan"], said["En savoir plus"]) == ("nl", "fr")
    page = bench.touch("Doorgaan")
    assert page.title == "Préparez ces papiers"
    assert {one.language for one in page.say} == {"fr"}
    bench.touch("Continuer")
    assert bench.page.title == "Een afspraak maken"


def test_the_ticket_is_dutch_on_the_telephone_and_on_paper(bench: Bench) -> None:
    booked(bench)
    ticket = ticket_of(bench.kiosk.site, bench.kiosk.session, bench.kiosk.ref)
    event = icalendar.Calendar.from_ical(as_calendar(ticket)).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Identiteitskaart. Voorbeeld: geen echte afspraak."
    assert event["LOCATION"] == "Cité administrative de La Louvière"
    code = ticket.code
    assert event["DESCRIPTION"] == f"Leg klaar: De oude kaart, Een recente foto, Iets om te betalen\nCode: {code}"
    assert as_text(ticket).splitlines()[2:4] == ["maandag 23 november", "11.10 uur"]
    assert "Meebrengen:" in as_text(ticket)


def test_live_texts_are_said_in_dutch(bench: Bench) -> None:
    ticket = booked(bench)
    live = {one.text: one.language for one in ticket.say if one.live}
    assert set(live.values()) == {"nl"}
    assert f"Uw code: {', '.join(ticket.code)}" in live
    recap = next(page for page in bench.pages if isinstance(page, RecapPage))
    assert plain(recap.lines[0].text) == "maandag 23 november"
    assert recap.lines[2].language == "fr"


def test_an_unknown_service_stays_french_on_a_dutch_page(tmp_path: Path) -> None:
    settings = load()
    service = msgspec.structs.replace(settings.services[0], label="Carte bleue", bring=("Une photo récente", "Un chat"))
    bench = Bench(tmp_path, settings=msgspec.structs.replace(settings, services=(service, *settings.services[1:])))
    bench.touch(*TO_DUTCH)
    booked(bench)
    recap = next(page for page in bench.pages if isinstance(page, RecapPage))
    assert {"Carte bleue", *NAMES} - {"Français"} <= in_french(recap)
    assert "Préparez une photo récente, un chat." in in_french(bench.page)


def test_a_request_is_called_one_in_dutch(tmp_path: Path) -> None:
    bench = Bench(tmp_path, provide=lambda now: Whims(now, Mode.REQUEST))
    bench.touch(*TO_DUTCH)
    ticket = booked(bench)
    assert ticket.title == "Uw aanvraag is verstuurd."
    assert "Uw aanvraag wacht op een antwoord." in bench.said
    assert in_french(ticket) == {"Cité administrative de La Louvière"}


def test_no_fault_of_a_catalogue_closes_the_kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nl.toml").write_text("name = ", encoding="utf-8")
    monkeypatch.setattr("kiosk.languages.reading.languages_folder", lambda: tmp_path)
    opened = open_site(load(), tmp_path, lambda: datetime(2026, 11, 23, tzinfo=UTC), None)
    assert opened.faults[0].startswith("nl.toml: cannot be read")
    bench = Bench(tmp_path, ready=opened)
    page = bench.touch("Français")
    assert [choice.label for choice in page.choices] == ["Français", "Une autre langue"]
    bench.touch("Français")
    assert isinstance(bench.page, HomePage)


def test_a_ticket_counts_down_in_dutch(bench: Bench) -> None:
    booked(bench)
    bench.monotonic += timedelta(seconds=100).total_seconds()
    bench.kiosk.tick()
    page = bench.page
    assert isinstance(page, TicketPage)
    assert page.erase_in == "50\u00a0seconden"
    assert bench.kiosk.site.catalogue("nl").speaks(JourneyId("commune_identite"))
