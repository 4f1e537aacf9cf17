"""The figures in plain words, and the sentences about them kept true."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.events import Outcome
from kiosk.figures import Cell, Figures, NoFigures, Reading, Week
from kiosk.ids import JourneyId
from kiosk.journey.loader import HOME
from kiosk.languages.catalogue import FRENCH
from kiosk.page import FiguresPage, NoticePage, WaitingPage
from kiosk.pages.counts_pages import OUTCOMES, counts_page, example_week
from kiosk.pages.site import Site
from kiosk.pages.speech import compose
from kiosk.pages.translation import translated
from kiosk.usage.counters import Counter
from kiosk.usage.period import Period
from tests.kiosk.bench import Bench

CELLS = (
    Cell(HOME, "left", 12),
    Cell(JourneyId("commune_identite"), "booked", 1214),
    Cell(JourneyId("commune_identite"), "phone", None),
    Cell(JourneyId("forem_formation"), "online", 31),
    Cell(JourneyId("gone"), "dreamt", 6),
)
FIGURES = Figures(Week(Period("2026-W47"), 345, CELLS), date(2026, 11, 16))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Bench(tmp_path).opened.site


def plain(page: FiguresPage | NoticePage | WaitingPage) -> list[str]:
    return [line.text.replace("\u00a0", " ") for line in page.lines]


def test_a_week_in_plain_words(site: Site) -> None:
    page = counts_page(site, FIGURES, FRENCH)
    assert isinstance(page, FiguresPage)
    assert plain(page) == [
        "Semaine du lundi 16 novembre",
        "La borne a servi 345 minutes.",
        "Aucun sujet choisi",
        "Arrêt en chemin : 12 visites",
        "Ma carte d’identité",
        "Rendez-vous pris : 1214 visites",
        "Par téléphone : moins de 5 visites",
        "Trouver une formation",
        "Sur internet : 31 visites",
        "Un autre sujet",
        "Autre résultat : 6 visites",
    ]


def test_all_is_said_and_no_figure_is_kept_as_a_clip(site: Site) -> None:
    page = counts_page(site, FIGURES, FRENCH)
    said = {one.mark: one for one in compose(page)}
    assert [said[f"line:{number}"].text for number in range(len(page.lines))] == [line.text for line in page.lines]
    assert all(one.live for one in said.values() if one.mark.startswith("line:") and any(map(str.isdigit, one.text)))


def test_a_journey_has_the_sign_of_its_door(site: Site) -> None:
    icons = {
        line.text.replace("\u00a0", " "): line.icon for line in counts_page(site, FIGURES, FRENCH).lines if line.icon
    }
    doors = {door.tone: door.icon for door in site.library.step(site.library.home).choices}  # type: ignore[union-attr]
    assert icons["Ma carte d’identité"] == doors[site.library.journeys[JourneyId("commune_identite")].tone]
    assert icons["Trouver une formation"] == doors[site.library.journeys[JourneyId("forem_formation")].tone]
    assert icons["Aucun sujet choisi"] == icons["Un autre sujet"] == "dots-three-circle"


def test_without_a_trusted_clock_there_is_no_date(site: Site) -> None:
    page = counts_page(site, replace(FIGURES, monday=None), FRENCH)
    assert plain(page)[0] == "Une semaine passée"  # type: ignore[arg-type]
    assert not any("novembre" in one.text or "2026" in one.text for one in compose(page))


def test_in_dutch_but_for_journeys_that_are_only_french(site: Site) -> None:
    dutch = site.catalogue("nl")
    page = translated(counts_page(site, FIGURES, dutch), dutch)
    assert isinstance(page, FiguresPage)
    assert page.title == "De cijfers van een voorbije week"
    spoken = {one.text.replace("\u00a0", " "): one.language for one in compose(page)}
    assert spoken["Week van maandag 16 november"] == "nl"
    assert spoken["Afspraak gemaakt: 1214 bezoeken"] == "nl"
    assert spoken["Met de telefoon: minder dan 5 bezoeken"] == "nl"
    assert spoken["Mijn identiteitskaart"] == "nl"
    assert spoken["Trouver une formation"] == "fr"


@pytest.mark.parametrize("counted", [*NoFigures, *Reading])
def test_states_without_figures_say_so_and_lead_out(site: Site, counted: NoFigures | Reading) -> None:
    page = counts_page(site, counted, FRENCH)
    assert isinstance(page, WaitingPage if isinstance(counted, Reading) else NoticePage)
    assert not any(map(str.isdigit, " ".join([page.title, *plain(page)])))
    assert any(choice.id in {"@close", "@back"} for choice in (*page.choices, *page.bar))


def test_every_outcome_and_every_journey_is_in_the_example(site: Site) -> None:
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
    shown = plain(counts_page(site, example_week(site), FRENCH))  # type: ignore[arg-type]
    assert {
        journey.title.replace("\u00a0", " ") for journey in site.library.journeys.values() if journey.id != HOME
    } <= {*shown}
    assert all(f"{words} : 10 visites" in shown for words in OUTCOMES.values())


def test_the_page_names_all_that_is_counted(site: Site) -> None:
    """A counter more, and the sentence is no longer true: it must be written anew."""
    counted = {"visits", "outcomes", "last_steps", "minutes", "guidance_lost", "hours_up"}
    assert {counter.value for counter in Counter} == counted
    step = site.library.journeys[JourneyId("borne_comptes")].step(
        site.library.journeys[JourneyId("borne_comptes")].start
    )
    assert step is not None
    for word in ("visites", "sujet", "résultat", "dernière page", "minutes", "sites changés", "ses heures"):
        assert word in " ".join(step.text)
