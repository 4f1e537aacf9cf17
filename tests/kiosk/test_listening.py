"""Before personal matters a visitor is asked how to listen; nothing personal is said where others hear it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.events import EndReason, Outcome
from kiosk.journey.loader import content_folder
from kiosk.opening import open_site
from kiosk.page import (
    ChoicePage,
    EntryPage,
    ErasedPage,
    HomePage,
    InfoPage,
    Prefs,
    RecapPage,
    SettingsPage,
    SlotsPage,
    Sound,
)
from kiosk.pages.listening import listening_page
from kiosk.pages.speech import compose
from kiosk.settings import load
from tests.kiosk.bench import MONDAY, Bench

QUESTION = "Comment voulez-vous écouter\u00a0?"
FIRST = "De quoi avez-vous besoin\u00a0?"
LOUD, HEADSET, SILENT = "Avec le haut-parleur", "Avec un casque", "Sans le son"
DOOR = "Aide et colis"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def sound(bench: Bench) -> Sound:
    return bench.page.prefs.sound


def test_the_question_comes_before_the_first_page_and_is_said(bench: Bench) -> None:
    page = bench.touch(DOOR)
    assert isinstance(page, ChoicePage)
    assert page.title == QUESTION
    assert [choice.label for choice in page.choices] == [LOUD, SILENT]
    assert {QUESTION, LOUD, SILENT} <= set(bench.said)
    assert page.progress is None
    assert not any(utterance.personal or utterance.live for utterance in page.say)


def test_an_answer_leads_on_and_holds_for_the_visit(bench: Bench) -> None:
    bench.touch(DOOR)
    assert bench.touch(LOUD).title == FIRST
    assert bench.said[0] == FIRST
    assert bench.touch("Manger", "Manger aujourd’hui").title == "Manger aujourd’hui"
    bench.press("@back", "@back", "@back")
    assert isinstance(bench.page, HomePage)
    assert bench.touch(DOOR).title == FIRST


def test_the_next_visitor_is_asked_again(bench: Bench) -> None:
    bench.touch(DOOR, SILENT, "Terminer", "Oui, tout effacer")
    assert isinstance(bench.page, ErasedPage)
    assert sound(bench) is Sound.NONE  # who left in silence hears nothing of it
    bench.turn(6)
    assert bench.page.prefs == Prefs()
    assert bench.touch(DOOR).title == QUESTION


def test_retour_leaves_the_question_as_any_page(bench: Bench) -> None:
    bench.touch(DOOR)
    bench.press("@back")
    assert isinstance(bench.page, HomePage)
    assert bench.kiosk.session.walk.answers == ()
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Mon chômage s’arrête")
    assert bench.page.title == QUESTION
    bench.press("@back")
    assert bench.page.title == "Quelle est votre situation\u00a0?"


def test_from_another_journey_it_leads_where_that_journey_led(bench: Bench) -> None:
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Mon chômage s’arrête")
    bench.touch(SILENT)
    assert isinstance(bench.page, ChoicePage)
    assert bench.page.title == "Votre chômage s’arrête"
    assert bench.page.progress is not None
    assert bench.page.progress.done == 3
    assert isinstance(bench.touch("L’aide du CPAS"), InfoPage)  # asked once a visit


def test_a_headset_is_offered_where_there_is_one_and_takes_all_sound(bench: Bench) -> None:
    bench.headset = True
    bench.touch(DOOR)
    assert bench.labels()[:3] == [HEADSET, LOUD, SILENT]
    assert any("Mettez le casque" in text for text in bench.said)
    bench.touch(HEADSET)
    assert bench.page.title == FIRST
    assert sound(bench) is Sound.HEADSET


def test_a_headset_that_comes_while_the_question_stands_is_offered_and_said(bench: Bench) -> None:
    bench.touch(DOOR)
    bench.headset = True
    bench.turn(1)
    assert HEADSET in bench.labels()
    assert any(HEADSET in text for text in bench.said)
    shown = len(bench.pages)
    bench.turn(5)
    assert len(bench.pages) == shown
    bench.headset = False
    bench.turn(1)
    assert HEADSET not in bench.labels()


def test_a_headset_that_goes_never_gives_way_to_the_loudspeaker_by_itself(bench: Bench) -> None:
    bench.headset = True
    bench.touch(DOOR, HEADSET)
    bench.headset = False
    bench.turn(3)
    bench.touch("Manger")
    assert sound(bench) is Sound.HEADSET
    bench.touch("Son")
    assert "Casque" not in bench.labels()
    bench.touch("Haut-parleur")
    assert sound(bench) is Sound.LOUDSPEAKER
    assert bench.said == ["Haut-parleur. Choisi."]


@pytest.mark.parametrize("chosen", ["Haut-parleur", "Casque", "Sans le son"])
def test_who_chose_before_is_not_asked(bench: Bench, chosen: str) -> None:
    bench.headset = True
    bench.touch("Son", chosen, "C’est bon")
    assert bench.touch(DOOR).title == FIRST


def test_reecouter_in_silence_asks_how_to_listen_and_then_says_the_page(bench: Bench) -> None:
    bench.touch(DOOR, SILENT, "Réécouter")
    assert bench.page.title == QUESTION
    assert bench.touch("Retour").title == FIRST
    assert bench.touch("Réécouter").title == QUESTION
    bench.touch(LOUD)
    assert bench.page.title == FIRST
    assert sound(bench) is Sound.LOUDSPEAKER
    assert bench.said[0] == FIRST


def test_the_question_leaves_the_count_as_it_was(bench: Bench) -> None:
    bench.touch(DOOR, LOUD, "Je n’ai plus d’argent", "Continuer", "Continuer", "Aller sur place", "J’y vais")
    bench.touch("Et après\u00a0?".replace("\u00a0", " "), "Voir mon résumé", "J’ai fini")
    (event,) = bench.events
    assert (event.journey, event.last_step, event.outcome) == ("aide_cpas", "memo", Outcome.COUNTER)
    assert event.reason is EndReason.FINISHED


def test_who_leaves_at_the_question_is_counted_once(bench: Bench) -> None:
    bench.touch(DOOR)
    bench.turn(160)
    assert [(event.journey, event.outcome) for event in bench.events] == [("aide_cpas", Outcome.LEFT)]


@pytest.fixture
def slots_first(tmp_path: Path) -> Bench:
    """A journey on personal matters whose first step looks for free hours."""
    folder = shutil.copytree(content_folder(), tmp_path / "journeys")
    for file, old, new in (
        ("accueil.yaml", "commune_identite:depart", "commune_identite:creneaux"),
        ("commune_identite.yaml", "start: depart\n", "start: depart\nsensitive: true\n"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    opened = open_site(load(), tmp_path, lambda: MONDAY, date(2026, 11, 23), folder)
    return Bench(tmp_path, ready=opened, later=True)


@pytest.mark.parametrize("way", [(LOUD,), ("Son", "Haut-parleur", "C’est bon")], ids=["answer", "settings"])
def test_nothing_is_looked_for_before_the_answer(slots_first: Bench, way: tuple[str, ...]) -> None:
    bench = slots_first
    bench.touch("La commune", "Ma carte d’identité")
    assert bench.page.title == QUESTION
    assert bench.jobs == []
    bench.touch(*way)
    bench.work()
    assert isinstance(bench.page, SlotsPage)
    assert bench.page.days
    bench.press("@back")
    assert bench.page.title == "Vous venez pour quoi\u00a0?"


def to_name(bench: Bench) -> EntryPage:
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Je sors de l’école", "Continuer", "Continuer")
    bench.touch("Le Forem me téléphone")
    bench.press(bench.page.days[0].choice.id)  # type: ignore[attr-defined]
    bench.press(bench.page.choices[0].id)
    assert isinstance(bench.page, EntryPage)
    return bench.page


def test_what_is_typed_is_said_to_a_headset_and_to_nobody_else(bench: Bench) -> None:
    bench.headset = True
    bench.touch("Son", "Casque", "C’est bon")
    to_name(bench)
    bench.press("key:Z")
    assert [(one.text, one.personal) for one in bench.page.say] == [("Z", True)]
    bench.press("key:O", "@delete")
    assert [(one.text, one.personal) for one in bench.page.say] == [("Effacer", True)]
    bench.press("@repeat")
    typed = [one for one in bench.page.say if one.text == "Z"]
    assert [(one.personal, one.live, one.mark) for one in typed] == [(True, True, "field")]


def test_with_the_loudspeaker_no_key_is_said(bench: Bench) -> None:
    to_name(bench)
    bench.press("key:Z")
    assert bench.said == []
    bench.press("@repeat")
    assert all(one.personal for one in bench.page.say if one.text == "Z")


def test_nothing_typed_is_on_the_recap(bench: Bench) -> None:
    to_name(bench)
    bench.press("key:Z", "key:O", "@done", *(f"key:{digit}" for digit in "0470123456"), "@done")
    assert isinstance(bench.page, RecapPage)
    assert not any("0470" in line.text or "Zo" in line.text for line in bench.page.lines)


def test_silence_shows_neither_loudness_nor_speed_as_chosen(bench: Bench) -> None:
    bench.touch("Son", "Sans le son")
    assert isinstance(bench.page, SettingsPage)
    assert {o.id for group in bench.page.groups for o in group.options if o.chosen} == {
        "sound:none",
        "size:off",
        "contrast:off",
        "blind:off",
    }


def test_the_words_of_the_question_are_spoken_whole() -> None:
    page = listening_page(headset=True)
    texts = [utterance.text for utterance in compose(page)]
    assert texts[0] == page.title
    assert len(texts) == 1 + len(page.lines) + 1 + len(page.choices)
