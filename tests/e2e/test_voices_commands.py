"""`kiosk voices check` and `measure` over everything that the demonstration says, by the real command line."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from voices.clips import built, clip_name, clip_path

BEFORE, AFTER = "De quoi payer", "De quoi payer la carte"


def kiosk(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "voices", *words], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def data(clips: Path, tmp_path: Path) -> Path:
    """A data folder with its clips, to be spoiled."""
    shutil.copytree(clips, tmp_path, dirs_exist_ok=True, symlinks=True)
    return tmp_path


def clip(data: Path, text: str) -> Path:
    path = clip_path(built(data), "fr", clip_name(text, "fr"))
    assert path.exists()
    return path


def test_every_sentence_of_every_journey_has_its_clip_and_is_within_the_bounds(clips: Path) -> None:
    assert kiosk("check", "--data", str(clips)) == (0, "no faults: every fixed sentence has its clip\n")
    code, answer = kiosk("measure", "--json", "--data", str(clips))
    found = json.loads(answer)
    assert (code, found["faults"]) == (0, [])
    titles = {row["journey"] for row in found["journeys"]}
    assert {"Ma carte d’identité", "M’inscrire au Forem", ""} <= titles
    assert {row["language"] for row in found["journeys"]} == {"fr", "nl"}
    assert all(110 <= row["words_a_minute"] <= 130 for row in found["journeys"])


def test_a_clip_deleted_or_altered_is_named_by_check_and_by_measure(data: Path) -> None:
    gone, altered = clip(data, "Vous pouvez venir même sans lettre."), clip(data, "Retour")
    gone.unlink()
    spoiled = bytearray(altered.read_bytes())
    spoiled[5000] ^= 64
    altered.unlink()
    altered.write_bytes(spoiled)
    for command in ("check", "measure"):
        code, answer = kiosk(command, "--data", str(data))
        assert code == 1
        assert f"missing: fr: Vous pouvez venir même sans lettre.: {gone}: run `kiosk voices build`" in answer
        assert f"damaged: fr: Retour: {altered} (not the file that was built): run `kiosk voices build`" in answer
        assert answer.endswith("\n2 faults\n")


def test_a_text_that_was_changed_is_named_by_check_and_by_measure(data: Path, tmp_path: Path) -> None:
    demonstration = Path("kiosk/sites/la_louviere_demo.toml").read_text(encoding="utf-8")
    site = tmp_path / "site.toml"
    site.write_text(demonstration.replace(BEFORE, AFTER), encoding="utf-8")
    for command in ("check", "measure"):
        code, answer = kiosk(command, "--site", str(site), "--data", str(data))
        assert code == 1
        assert f"missing: fr: Préparez l’ancienne carte, une photo récente, {AFTER.lower()}." in answer
    assert (
        f"orphan: fr: Préparez l’ancienne carte, une photo récente, {BEFORE.lower()}."
        in kiosk("check", "--site", str(site), "--data", str(data))[1]
    )
    assert kiosk("build", "--engine", "espeak", "--site", str(site), "--data", str(data))[0] == 0
    assert kiosk("check", "--site", str(site), "--data", str(data))[0] == 0


def test_an_engine_that_is_not_here_is_told_in_a_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "voices", "build", "--engine", "piper", "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "piper" in done.stderr
