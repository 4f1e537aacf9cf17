"""A visit in the core alone: answers, booking, ticket, forgetting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.bookings.protocol import Contact, Held, Slots
from kiosk.events import EndReason, Outcome
from kiosk.ids import BookingKey, NeedId
from kiosk.page import (
    ChecklistPage,
    EntryPage,
    ErasedPage,
    HomePage,
    IdlePage,
    InfoPage,
    NoticePage,
    OutcomePage,
    QrPage,
    RecapPage,
    SettingsPage,
    SlotsPage,
    TicketPage,
    WaitingPage,
)
from tests.kiosk.bench import Bench

TO_SLOTS = (
    "La commune",
    "Ma carte d’identité",
    "J’ai reçu une lettre",
    "Continuer",
    "Continuer",
    "Choisir l’heure ici",
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def slow(tmp_path: Path) -> Bench:
    return Bench(tmp_path, later=True)


def to_hours(bench: Bench) -> SlotsPage:
    bench.touch(*TO_SLOTS)
    bench.work()
    days = bench.page
    assert isinstance(days, SlotsPage)
    bench.press(days.days[0].choice.id)
    hours = bench.page
    assert isinstance(hours, SlotsPage)
    return hours


def to_recap(bench: Bench) -> None:
    bench.press(to_hours(bench).choices[0].id)
    bench.work()


def to_ticket(bench: Bench) -> TicketPage:
    to_recap(bench)
    bench.touch("Oui, je réserve")
    bench.work()
    assert isinstance(bench.page, TicketPage)
    return bench.page


def test_the_resting_screen_speaks_and_offers_four_doors(bench: Bench) -> None:
    assert isinstance(bench.page, HomePage)
    assert bench.said[0].startswith("Bonjour")
    assert [choice.label for choice in bench.page.choices] == ["Le Forem", "La commune", "Apprendre", "Aide et colis"]


def test_everything_shown_is_said(bench: Bench) -> None:
    bench.touch("La commune", "Ma carte d’identité")
    assert bench.said[0] == bench.page.title
    for line in bench.page.lines:
        assert line.text in bench.said
    for choice in bench.page.choices:
        assert choice.label in bench.said


def test_an_identity_card_appointment_ends_in_a_ticket_with_the_hour_that_was_touched(bench: Bench) -> None:
    hours = to_hours(bench)
    label = hours.choices[1].label
    day = hours.day
    bench.press(hours.choices[1].id)
    assert isinstance(bench.page, RecapPage)
    assert label in [line.text for line in bench.page.lines]
    bench.touch("Oui, je réserve")
    assert isinstance(bench.page, TicketPage)
    texts = [line.text for line in bench.page.lines]
    assert day in texts
    assert label in texts
    assert len(bench.page.code) == 4
    assert "Exemple\u00a0: aucun vrai rendez-vous." in bench.said


def test_there_is_no_way_back_from_a_ticket(bench: Bench) -> None:
    ticket = to_ticket(bench)
    assert "Retour" not in bench.labels()
    bench.press("@back")
    assert bench.page is ticket


def test_the_qr_page_covers_the_ticket_and_uncovers_it(bench: Bench) -> None:
    to_ticket(bench)
    page = bench.touch("Mettre sur mon téléphone")
    assert isinstance(page, QrPage)
    assert len(page.modules) > 20
    assert isinstance(bench.touch("C’est fait"), TicketPage)


def test_a_cancelled_appointment_is_offered_again(bench: Bench) -> None:
    ticket = to_ticket(bench)
    hour = ticket.lines[1].text
    bench.touch("Annuler ce rendez-vous", "Oui, annuler")
    assert bench.page.title == "Le rendez-vous est annulé"
    bench.touch("Choisir une autre heure")
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    assert hour in bench.labels()
    bench.touch("Terminer", "Oui, tout effacer")
    assert bench.events[0].outcome is Outcome.LEFT


def test_a_required_contact_is_asked_used_and_forgotten(bench: Bench) -> None:
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Je sors de l’école", "Continuer", "Continuer")
    bench.touch("Le Forem me téléphone")
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    bench.press(bench.page.choices[0].id)
    assert isinstance(bench.page, EntryPage)
    bench.press("key:Z", "key:O", "key:É")
    assert isinstance(bench.page, EntryPage)
    assert bench.page.value.text == "Zoé"
    assert bench.page.value.personal
    assert not bench.page.fresh
    assert bench.said == []
    assert "Zoé" not in repr(bench.kiosk.session)
    bench.touch("Continuer")
    assert isinstance(bench.page, EntryPage)
    bench.press(*(f"key:{digit}" for digit in "0470123456"))
    bench.touch("Continuer", "Oui, je réserve")
    assert isinstance(bench.page, TicketPage)
    assert bench.kiosk.session.typed == {}


def test_continuer_waits_for_a_usable_number(bench: Bench) -> None:
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Je sors de l’école", "Continuer", "Continuer")
    bench.touch("Le Forem me téléphone")
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    bench.press(bench.page.choices[0].id, "key:A", "key:B", "@done", "key:1")
    assert "Continuer" not in bench.labels()
    bench.press("@done")
    assert isinstance(bench.page, EntryPage)
    assert bench.page.value.text == "1"


def test_back_is_one_answer_less_everywhere(bench: Bench) -> None:
    titles = [bench.page.title]
    for label in TO_SLOTS[:5]:
        bench.touch(label)
        titles.append(bench.page.title)
    for title in reversed(titles[:-1]):
        bench.press("@back")
        assert bench.page.title == title


def test_back_from_the_hours_shows_the_days_and_back_from_the_recap_frees_the_slot(bench: Bench) -> None:
    hours = to_hours(bench)
    bench.press("@back")
    assert isinstance(bench.page, SlotsPage)
    assert bench.page.day == ""
    bench.press(bench.page.days[0].choice.id, hours.choices[0].id)
    assert isinstance(bench.page, RecapPage)
    bench.press("@back")
    assert isinstance(bench.page, SlotsPage)
    assert bench.kiosk.session.appointment.held is None
    assert hours.choices[0].label in bench.labels()


def test_a_slot_taken_meanwhile_is_said_and_leads_to_other_hours(bench: Bench) -> None:
    hours = to_hours(bench)
    slot = hours.choices[0].id.removeprefix("slot:")
    desk = bench.opened.desks[NeedId("commune_identite")]
    offered = bench.kiosk.session.appointment.offered
    assert offered is not None
    wanted = next(one for one in offered.slots if one.id == slot)
    twins = desk.provider.slots(desk.service, wanted.start.date(), wanted.start.date())
    assert isinstance(twins, Slots)
    for number in range(2):  # both desks
        listed = desk.provider.slots(desk.service, wanted.start.date(), wanted.start.date())
        assert isinstance(listed, Slots)
        free = next(one for one in listed.slots if one.start == wanted.start)
        assert isinstance(desk.provider.hold(free, BookingKey(f"{number:032x}"), timedelta(minutes=3)), Held)
        desk.provider.book(free, BookingKey(f"{number:032x}"), Contact())
    bench.press(hours.choices[0].id)
    assert bench.page.title == "Cette heure est prise"
    bench.touch("Choisir une autre heure")
    assert isinstance(bench.page, SlotsPage)


def test_waiting_says_so_after_three_seconds_and_can_be_left(slow: Bench) -> None:
    slow.touch(*TO_SLOTS)
    assert isinstance(slow.page, WaitingPage)
    assert slow.page.lines == ()
    slow.turn(4)
    assert "C’est un peu long. Merci d’attendre." in slow.said
    slow.press("@back")
    assert slow.page.title == "Prendre rendez-vous"
    slow.work()
    assert slow.page.title == "Prendre rendez-vous"


def test_a_late_answer_never_meets_the_next_visitor(slow: Bench) -> None:
    hours = to_hours(slow)
    slow.press(hours.choices[0].id)
    slow.turn(200)
    assert isinstance(slow.page, HomePage)
    slow.touch("La commune")
    shown = len(slow.pages)
    slow.work()
    assert len(slow.pages) == shown
    slow.work()  # what the late answer held was given back
    desk = slow.opened.desks[NeedId("commune_identite")]
    day = slow.wall.date()
    listed = desk.provider.slots(desk.service, day, day + timedelta(days=21))
    assert isinstance(listed, Slots)
    assert hours.choices[0].id.removeprefix("slot:") in [slot.id for slot in listed.slots]


def test_a_late_booking_of_a_visitor_who_left_is_cancelled(slow: Bench) -> None:
    to_recap(slow)
    slow.touch("Oui, je réserve", "Terminer", "Oui, tout effacer")
    slow.work()
    slow.work()
    slow.turn(10)
    to_hours(slow)
    assert len(slow.events) == 1
    assert slow.events[0].outcome is Outcome.LEFT


def test_idle_warns_then_erases(bench: Bench) -> None:
    bench.touch("La commune")
    bench.turn(121)
    assert isinstance(bench.page, IdlePage)
    left = bench.page.seconds_left
    bench.turn(2)
    assert isinstance(bench.page, IdlePage)
    assert bench.page.seconds_left == left - 2
    assert not bench.page.fresh
    bench.turn(29)
    assert isinstance(bench.page, ErasedPage)
    bench.turn(5)
    assert isinstance(bench.page, HomePage)
    assert [event.reason for event in bench.events] == [EndReason.IDLE]


@pytest.mark.parametrize("wake", [Bench.stay, Bench.touch_beside])
def test_a_touch_on_the_warning_brings_the_page_back(bench: Bench, wake: Callable[[Bench], object]) -> None:
    bench.touch("La commune")
    title = bench.page.title
    bench.turn(121)
    wake(bench)
    bench.turn(1)
    assert bench.page.title == title
    assert bench.events == []


def test_terminer_asks_once_then_erases_everything(bench: Bench) -> None:
    bench.touch("La commune", "Son")
    bench.press("volume:5", "size:on", "contrast:on")
    bench.touch("C’est bon", "Terminer")
    assert isinstance(bench.page, NoticePage)
    bench.touch("Oui, tout effacer")
    assert isinstance(bench.page, ErasedPage)
    assert bench.page.prefs.volume == 3
    bench.turn(5)
    assert isinstance(bench.page, HomePage)
    assert bench.page.prefs == type(bench.page.prefs)()
    assert bench.kiosk.session.walk.answers == ()


def test_one_visit_is_counted_once_with_its_journey_step_and_outcome(bench: Bench) -> None:
    to_ticket(bench)
    bench.touch("Terminer", "Oui, tout effacer")
    (event,) = bench.events
    assert (event.journey, event.last_step, event.outcome) == ("commune_identite", "billet", Outcome.BOOKED)
    assert event.minutes == 1
    bench.turn(600)
    assert len(bench.events) == 1


def test_the_telephone_way_is_counted_as_such(bench: Bench) -> None:
    bench.touch(*TO_SLOTS[:5], "Par téléphone", "J’ai un rendez-vous", "Voir mon résumé")
    assert isinstance(bench.page, OutcomePage)
    bench.touch("J’ai fini")
    assert bench.events[0].outcome is Outcome.PHONE


def test_nobody_touched_nothing_counted(bench: Bench) -> None:
    bench.turn(1000)
    assert bench.events == []
    assert isinstance(bench.page, HomePage)


def test_autre_chose_asks_on_and_comes_back(bench: Bench) -> None:
    assert bench.touch("Autre chose").title == "Autre chose"
    assert bench.touch("Je ne sais pas", "Carte ou papier", "Ma carte d’identité").title == "Ma carte d’identité"
    bench.press("@back", "@back", "@back", "@back")
    assert isinstance(bench.page, HomePage)
    bench.touch("Autre chose")
    bench.turn(200)
    assert (bench.events[0].last_step, bench.events[0].outcome) == ("autre", Outcome.LEFT)


def test_a_choice_that_leads_to_a_person_covers_its_page(bench: Bench) -> None:
    question = bench.touch("Apprendre", "L’ordinateur").title
    bench.touch("De l’aide maintenant")
    assert bench.page.title == "Quelqu’un demande de l’aide"
    bench.press("@back")
    assert bench.page.title == question
    bench.touch("De l’aide maintenant")
    bench.turn(260)
    assert bench.events[0].outcome is Outcome.PERSON


def test_ticking_says_so_and_is_remembered(bench: Bench) -> None:
    bench.touch(*TO_SLOTS[:4], "Une photo récente")
    assert isinstance(bench.page, ChecklistPage)
    assert bench.said == ["Je l’ai."]
    bench.touch("Continuer")
    bench.press("@back")
    assert isinstance(bench.page, ChecklistPage)
    assert [item.chosen for item in bench.page.items] == [False, True, False]


def test_a_hold_is_renewed_while_its_visitor_is_active_and_lost_honestly(bench: Bench) -> None:
    to_recap(bench)
    first = bench.kiosk.session.appointment.held
    assert first is not None
    bench.turn(100)
    renewed = bench.kiosk.session.appointment.held
    assert renewed is not None
    assert renewed.until > first.until
    bench.wall += timedelta(minutes=10)
    bench.turn(1)
    assert bench.page.title == "Cette heure est perdue"


def test_repeat_says_the_screen_again_without_drawing_it_anew(bench: Bench) -> None:
    bench.touch("La commune")
    said = bench.said
    bench.press("@repeat")
    assert bench.said == said
    assert not bench.page.fresh


def test_ids_that_the_page_does_not_offer_are_ignored(bench: Bench) -> None:
    pages = len(bench.pages)
    bench.press("@confirm", "slot:nothing", "key:A", "lettre", "day:2026-11-24", "volume:5")
    assert len(bench.pages) == pages


def test_parts_page_through_and_back(tmp_path: Path) -> None:
    def halves(page: object) -> tuple[object, ...]:
        return (replace(page, choices=page.choices[:2]), replace(page, choices=page.choices[2:]))  # type: ignore[attr-defined,type-var]

    bench = Bench(tmp_path, split=halves)  # type: ignore[arg-type]
    bench.touch("La commune")
    assert "Un autre papier" not in bench.labels()
    bench.kiosk.more()
    assert bench.labels()[0] == "Un autre papier"
    bench.press("@back")
    assert "Ma carte d’identité" in bench.labels()


def test_sans_voir_can_be_switched_from_anywhere(bench: Bench) -> None:
    bench.press("@blind")
    assert bench.page.prefs.blind
    assert bench.said[0].startswith("Mode sans voir")
    bench.press("@blind")
    assert not bench.page.prefs.blind


def test_settings_show_what_is_chosen(bench: Bench) -> None:
    bench.touch("Son")
    bench.press("volume:4")
    assert isinstance(bench.page, SettingsPage)
    assert bench.said == ["Fort. Choisi."]
    assert [option.chosen for option in bench.page.groups[0].options] == [False, False, False, True, False]


def test_unverified_values_are_shown_with_a_warning(bench: Bench) -> None:
    bench.touch("La commune", "Ma carte d’identité", "Carte perdue ou volée")
    assert isinstance(bench.page, InfoPage)
    assert "00800 2123 2123" in bench.page.lines[0].text
    assert bench.page.lines[1].text == "À vérifier avec une personne."  # behind the number, not behind what follows
    assert [one for one in bench.said if "vérifier" in one] == ["À vérifier avec une personne."]


def test_an_hour_stays_held_while_a_facilitator_is_at_the_panel(bench: Bench) -> None:
    """Longer than a hold lasts: the visitor waits beside the facilitator, and finds their hour again."""
    to_recap(bench)
    recap = bench.page
    bench.kiosk.staff.knock()
    for _ in range(6):
        bench.turn(100)
        bench.touch_beside()
    bench.press("@shut")
    assert bench.page.lines == recap.lines
    bench.touch("Oui, je réserve")
    assert isinstance(bench.page, TicketPage)
