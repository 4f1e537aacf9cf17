"""`kiosk stick import`: each kind by its own real check, and changed whole or not at all."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main
from kiosk.commands.stick import _by_child
from kiosk.ids import PlaceId
from kiosk.journey.loader import content_folder, place_path
from kiosk.settings import default_site
from kiosk.stick.report import Imported, Kind, OfKind, StickState
from tests.sound import RATE
from tests.voices.conftest import tone
from voices.clips import Folders, clip_name, clip_path
from voices.lexicon_file import lexicon_path
from voices.pcm import Pcm, write_wav

SENTENCE, OTHER = "J’ai reçu une convocation", "Touchez votre situation."
SHIPPED = place_path(content_folder(), PlaceId("la_louviere"))


class Kiosk:
    """A kiosk without a voice of its own, and a folder that stands for its stick."""

    def __init__(self, folder: Path) -> None:
        self.data, self.stick, self.site = folder / "data", folder / "stick", folder / "site.toml"
        for name in ("enregistrements", "lieu"):
            (self.stick / "borne" / name).mkdir(parents=True)
        settings = default_site().read_text(encoding="utf-8")
        more = f'\n[voice]\nengines = ["silent"]\n[device]\nstick = "{self.stick}"\n'
        self.site.write_text(settings + more, encoding="utf-8")

    @property
    def words(self) -> list[str]:
        return ["--site", str(self.site), "--data", str(self.data)]

    def put(self, text: str, sound: Pcm) -> str:
        name = f"{clip_name(text, 'fr')[:8]} à moi.wav"
        write_wav(self.stick / "borne" / "enregistrements" / name, sound)
        return name

    def write(self, path: str, text: str | bytes) -> None:
        (self.stick / "borne" / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    def everything(self) -> dict[str, bytes]:
        """Of the kiosk's own files, those that a fault may not change."""
        files = (path for path in self.data.rglob("*") if path.is_file() and "stick" not in path.parts)
        return {str(path.relative_to(self.data)): path.read_bytes() for path in files if not path.name.endswith("lock")}


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


@pytest.fixture
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a site that says two things: to open the real one is not what is tried here."""
    import kiosk.sentences

    monkeypatch.setattr(kiosk.sentences, "fixed_sentences", lambda _site: (("fr", SENTENCE), ("fr", OTHER)))


def take(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What became of each kind, by its name."""
    code = main(["stick", "import", "--json", *kiosk.words])
    told = json.loads(capsys.readouterr().out)
    assert code == (1 if any(one["refusals"] for one in told["kinds"]) or not told["kinds"] else 0)
    return {one["kind"]: one for one in told["kinds"]}


def spoken(hertz: int) -> Pcm:
    quiet = bytes(2 * RATE)
    return Pcm(quiet + tone(hertz, 2.0).samples + quiet, RATE)


@pytest.mark.usefixtures("sentences")
def test_recordings_are_taken_all_or_none(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    kiosk.put(SENTENCE, spoken(440))
    assert take(kiosk, capsys)["recordings"]["taken"] == 1
    clip = clip_path(Folders.of(kiosk.data).recorded[0], "fr", clip_name(SENTENCE, "fr"))
    before, all_before = clip.read_bytes(), kiosk.everything()
    kiosk.put(SENTENCE, spoken(880))
    quiet = kiosk.put(OTHER, Pcm(bytes(4 * RATE), RATE))
    refused = take(kiosk, capsys)["recordings"]
    assert (refused["taken"], refused["refusals"]) == (0, [{"why": "quiet", "file": quiet, "line": 0}])
    assert kiosk.everything() == all_before
    (kiosk.stick / "borne" / "enregistrements" / quiet).unlink()
    assert take(kiosk, capsys)["recordings"]["taken"] == 1
    assert clip.read_bytes() != before
    kiosk.put(OTHER, spoken(440))
    (kiosk.stick / "borne" / "enregistrements" / f"{clip_name(SENTENCE, 'fr')[:8]} à moi.wav").unlink()
    assert take(kiosk, capsys)["recordings"]["taken"] == 1
    assert clip.exists(), "recordings of earlier sticks stay"


def test_a_lexicon_counts_whole_or_not_at_all(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    kiosk.write("lexique.toml", '[mots]\n"Strépy" = "strépi"\n')
    assert take(kiosk, capsys)["lexicon"]["taken"] == 1
    good = lexicon_path(kiosk.data).read_bytes()
    kiosk.write("lexique.toml", '[mots]\n"Nimy" = "nimi"\n"Mons" = mons\n')
    assert take(kiosk, capsys)["lexicon"]["refusals"] == [{"why": "word", "file": "lexique.toml", "line": 3}]
    kiosk.write("lexique.toml", '"Nimy" = "é"\n'.encode("latin-1"))
    assert take(kiosk, capsys)["lexicon"]["refusals"] == [{"why": "text", "file": "lexique.toml", "line": 0}]
    assert lexicon_path(kiosk.data).read_bytes() == good


def test_a_place_file_counts_when_its_check_finds_nothing(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    kiosk.write("lieu/la_louviere.yaml", SHIPPED.read_bytes())
    kiosk.write("lieu/binche.yaml", "id: binche\n")
    assert take(kiosk, capsys)["place"]["taken"] == 1
    own = place_path(kiosk.data, PlaceId("la_louviere"))
    assert own.read_bytes() == SHIPPED.read_bytes()
    assert [path.name for path in own.parent.iterdir()] == ["la_louviere.yaml"]
    kiosk.write("lieu/la_louviere.yaml", SHIPPED.read_text(encoding="utf-8") + "unknown: key\n")
    (refusal,) = take(kiosk, capsys)["place"]["refusals"]
    assert (refusal["why"], refusal["file"]) == ("value", "la_louviere.yaml")
    assert refusal["line"] > 0
    assert own.read_bytes() == SHIPPED.read_bytes()
    (kiosk.stick / "borne" / "lieu" / "la_louviere.yaml").unlink()
    assert take(kiosk, capsys)["place"]["refusals"] == [{"why": "other_place", "file": "la_louviere.yaml", "line": 0}]


def test_the_panel_asks_a_child_and_reads_what_it_tells(kiosk: Kiosk) -> None:
    kiosk.write("lexique.toml", '"Strépy" = "strépi"\n')
    arguments = argparse.Namespace(site=kiosk.site, data=kiosk.data)
    assert _by_child(arguments) == Imported(StickState.READ, (OfKind(Kind.LEXICON, 1),))
    assert lexicon_path(kiosk.data).exists()


def test_people_read_lines(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stick", "import", "--stick", str(kiosk.data / "none"), *kiosk.words]) == 1
    assert "no_stick" in capsys.readouterr().err
    kiosk.write("lexique.toml", '"Mons" = mons\n')
    assert main(["stick", "import", *kiosk.words]) == 1
    assert "refused: lexique.toml, line 1: word" in capsys.readouterr().out
