"""The commands for a facilitator's lexicon, and the list of engines, by the real command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import main
from voices import clips
from voices.commands import build_clips, check_clips
from voices.lexicon_file import TEMPLATE
from voices.manifest import read_manifest
from voices.protocol import Equipment

ESPEAK = Equipment(engines=("espeak",))
WRONG = '[mots]\n“Mons” = “monsse”\n"Strépy" = "strépi-zique"\n"web" = "le web"\n"Nimy" = 3\n'


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "voices" / "lexicon_fr.toml"
    path.parent.mkdir()
    return path


def test_each_fault_of_the_lexicon_is_told_by_build_and_by_check_and_the_other_words_count(
    tmp_path: Path, lexicon: Path
) -> None:
    lexicon.write_text(WRONG, encoding="utf-8")
    texts = [("fr", "Aller à Strépy")]
    built = build_clips(texts, tmp_path, ESPEAK, "", lambda _done, _total: None)
    assert not built.well
    assert [fault.split(":")[0] for fault in built.errors] == [
        "lexicon_fr.toml, line 2",
        "lexicon_fr.toml, line 4, 'web'",
        "lexicon_fr.toml, line 5, 'Nimy'",
    ]
    assert "clips: 1 made" in built.text
    (entry,) = read_manifest(clips.built(tmp_path)).values()
    assert entry.recipe
    assert "strépi-zique" in entry.recipe.spoken
    checked = check_clips(texts, tmp_path, ESPEAK)
    assert (checked.well, checked.text) == (False, "\n".join((*built.errors, "3 faults")))
    lexicon.write_text(WRONG.splitlines()[2], encoding="utf-8")
    assert check_clips(texts, tmp_path, ESPEAK).well


def test_check_ends_in_failure_on_a_wrong_lexicon(
    tmp_path: Path, lexicon: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lexicon.write_text(WRONG, encoding="utf-8")
    assert main(["voices", "check", "--data", str(tmp_path)]) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("lexicon_fr.toml, line 2: use")]


def test_a_facilitators_lexicon_is_begun_once_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, command = tmp_path / "voices" / "lexicon_fr.toml", ["voices", "lexicon", "--data", str(tmp_path)]
    assert main(command) == 0
    assert path.read_text(encoding="utf-8") == TEMPLATE
    assert f"{path} is ready" in capsys.readouterr().out
    path.write_text('[mots]\n"Nimy" = "nimi"\n', encoding="utf-8")
    assert main(command) == 0
    assert "left as it is" in capsys.readouterr().out
    path.write_text(WRONG, encoding="utf-8")
    assert main(command) == 1
    assert "line 2" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == WRONG


def test_a_lexicon_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "voices").write_text("")
    assert main(["voices", "lexicon", "--data", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().out


def test_the_engines_of_this_machine_are_listed_in_the_order_of_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", "engines", "--data", str(tmp_path)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert sorted(line[1] for line in lines) == ["espeak", "mbrola", "pico", "piper"]
    (floor,) = (line for line in lines if line[1] == "espeak")
    assert floor[2] == "espeak-ng"
    assert floor[0].isdecimal()
    assert list(tmp_path.iterdir()) == []


def test_whoever_reads_only_the_first_lines_ends_nothing_in_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "voices", "check", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        errors = child.stderr.read()
    assert (child.returncode, errors) == (1, b"")
