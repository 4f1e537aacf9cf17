"""*Réglages*, touched through: what is chosen holds at once, for every visitor, and over a restart."""

import logging
from pathlib import Path

import pytest

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.opening_hours import USUAL, USUAL_WEEK, OpeningHours, Span
from kiosk.page import ChoicePage, HomePage, OutOfServicePage, Prefs, SettingsPage
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench


class Panel:
    """A bench whose panel is open over a played device; what is kept is in a real file."""

    def __init__(self, data: Path) -> None:
        self.screen = Simulated()
        self.state = DeviceState(data / FILE_NAME)
        self.bench = Bench(data, more={"staff": StaffPorts(state=self.state, device=Device(self.screen))})

    def enter(self, *labels: str) -> None:
        self.bench.kiosk.staff.knock()
        self.bench.kiosk.staff.let_in()
        self.bench.touch("Réglages", *labels)

    def leave(self) -> None:
        self.bench.press("@shut")

    @property
    def kept(self) -> OpeningHours | None:
        return OpeningHours.kept(self.state.get(Key.HOURS))

    def options(self, row: int) -> list[str]:
        page = self.bench.page
        assert isinstance(page, SettingsPage)
        return [option.label for option in page.groups[row].options if option.chosen]


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    return Panel(tmp_path)


def test_the_loudest_volume_holds_for_this_visitor_and_the_next(panel: Panel) -> None:
    bench = panel.bench
    bench.touch("La commune", "Son", "Très fort")
    assert bench.kiosk.session.prefs.volume == 5
    panel.enter("Doux")
    assert panel.options(0) == ["Doux"]
    panel.leave()
    assert bench.page.prefs.volume == 2
    assert "Fort" not in bench.labels()
    bench.press("volume:5")
    assert bench.page.prefs.volume == 2
    bench.touch("C’est bon", "Terminer", "Oui, tout effacer")
    assert bench.page.prefs.volume == 2, "also the goodbye"
    bench.turn(5)
    assert isinstance(bench.page, HomePage)
    assert bench.page.prefs == Prefs(volume=2, loudest=2)


def test_the_facilitators_own_pages_are_no_louder(panel: Panel) -> None:
    panel.enter("Très doux")
    assert panel.bench.page.prefs.volume == 1


def test_a_pause_is_said_no_louder(panel: Panel) -> None:
    panel.enter("Très doux", "Retour")
    panel.bench.touch("Mettre en pause", "Je reviens bientôt")
    panel.leave()
    assert isinstance(panel.bench.page, OutOfServicePage)
    assert panel.bench.said
    assert panel.bench.page.prefs.volume == 1


def test_the_light_is_dimmed_at_once_and_after_a_restart(panel: Panel, tmp_path: Path) -> None:
    panel.enter("Faible")
    assert panel.screen.percent == 40
    panel.leave()
    assert Panel(tmp_path).screen.percent == 40


def test_the_first_language_is_that_of_every_visit(panel: Panel, tmp_path: Path) -> None:
    bench = panel.bench
    panel.enter("Nederlands")
    panel.leave()
    assert bench.page.prefs.language == "nl"
    assert bench.page.house.language == "nl"
    bench.press(bench.page.choices[1].id, "@language", "language:fr", "@finish", "@end")
    bench.turn(5)
    assert bench.page.prefs.language == "nl", "what the last visitor chose is over"
    assert Panel(tmp_path).bench.page.house.language == "nl"


def test_a_language_that_is_no_longer_offered_is_french(tmp_path: Path) -> None:
    state = DeviceState(tmp_path / FILE_NAME)
    state.put(Key.LANGUAGE, "xx")
    state.save()
    panel = Panel(tmp_path)
    assert panel.bench.page.house.language == "fr"
    panel.enter()
    assert panel.options(2) == ["Français"]


