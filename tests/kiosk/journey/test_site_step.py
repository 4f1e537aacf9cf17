"""The step kind `site`: a journey leads to an official site where it can be shown, and around it where it cannot."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace as replaced

from kiosk.browsers import Browsers
from kiosk.drawing.ways import ways_of as drawn_ways
from kiosk.ids import ChoiceId, GuidanceId, JourneyId, PlaceId, StepId
from kiosk.journey.graph import neighbours, progress
from kiosk.journey.loader import Library, Ref, content_folder, read_library
from kiosk.journey.mending import mended
from kiosk.journey.model import SiteStep, options
from kiosk.journey.personas import Persona, visit
from kiosk.languages.catalogue import FRENCH
from kiosk.opening import leads_to_official_sites, open_site, with_official_sites
from kiosk.sentences import every_page, fixed_sentences, sentence_groups
from kiosk.settings import load
from kiosk.tour import stops
from kiosk.walk import NEXT, OTHERWISE, Abilities, Walk, position
from tests.kiosk.bench import Bench
from tests.kiosk.official_site.made import TEXT

JOURNEY = """\
id: essai_site
title: "Un essai"
start: depart
steps:
- id: depart
  kind: info
  title: "Un essai"
  choices:
  - {id: site, label: "Aller sur le site", to: site}
  - {id: aide, label: "Demander à une personne", to: "@person"}
- id: site
  kind: site
  title: "Sur le site"
  guidance: essai
  to: pris
  otherwise: autrement
- {id: pris, kind: outcome, title: "C’est pris", outcome: online, choices: [{id: fin, label: "Terminer", to: "@end"}]}
- {id: autrement, kind: outcome, title: "Autrement", outcome: phone, choices: [{id: fin, label: "Fin", to: "@end"}]}
"""
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITE = Ref(JourneyId("essai_site"), StepId("site"))
DEPART, TAKEN, AROUND = (replace(SITE, step=StepId(one)) for one in ("depart", "pris", "autrement"))
SHOWN = Abilities(guided=frozenset({GuidanceId("essai")}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content that ships, with a guidance and a journey that leads to it from the resting screen."""
    made = shutil.copytree(content_folder(), tmp_path_factory.mktemp("content") / "journeys")
    (made / "official_sites").mkdir(exist_ok=True)
    (made / "official_sites" / "essai.yaml").write_text(TEXT, encoding="utf-8")
    (made / "essai_site.yaml").write_text(JOURNEY, encoding="utf-8")
    home = made / "accueil.yaml"
    text = home.read_text(encoding="utf-8")
    first = text.index("to: ", text.index("choices:"))
    end = min(text.index(sign, first) for sign in ",}\n" if sign in text[first:])
    home.write_text(f"{text[:first]}to: essai_site:depart{text[end:]}", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    """All of it."""
    found, faults = read_library(PlaceId("la_louviere"), folder)
    assert faults == ()
    return found


@pytest.fixture(scope="module")
def door(library: Library) -> ChoiceId:
    """The choice of the resting screen that leads there."""
    return next(one.id for one in options(library.step(library.home)) if one.to == "essai_site:depart")


def test_it_is_read_with_its_guidance(library: Library) -> None:
    step = library.step(SITE)
    assert isinstance(step, SiteStep)
    assert library.guidances[step.guidance].name == "Site officiel d’essai"
    assert set(neighbours(library, SITE)) == {TAKEN, AROUND}
    assert [way.to for way in drawn_ways(step)] == ["pris", "autrement"]


def test_one_stops_there_where_it_is_shown_and_goes_around_elsewhere(library: Library, door: ChoiceId) -> None:
    there = Walk((door, ChoiceId("site")))
    assert position(library, there, SHOWN) == SITE
    assert position(library, there, Abilities()) == AROUND
    assert position(library, there, Abilities(guided=frozenset({GuidanceId("autre")}))) == AROUND
    assert position(library, there.plus(NEXT), SHOWN) == TAKEN
    assert position(library, there.plus(OTHERWISE), SHOWN) == AROUND


def test_the_way_around_is_no_part_of_the_progress(library: Library) -> None:
    assert progress(library, DEPART, 1, SHOWN) == (0, 3)


def test_an_invented_visitor_comes_through_where_it_is_shown(library: Library, door: ChoiceId) -> None:
    answers = (door, ChoiceId("site"), NEXT)
    one = Persona(id="un", situation="Un essai", answers=answers, outcome="essai_site:pris")
    shown = replaced(one, guided=SHOWN.guided)
    assert str(getattr(visit(library, shown), "outcome", "")) == "essai_site:pris"
    assert str(visit(library, one)) == "essai_site:autrement does not offer '@next'"


def test_a_site_that_leads_nowhere_takes_its_journey_away(library: Library) -> None:
    broken = {**library.journeys}
    journey = broken[SITE.journey]
    broken[journey.id] = replaced(journey, steps=tuple(one for one in journey.steps if one.id != TAKEN.step))
    assert SITE.journey not in mended(broken)


def test_its_sentences_have_clips_and_the_tour_passes_by(folder: Path, tmp_path: Path) -> None:
    opened = open_site(load(), tmp_path, lambda: NOW, NOW.date(), folder)
    said = {text for language, text in fixed_sentences(opened.site) if language == "fr"}
    assert {
        "Touchez la case jaune.",
        "Cette page est nouvelle pour moi. Je lis ce qu’il y a.",
        "Le site est très lent",
    } <= said
    own = {text for group in sentence_groups(opened.site, SITE.journey) for _, text in group.sentences}
    assert "Touchez la case jaune." in own
    assert SITE not in {stop.ref for stop in stops(opened.site)}
    shown = replace(opened.site, abilities=replace(opened.site.abilities, guided=SHOWN.guided))
    assert {SITE, TAKEN} <= {stop.ref for stop in stops(shown)}
    assert "Sur le site" not in {page.title for page in every_page(opened.site, FRENCH)}


def test_a_guidance_that_cannot_be_read_takes_nothing_else_away(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "journeys")
    (copy / "official_sites" / "essai.yaml").write_text("id: essai\n", encoding="utf-8")
    library, faults = read_library(PlaceId("la_louviere"), copy)
    assert GuidanceId("essai") not in library.guidances
    assert GuidanceId("forem_inscription") in library.guidances
    assert SITE.journey in library.journeys
    assert [fault.split(":")[0] for fault in faults] == ["official_sites/essai.yaml"]


def test_a_start_pays_for_a_browser_only_where_a_journey_leads_to_a_site(library: Library, tmp_path: Path) -> None:
    opened = Bench(tmp_path).opened
    assert leads_to_official_sites(opened)
    without = replace(library, guidances={})
    assert not leads_to_official_sites(replace(opened, site=replace(opened.site, library=without)))


def test_a_browser_is_started_two_answers_before_a_site_and_for_nobody_who_only_reads(tmp_path: Path) -> None:
    started: list[str] = []
    opened = with_official_sites(Bench(tmp_path).opened)
    bench = Bench(tmp_path, ready=opened, more={"browsers": Browsers(ahead=lambda: started.append("ahead"))})
    bench.press("commune", "identite", "abimee", "continuer")
    assert started == []
    bench.press("continuer")
    assert bench.page.title == "Prendre rendez-vous"
    assert started == ["ahead"]
    without = Bench(tmp_path, more={"browsers": Browsers(ahead=lambda: started.append("without"))})
    without.press("commune", "identite", "abimee", "continuer", "continuer", "internet")
    assert started == ["ahead"]
