"""By touch in a real window: a call that a real server hears of, is answered, or is not and leads on."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from kiosk.calling.push import open_pusher
from kiosk.calling.setup import CallTable
from kiosk.ids import ChoiceId
from kiosk.page import CallPage, NoticePage
from kiosk.pages import words
from kiosk.settings import load
from tests.e2e.conftest import Begin, Visit
from tests.heard_journey import AUDIBLE, findings, heard_stage
from tests.hearing import find, wave
from tests.kiosk.calling.message_server import MessageServer, message_server
from tests.sound import RATE, Recorder, Recording, recorder
from voices.chime import chime

__all__ = ["recorder"]
CALLED = "Quelqu’un demande de l’aide"
LATE = "Personne n’est encore venu"
TOKEN = "tk_planted"


def begun(begin: Begin, server: MessageServer, folder: Path, size: tuple[int, int]) -> Visit:
    """The application at a site that sends messages."""
    (folder / "jeton").write_text(TOKEN, encoding="ascii")
    table = CallTable(ntfy=f"{server.address}/sujet", token_file="jeton")
    return begin(replace(load(), call=table), size, pusher=open_pusher(table, folder))


@pytest.mark.parametrize("size", [(1280, 800), (800, 480)], ids=["10-inch", "7-inch"])
def test_somebody_comes_or_nobody_does(begin: Begin, tmp_path: Path, size: tuple[int, int]) -> None:
    with message_server() as server:
        visit = begun(begin, server, tmp_path, size)
        before = visit.touch("La commune", "Ma carte d’identité")
        visit.touch("Une personne")
        assert isinstance(visit.page, CallPage)
        assert visit.voice.rung == [5]
        assert {CALLED, "Ma carte d’identité"} <= set(visit.pilot.texts())
        visit.touch("Une personne")
        assert visit.pilot.wait_until(lambda: bool(server.heard))
        assert [(one.body, one.headers["Authorization"]) for one in server.heard] == [
            ("commune_identite:depart", f"Bearer {TOKEN}")
        ]
        assert TOKEN not in " ".join(visit.pilot.texts())
        assert visit.touch("On est venu").title == before.title

        visit.pilot.advance(31)
        server.status = 500
        visit.touch("Une personne")
        assert visit.pilot.wait_until(lambda: "Le message n’est pas parti." in visit.pilot.texts())
        assert visit.voice.rung == [5, 5]
        visit.pilot.advance(61, frame=0.5)
        assert isinstance(visit.page, NoticePage)
        assert visit.page.title == LATE
        visit.touch("Appeler encore")
        assert visit.page.title == CALLED
        assert visit.pilot.wait_until(lambda: "Le message n’est pas parti." in visit.pilot.texts())
        assert visit.touch("Continuer seul").title == before.title
        assert visit.voice.rung == [5, 5, 5]


def test_the_room_hears_the_chime_then_the_visitor_what_is_shown(
    recorder: Recorder, clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What an engine says depends on all that it has said before: a sentence that was cut makes another sound.
    shutil.copytree(clips, tmp_path, dirs_exist_ok=True)
    for name, value in recorder.environment.items():
        monkeypatch.setenv(name, value)
    with recorder.record() as recording, heard_stage(tmp_path, load()) as heard:
        heard.hurry(ChoiceId("commune"))
        heard.hurry(words.PERSON)
        heard.hear_out()
    place, alike = find(wave(chime().samples), wave(recording.samples))
    assert alike > 0.98
    end = place + round(chime().duration * RATE)
    after = Recording(recording.samples[end:], recording.begun + end / RATE)
    called = [one for one in heard.witness.sentences if one.page == heard.witness.pages]
    found = findings(called, after, tmp_path)
    assert found[0].sentence.text == CALLED
    assert found[0].first > 0.9, "its start was said over the chime"
    assert [one.sentence.text for one in found if one.likeness < 0.9] == []
    before = np.abs(wave(recording.samples)[place - RATE // 100 : place])
    assert before.max() < AUDIBLE, "what was said before is silent"
