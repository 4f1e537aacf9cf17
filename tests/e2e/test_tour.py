"""The tour goes to every step by touch, and leaves a picture, the words and the sound of each."""

import subprocess
import sys
import wave
from pathlib import Path

from PIL import Image

from kiosk.ids import JourneyId
from kiosk.tour import stops
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


def test_the_tour_reaches_every_step_that_can_be_shown(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    reached = {stop.ref for stop in stops(site)}
    everything = {(journey.id, step.id) for journey in site.library.journeys.values() for step in journey.steps}
    left_out = everything - {(ref.journey, ref.step) for ref in reached}
    assert left_out == {("commune_identite", "nom"), ("commune_identite", "numero")}, "nobody asks for a contact there"