def test_all_that_a_visitor_chose_goes_back_to_what_staff_chose(panel: Panel) -> None:
    bench = panel.bench
    panel.enter("Fort")
    panel.leave()
    start = bench.page.prefs
    bench.touch("La commune", "Son")
    bench.press("volume:4", "speed:150", "size:on", "contrast:on", "blind:on")
    assert bench.page.prefs != start
    bench.press("@close", "@finish", "@end")
    bench.turn(5)
    assert bench.page.prefs == start == Prefs(loudest=4)


def test_a_visit_underneath_keeps_its_page(panel: Panel) -> None:
    panel.bench.touch("La commune")
    title, session = panel.bench.page.title, panel.bench.kiosk.session
    panel.enter("Très fort", "Nederlands")
    panel.leave()
    assert panel.bench.page.title == title
    assert panel.bench.kiosk.session == session


def test_the_hours_of_a_week(panel: Panel, tmp_path: Path) -> None:
    bench = panel.bench
    panel.enter("Heures d’ouverture")
    assert panel.kept is None
    bench.touch("Dormir quand c’est fermé")
    assert panel.kept == USUAL_WEEK
    bench.touch("Lundi 8 h à 18 h", "+1 h", "+15 min")
    bench.press("hours:closes:-60", "hours:closes:-15")
    assert bench.page.title == "Lundi"
    monday = Span(USUAL.opens + 75, USUAL.closes - 75)
    bench.touch("Jour suivant", "Comme la veille", "Jour suivant", "Fermé", "Retour")
    assert panel.kept == OpeningHours((monday, monday, None, USUAL, USUAL, None, None))
    assert bench.labels()[:3] == [
        "Lundi 9\u00a0h\u00a015\u00a0à\u00a016\u00a0h\u00a045",
        *bench.labels()[1:2],
        "Mercredi fermé",
    ]
    bench.touch("Mercredi fermé", "Ouvert", "Retour")
    assert panel.kept == OpeningHours((monday, monday, USUAL, USUAL, USUAL, None, None))
    panel.leave()
    assert OpeningHours.kept(DeviceState(tmp_path / FILE_NAME).get(Key.HOURS)) == panel.kept


def test_back_by_back_to_the_panel(panel: Panel) -> None:
    panel.enter("Heures d’ouverture", "Dormir quand c’est fermé", "Samedi fermé")
    assert isinstance(panel.bench.touch("Retour"), ChoicePage)
    assert panel.bench.touch("Retour").title == "Réglages de la borne"
    assert isinstance(panel.bench.touch("Retour"), StaffPage)


def test_never_sleeping_again_forgets_the_hours(panel: Panel) -> None:
    panel.enter("Heures d’ouverture", "Dormir quand c’est fermé", "Ne jamais dormir")
    assert panel.kept is None
    assert panel.bench.labels()[0] == "Dormir quand c’est fermé"


def test_a_step_changes_the_page_on_show_and_builds_none_anew(panel: Panel) -> None:
    """Else the half second of a new page would swallow the next step."""
    panel.enter("Heures d’ouverture", "Dormir quand c’est fermé", "Lundi 8 h à 18 h")
    assert panel.bench.page.fresh
    assert not panel.bench.touch("+1 h").fresh


def test_many_steps_are_written_once_and_logged_by_name(panel: Panel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    panel.enter("Heures d’ouverture", "Dormir quand c’est fermé", "Lundi 8 h à 18 h")
    for _ in range(10):
        panel.bench.touch("+15 min")
    assert "staff: adjust: done" not in caplog.messages
    panel.bench.turn(3)
    panel.leave()
    assert caplog.messages.count("staff: adjust: done") == 1


def test_a_kiosk_that_cannot_write_says_so(panel: Panel, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    panel.enter("Doux", "Retour")
    assert isinstance(panel.bench.page, StaffPage)
    assert panel.bench.page.lines[0].text.startswith("La borne n’écrit pas")
    assert panel.bench.kiosk.session.prefs.volume == 2, "it holds as long as the kiosk runs"
