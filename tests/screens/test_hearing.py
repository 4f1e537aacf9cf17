"""What a visitor hears and where, in the real application; what the facilitator reads of a voice in trouble."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.opening import open_site
from kiosk.page import HomePage, Page, Prefs, SettingsPage, Sound
from kiosk.pages.build import page_for
from kiosk.pages.house_pages import out_of_service_page
from kiosk.pages.settings_pages import settings_page
from kiosk.session import VisitorSession
from kiosk.settings import load
from kiosk.silence import REPEAT_AFTER
from tests.pilot import Pilot
from tests.screens.staging import stage
from voices.protocol import Tuning
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from screens.stage import Stage

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))
TROUBLES = ("La voix de synthèse ne répond pas.", "Le casque a disparu.")


@dataclass
class Ear:
    """The running application, and a voice that speaks step by step."""

    pilot: Pilot
    stage: "Stage"
    voice: SilentVoice

    @property
    def page(self) -> Page:
        return self.stage.app.page

    def touch(self, *labels: str) -> None:
        for label in labels:
            self.pilot.advance(0.6)
            self.pilot.tap_label(label)

    def listen(self) -> None:
        """Let the voice say all that it has to say."""
        while self.voice.step():
            self.pilot.step(1)
        self.pilot.step(1)

    def wait(self, seconds: float) -> None:
        self.pilot.advance(seconds, 1.0)


@pytest.fixture
def ear(pilot: Pilot, tmp_path: Path) -> Iterator[Ear]:
    from screens.panel import panel_for
    from screens.stage import Stage

    voice = SilentVoice(stepped=True)
    running = Stage(
        open_site(load(), tmp_path, lambda: MONDAY, date(2026, 11, 23)),
        voice=voice,
        record=lambda _: None,
        now=lambda: MONDAY,
        monotonic=pilot.clock.now,
        panel=panel_for(1280, 800),
    )
    pilot.show(running.root)
    running.start()
    yield Ear(pilot, running, voice)
    running.close()


def test_an_option_is_said_in_the_way_that_it_chooses(ear: Ear) -> None:
    ear.voice.headset = True
    ear.touch("Son", "Très rapide")
    assert ear.voice.tuning == Tuning(speed=200)
    assert ear.voice.spoken[-1][0] == "Très rapide. Choisi."
    ear.touch("Suite", "Casque")
    assert ear.voice.tuning == Tuning(speed=200, headset=True)
    assert ear.voice.spoken[-1][0] == "Casque. Choisi."


def test_without_sound_nothing_is_said_and_the_bar_shows_it(ear: Ear) -> None:
    from screens.widgets.signs import VolumeBars

    ear.touch("Son", "Suite", "Sans le son")
    said = len(ear.voice.spoken)
    ear.touch("C’est bon", "La commune")
    assert len(ear.voice.spoken) == said
    bars = [one for one in ear.stage.root.walk(restrict=True) if isinstance(one, VolumeBars)]
    assert [one.level for one in bars] == [0]
    assert not ear.voice.tuning.headset


def test_personal_matters_begin_after_the_answer(ear: Ear) -> None:
    ear.voice.headset = True
    ear.touch("Aide et colis", "Avec un casque")
    assert ear.page.title == "De quoi avez-vous besoin\u00a0?"
    assert ear.voice.tuning.headset
    ear.voice.headset = False
    ear.wait(2)
    ear.touch("Manger")
    assert ear.voice.tuning.headset


def test_a_silent_page_is_said_once_more_by_itself(ear: Ear) -> None:
    ear.touch("La commune")
    first = [text for text, _ in ear.voice.spoken if text]
    page = first[first.index(ear.page.title) :]
    ear.listen()
    ear.wait(REPEAT_AFTER + 2)
    assert [text for text, _ in ear.voice.spoken] == [*first, *page]
    ear.listen()
    ear.wait(REPEAT_AFTER + 2)
    assert len(ear.voice.spoken) == len(first) + len(page)


def test_what_is_still_being_said_is_not_said_over_again(ear: Ear) -> None:
    ear.touch("La commune")
    said = len(ear.voice.spoken)
    for _ in range(5):  # as far as "Vous pouvez toucher", which carries no mark, and on
        ear.voice.step()
        ear.pilot.step(1)
    ear.wait(REPEAT_AFTER * 2)
    assert len(ear.voice.spoken) == said


def test_the_facilitator_reads_of_trouble_on_the_resting_screen_while_it_lasts(ear: Ear) -> None:
    said = len(ear.voice.spoken)
    ear.voice.troubles = TROUBLES
    ear.wait(2)
    (note,) = [text for text in ear.pilot.texts() if "Pour l’animateur" in text]
    assert all(trouble in note for trouble in TROUBLES)
    ear.touch("La commune")
    assert not any("animateur" in text for text in ear.pilot.texts())
    ear.touch("Retour")
    assert any("animateur" in text for text in ear.pilot.texts())
    ear.voice.troubles = ()
    ear.wait(2)
    assert not any("animateur" in text for text in ear.pilot.texts())
    assert not any("synthèse" in text for text, _ in ear.voice.spoken[said:])


@pytest.mark.parametrize("size", SIZES, ids=["7-inch", "portrait", "10-inch", "15-inch"])
def test_the_note_has_its_place_on_every_panel(pilot: Pilot, tmp_path: Path, size: tuple[int, int]) -> None:
    from screens.panel import panel_for
    from screens.split import split

    pilot.resize(*size)
    site = open_site(load(), tmp_path, lambda: MONDAY, date(2026, 11, 23)).site
    home = page_for(site, VisitorSession(serial=1))
    assert isinstance(home, HomePage)
    assert len(split(home, panel_for(*size))) == 1
    for page in (replace(home, troubles=TROUBLES), replace(out_of_service_page("x"), troubles=TROUBLES)):
        stage(pilot, page)
        assert any("Le casque a disparu." in text for text in pilot.texts())
        assert pilot.labels_that_do_not_fit() + pilot.targets_that_do_not_fit() == []


def test_a_note_that_has_no_room_gives_way_to_the_doors(pilot: Pilot, tmp_path: Path) -> None:
    pilot.resize(800, 480)
    site = open_site(load(), tmp_path, lambda: MONDAY, date(2026, 11, 23)).site
    home = page_for(site, VisitorSession(serial=1))
    assert isinstance(home, HomePage)
    stage(pilot, replace(home, troubles=TROUBLES * 12))
    assert not any("animateur" in text for text in pilot.texts())
    assert pilot.labels_that_do_not_fit() == []


def test_a_kiosk_that_rests_tells_of_its_voice_too(pilot: Pilot) -> None:
    from screens.panel import panel_for
    from screens.stage import resting_app

    voice = SilentVoice()
    app = resting_app(panel_for(1280, 800), voice, pilot.clock.now, "site.toml: broken")
    pilot.show(app.pane)
    voice.troubles = TROUBLES
    pilot.advance(2, 1.0)
    assert any("site.toml: broken" in text and TROUBLES[0] in text for text in pilot.texts())
    assert not any("broken" in text for text, _ in voice.spoken)
    app.dispatch("on_stop")
    app.pane.close()


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("size", SIZES, ids=["7-inch", "portrait", "10-inch", "15-inch"])
def test_every_option_is_on_one_part_in_order_and_every_last_part_leads_out(
    pilot: Pilot, size: tuple[int, int], *, large: bool
) -> None:
    from screens.panel import panel_for
    from screens.remembered import parts_of

    pilot.resize(*size)
    page = settings_page(Prefs(speed=65, large=large), headset=True)
    parts = parts_of(replace(page, prefs=Prefs(speed=65, large=large)), panel_for(*size))
    shown = [option for part in parts if isinstance(part, SettingsPage) for g in part.groups for option in g.options]
    assert shown == [option for group in page.groups for option in group.options]
    assert all(part.groups for part in parts if isinstance(part, SettingsPage))
    assert [choice.label for choice in parts[-1].choices] == ["C’est bon"]
    assert all(part.choices[0].label == "Suite" for part in parts[:-1])
    assert {part.prefs.speed for part in parts} == {65}


def test_what_is_heard_changes_no_part() -> None:
    from screens import remembered
    from screens.panel import panel_for

    panel = panel_for(1280, 800)
    remembered.parts_of(settings_page(Prefs()), panel)
    known = remembered._known.cache_info().misses
    for prefs in (Prefs(volume=5), Prefs(speed=50), Prefs(sound=Sound.HEADSET)):
        remembered.parts_of(replace(settings_page(prefs), prefs=prefs), panel)
    assert remembered._known.cache_info().misses == known
