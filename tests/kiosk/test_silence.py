"""What happens while nobody touches: a page is said once more, once; what comes later is fetched."""

import sys
from pathlib import Path

import pytest

from kiosk.page import ErasedPage, HomePage, IdlePage, WaitingPage
from kiosk.silence import REPEAT_AFTER, Silence
from kiosk.warming import warm
from tests.kiosk.bench import Bench
from tests.kiosk.test_visit import TO_SLOTS

QUIET = int(REPEAT_AFTER)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def arrived(bench: Bench) -> int:
    """At a page that has been said whole; the number of pages shown so far."""
    bench.touch("La commune")
    bench.voice_ends()
    return len(bench.pages)


def test_a_page_left_in_silence_is_said_once_more_and_once_only(bench: Bench) -> None:
    shown, said = arrived(bench), bench.said
    bench.turn(QUIET - 1)
    assert len(bench.pages) == shown
    bench.turn(1)
    assert len(bench.pages) == shown + 1
    assert bench.said == said
    assert not bench.page.fresh
    bench.voice_ends()
    bench.turn(90 - QUIET)
    assert len(bench.pages) == shown + 1


def test_silence_begins_when_the_voice_ends(bench: Bench) -> None:
    bench.touch("La commune")
    shown = len(bench.pages)
    bench.turn(QUIET * 2)
    assert len(bench.pages) == shown  # it speaks, and speaks
    bench.voice_ends()
    bench.turn(QUIET)
    assert len(bench.pages) == shown + 1


def test_a_sentence_without_a_mark_is_no_end(bench: Bench) -> None:
    bench.touch("La commune")
    shown = len(bench.pages)
    bench.kiosk.heard("")
    bench.turn(3)
    bench.kiosk.heard("choice:identite")
    bench.turn(QUIET * 2)
    assert len(bench.pages) == shown


def test_a_touch_begins_the_silence_anew_and_gives_back_the_one_time(bench: Bench) -> None:
    shown = arrived(bench)
    bench.turn(QUIET - 2)
    bench.touch_beside()
    bench.turn(QUIET - 1)
    assert len(bench.pages) == shown
    bench.turn(1)
    assert len(bench.pages) == shown + 1
    bench.touch_beside()  # it hushes the voice
    bench.turn(QUIET)
    assert len(bench.pages) == shown + 2


def test_an_answer_of_the_voice_counts_as_new(bench: Bench) -> None:
    bench.touch(*TO_SLOTS[:4])
    bench.voice_ends()
    bench.turn(QUIET)
    bench.touch("Une photo récente")
    assert bench.said == ["Je l’ai."]
    bench.voice_ends()
    bench.turn(QUIET)
    assert bench.said[0] == bench.page.title


def test_typing_is_followed_by_silence_and_the_page(bench: Bench) -> None:
    bench.touch("Le Forem", "Je m’inscris au Forem", "Commencer", "Je sors de l’école", "Continuer", "Continuer")
    bench.touch("Le Forem me téléphone")
    bench.press(bench.page.days[0].choice.id)  # type: ignore[attr-defined]
    bench.press(bench.page.choices[0].id, "key:A")
    assert bench.page.say == ()
    bench.turn(QUIET)
    assert bench.said[0] == bench.page.title


def test_it_is_no_touch(bench: Bench) -> None:
    arrived(bench)
    bench.turn(121)
    assert isinstance(bench.page, IdlePage)


def test_nobody_hears_the_resting_screen_again(bench: Bench) -> None:
    bench.voice_ends()
    bench.turn(300)
    assert len(bench.pages) == 1


def test_who_stands_at_the_resting_screen_hears_it_again(bench: Bench) -> None:
    bench.touch("La commune")
    bench.press("@back")
    assert isinstance(bench.page, HomePage)
    bench.voice_ends()
    shown = len(bench.pages)
    bench.turn(QUIET)
    assert len(bench.pages) == shown + 1


def test_the_warning_and_the_end_are_said_once(bench: Bench) -> None:
    arrived(bench)
    bench.turn(121)
    bench.voice_ends()
    said = [page for page in bench.pages if isinstance(page, IdlePage) and page.say]
    bench.turn(28)
    assert [page for page in bench.pages if isinstance(page, IdlePage) and page.say] == said
    bench.turn(2)
    assert isinstance(bench.page, ErasedPage)
    bench.voice_ends()
    bench.turn(2)
    assert sum(isinstance(page, ErasedPage) for page in bench.pages) == 1


def test_a_wait_is_told_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path, later=True)
    bench.touch(*TO_SLOTS)
    bench.turn(4)
    assert isinstance(bench.page, WaitingPage)
    bench.voice_ends()
    shown = len(bench.pages)
    bench.turn(60)
    assert len(bench.pages) == shown


def test_who_chose_to_hear_nothing_is_left_in_peace(bench: Bench) -> None:
    bench.touch("Son", "Sans le son", "C’est bon", "La commune")
    shown = len(bench.pages)
    bench.voice_ends()
    bench.turn(QUIET * 2)
    assert len(bench.pages) == shown


def test_before_anything_was_said_there_is_no_silence() -> None:
    silence = Silence()
    assert not silence.is_long(1e9)
    silence.heard("", 10.0)
    assert not silence.is_long(10.0 + REPEAT_AFTER - 0.1)
    assert silence.is_long(10.0 + REPEAT_AFTER)
    silence.said(again=True)
    silence.heard("", 40.0)
    assert not silence.is_long(1e9)


def test_what_a_ticket_needs_is_fetched_once_while_the_first_visitor_listens(bench: Bench) -> None:
    bench.turn(30)
    assert bench.warmed == 0  # a kiosk that rests fetches nothing
    bench.touch("La commune")
    bench.turn(1)
    assert bench.warmed == 0
    bench.turn(20)
    bench.touch("Ma carte d’identité")
    bench.turn(20)
    assert bench.warmed == 1
    warm()
    assert {"babel.dates", "icalendar", "segno"} <= set(sys.modules)
