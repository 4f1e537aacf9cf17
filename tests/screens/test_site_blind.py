"""An official page explored without sight, in the whole application."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Page, Prefs, SiteEntryPage
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.site_gallery import SITE_PAGES
from tests.screens.site_staging import Notes, link_to
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from screens.app import KioskApp


@dataclass
class Blind:
    """The application in "Sans voir", a voice that takes notes, a browser that does."""

    app: "KioskApp"
    voice: SilentVoice
    notes: Notes
    chosen: list[ChoiceId] = field(default_factory=list)

    def show(self, page: Page) -> None:
        self.app.show(replace(page, prefs=Prefs(blind=True)))
        self.voice.spoken.clear()


@pytest.fixture
def blind(pilot: Pilot) -> Iterator[Blind]:
    from screens.app import KioskApp

    notes, voice, chosen = Notes(), SilentVoice(), list[ChoiceId]()
    link = link_to(notes)
    app = KioskApp(
        panel_for(1280, 800),
        voice,
        pilot.clock.now,
        choose=chosen.append,
        touched=lambda: None,
        heard=lambda _: None,
        site=link,
    )
    pilot.show(app.pane)
    yield Blind(app, voice, notes, chosen)
    app.pane.close()
    link.frames.close()


def test_a_finger_that_slides_over_the_page_asks_again_and_again(blind: Blind, pilot: Pilot) -> None:
    blind.show(SITE_PAGES["site"])
    pilot.step()
    pilot.slide((100, 500), (700, 300), steps=10)
    assert len(blind.notes.felt) > 6
    rising = [x for x, _ in blind.notes.felt]
    assert rising == sorted(rising)
    assert blind.notes.tapped == []
    assert blind.notes.pressed == 0


def test_a_second_tap_anywhere_presses_what_was_felt(blind: Blind, pilot: Pilot) -> None:
    blind.show(SITE_PAGES["site"])
    pilot.step()
    pilot.tap(200, 400)
    assert len(blind.notes.felt) == 1
    pilot.tap(600, 200)
    assert (len(blind.notes.felt), blind.notes.pressed) == (1, 1)


def test_buttons_and_band_are_told_as_everywhere(blind: Blind, pilot: Pilot) -> None:
    blind.show(SITE_PAGES["site"])
    pilot.step()
    pilot.press(*pilot.find("Lire la page").center)
    pilot.move(300, 630)
    pilot.release(300, 630)
    assert ("Lire la page", "choice:@site_read") in blind.voice.spoken
    assert ("Site officiel de la commune", "site") in blind.voice.spoken
    assert blind.chosen == []


def test_no_key_of_a_password_is_heard(blind: Blind, pilot: Pilot) -> None:
    secret, open_field = SITE_PAGES["site-secret"], SITE_PAGES["site-telephone"]
    assert isinstance(secret, SiteEntryPage)
    blind.show(replace(secret, keys=secret.keys[:10]))
    pilot.step()
    pilot.tap(*pilot.find("5").center)
    assert blind.voice.spoken == []
    blind.show(open_field)
    pilot.step()
    pilot.tap(*pilot.find("5").center)
    assert [text for text, _ in blind.voice.spoken] == ["5"]
