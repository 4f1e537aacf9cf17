from pathlib import Path

import pytest

from tests.voices.conftest import Marks, Said
from voices import table
from voices.silent import SilentVoice
from voices.table import open_voice


def test_every_voice_of_the_table_opens(tmp_path: Path) -> None:
    for name in table.VOICES:
        voice = open_voice([name], data=tmp_path)
        voice.close()
        assert isinstance(voice, SilentVoice) == (name == table.LAST)


def test_the_table_s_own_order_ends_silent_and_begins_with_sound(tmp_path: Path) -> None:
    assert list(table.VOICES)[-1] == table.LAST
    voice = open_voice(data=tmp_path)
    voice.close()
    assert not isinstance(voice, SilentVoice)


def test_a_voice_that_cannot_be_opened_gives_way_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.VOICES, "absent", "voices.absent:Voice")
    assert isinstance(open_voice(["absent"], data=tmp_path), SilentVoice)


def test_a_name_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="espeak, silent"):
        open_voice(["espeek"], data=tmp_path)


def test_the_silent_voice_remembers_for_a_test_and_forgets_in_a_kiosk(tmp_path: Path) -> None:
    said = [Said("Un", "a"), Said("Dupont", "b", personal=True), Said("Deux", "c")]
    for voice, remembered in (
        (SilentVoice(), [("Un", "a"), ("Deux", "c")]),
        (open_voice(["silent"], data=tmp_path), []),
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
