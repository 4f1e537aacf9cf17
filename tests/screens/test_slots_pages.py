"""The pages of *Mes créneaux* on every panel: nothing is cut, small or crowded; the agenda touched for real."""

import re

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import AgendaPage, Page, choice_utterance
from kiosk.pages import staff_slots
from kiosk.pages.speech import compose
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.slots_gallery import PAGES, QUIET
from tests.screens.staging import stage
from tests.screens.test_gallery import checked_parts, offered

SIZES = [(800, 480), (720, 1280), (1280, 800), (1920, 1080)]
MORE = "@more"
CODE = re.compile("K7P[0-9]")


def all_offered(page: Page) -> set[ChoiceId]:
    cells = page.cells if isinstance(page, AgendaPage) else ()
    return {*offered(page), *(cell.id for cell in cells)} - {ChoiceId(MORE)}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    monkeypatch.setattr(pilot, "draws", False)
    page = PAGES[name]
    parts = checked_parts(pilot, page, size)
    assert set().union(*map(all_offered, parts)) == all_offered(page)
    assert {line for part in parts for line in part.lines} == set(page.lines)
    assert all(MORE in offered(part) for part in parts[:-1])


def test_a_working_week_stands_on_one_page_of_the_usual_panel() -> None:
    from screens.split import split

    assert len(split(staff_slots.week_page(QUIET), panel_for(1280, 800))) == 1


@pytest.mark.parametrize(("size", "millimetres"), [((1280, 800), 15.0), ((1920, 1080), 15.0), ((800, 480), 12.7)])
def test_what_can_be_touched_is_as_large_as_a_button(pilot: Pilot, size: tuple[int, int], millimetres: float) -> None:
    from screens.split import split

    panel = panel_for(*size)
    pilot.resize(*size)
    stage(pilot, split(staff_slots.week_page(QUIET), panel)[0], panel)
    cells = [one for one in pilot.touchables() if one.choice.id.startswith("slots:")]
    assert cells
    assert min(min(cell.size) for cell in cells) >= millimetres * panel.px_per_mm - 1


def test_a_half_day_and_an_hour_answer_a_finger(pilot: Pilot) -> None:
    pilot.resize(1280, 800)
    staged = stage(pilot, PAGES["creneaux-semaine-seule"])
    pilot.advance(0.6)
    half = next(one for one in pilot.touchables() if one.choice.spoken.startswith("mardi 24\u00a0novembre, matin"))
    pilot.tap(*half.center)
    assert staged.touched == [f"{staff_slots.HALF}2026-11-24:matin"]
    staged = stage(pilot, PAGES["creneaux-matin"])
    pilot.advance(0.6)
    pilot.tap_label("9 h 30")
    assert [one.startswith(staff_slots.HOUR) for one in staged.touched] == [True]


def test_how_a_cell_stands_is_told_by_a_sign_and_by_words_and_each_sign_has_words_of_its_own() -> None:
    told: dict[str, set[frozenset[str]]] = {}
    for page in PAGES.values():
        for cell in page.cells if isinstance(page, AgendaPage) else ():
            if not cell.id.startswith(staff_slots.DAY):
                words = re.findall("libre|réservé|fermé|rien|passé", cell.hint)
                told.setdefault(cell.icon, set()).add(frozenset(words))
    assert "" not in told
    assert told["circle"] == {frozenset({"libre"})}
    assert told["calendar-check"] <= {frozenset({"réservé"}), frozenset({"libre", "réservé"})}
    assert all("fermé" in words and "libre" not in words for words in told["prohibit"])
    assert all({"fermé", "libre"} <= words for words in told["circle-half"])
    assert told["minus"] == {frozenset({"rien"})}


@pytest.mark.parametrize("name", PAGES)
def test_a_code_is_never_said_and_what_carries_one_is_remembered_nowhere(name: str) -> None:
    page = PAGES[name]
    shown = " ".join((*(line.text for line in page.lines), *(f"{one.label} {one.hint}" for one in page.choices)))
    if CODE.search(shown):
        assert page.passing
    said = [one.text for one in (*compose(page), *(choice_utterance(one) for one in page.choices)) if not one.personal]
    assert not any(CODE.search(text) for text in said)
