from pathlib import Path

import pytest

from tests.voices.conftest import Marks, Said
from voices import table
from voices.protocol import Equipment
from voices.silent import SilentVoice
from voices.table import open_voice

SILENT = Equipment(engines=("silent",))


def test_the_table_ends_silent_and_begins_with_sound(tmp_path: Path) -> None:
    assert list(table.VOICES)[-1] == table.LAST
    voice = open_voice(data=tmp_path)
    voice.close()
    assert not isinstance(voice, SilentVoice)


def test_a_voice_that_cannot_be_opened_gives_way_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.VOICES, "spoken", "voices.absent:Voice")
    assert isinstance(open_voice(data=tmp_path), SilentVoice)


def test_a_kiosk_can_be_told_to_be_silent_and_says_so_to_its_facilitator(tmp_path: Path) -> None:
    voice = open_voice(data=tmp_path, equipment=SILENT)
    assert isinstance(voice, SilentVoice)
    assert voice.troubles


def test_the_silent_voice_remembers_for_a_test_and_forgets_in_a_kiosk(tmp_path: Path) -> None:
    said = [Said("Un", "a"), Said("Dupont", "b", personal=True), Said("Deux", "c")]
    for voice, remembered in (
        (SilentVoice(), [("Un", "a"), ("Deux", "c")]),
        (open_voice(data=tmp_path, equipment=SILENT), []),
    ):
        assert isinstance(voice, SilentVoice)
        marks = Marks()
        voice.on_started(marks)
        voice.say(said)
        assert voice.spoken == remembered
        assert marks.seen == ["a", "c", ""]


def test_the_silent_voice_can_be_stepped() -> None:
    voice, marks = SilentVoice(stepped=True), Marks()
    voice.on_started(marks)
    voice.say([Said("Un", "a"), Said("Deux", "b")])
    assert marks.seen == []
    voice.step()
    assert marks.seen == ["a"]
    voice.say([Said("Trois", "c")])
    voice.step()
    voice.hush()
    assert not voice.step()
    assert marks.seen == ["a", "c", ""]
    assert voice.hushed == 1
