"""The tour goes to every step by touch, and leaves a picture, the words and the sound of each."""

import subprocess
import sys
import wave
from dataclasses import replace
from pathlib import Path

from PIL import Image

from kiosk.ids import JourneyId, StepId
from kiosk.journey.loader import Ref
from kiosk.journey.model import EntryStep
from kiosk.pages.site import Site
from kiosk.tour import stops
from kiosk.walk import Abilities
from tests.kiosk.bench import Bench


def test_every_step_of_a_journey_has_its_picture_words_and_sound(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "kiosk", "tour", "--journey", "commune_identite", "--out", str(out)]
    done = subprocess.run([*command, "--data", str(tmp_path)], capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    sheet = (out / "index.html").read_text(encoding="utf-8")
    wanted = stops(Bench(tmp_path).opened.site, JourneyId("commune_identite"))
    assert len(wanted) > 25
    for stop in wanted:
        with Image.open(out / f"{stop.name}.png") as picture:
            assert picture.size == (1280, 800)
            assert len(picture.getcolors(maxcolors=1 << 20) or []) > 50, f"{stop.name} is empty"
        with wave.open(str(out / f"{stop.name}.wav")) as sound:
            assert sound.getnframes() > sound.getframerate()
        assert f'src="{stop.name}.png"' in sheet
        assert f'src="{stop.name}.wav"' in sheet
    assert "Appelez DOC STOP" in sheet
    assert (out / "commune_identite-billet-qr.png").exists()


def left_out(site: Site) -> set[tuple[JourneyId, StepId]]:
    reached = {stop.ref for stop in stops(site)}
    everything = {Ref(journey.id, step.id) for journey in site.library.journeys.values() for step in journey.steps}
    return {(ref.journey, ref.step) for ref in everything - reached}


def test_the_tour_reaches_every_step_that_this_site_can_show(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    nobody_asks = {
        (journey.id, step.id)
        for journey in site.library.journeys.values()
        for step in journey.steps
        if isinstance(step, EntryStep) and (journey.need, step.field) not in site.abilities.required
    }
    not_booked_here = {(JourneyId("forem_formation"), StepId(step)) for step in ("creneaux", "recap", "billet")}
    assert left_out(site) == nobody_asks | not_booked_here


def test_the_tour_reaches_every_step_of_a_site_where_all_is_booked_and_asked(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    needs = frozenset(journey.need for journey in site.library.journeys.values())
    asked = frozenset((need, field) for need in needs for field in ("name", "phone", "email"))
    everything = replace(site, abilities=Abilities(bookable=needs, required=asked))
    nothing = replace(site, abilities=Abilities())
    assert left_out(everything) & left_out(nothing) == set()
