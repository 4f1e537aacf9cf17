"""The widgets on every reference panel, in every mode; and the pilot's own eyes."""

from typing import TYPE_CHECKING, Any

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Choice, Day, Progress, Tone
from kiosk.pages import words
from screens.panel import PANEL_21_INCHES, REFERENCE_PANELS, Panel
from screens.press import PressRules
from screens.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from screens.widgets.kit import Kit
    from tests.pilot import Pilot

PANELS = (*REFERENCE_PANELS, PANEL_21_INCHES)


def _choice(label: str, icon: str = "", hint: str = "", *, chosen: bool = False) -> Choice:
    return Choice(ChoiceId(label), label, hint, icon, chosen=chosen)


BAR = (
    _choice("Retour", "arrow-left"),
    _choice("Réécouter", "speaker-high"),
    _choice("Volume", "speaker-none"),
    _choice("Une personne", "hand-waving"),
    _choice("Terminer", "x-circle"),
)


def _ignore(_choice_id: ChoiceId) -> None:
    pass


def _kit(pilot: "Pilot", panel: Panel, *, large: bool = False, black_and_white: bool = False) -> "Kit":
    from screens.widgets.kit import Kit

    return Kit(Theme(panel, large=large, black_and_white=black_and_white), PressRules(pilot.clock.now))


def _place(widget: Any, x: float, y: float, width: float, height: float) -> Any:  # Kivy has no types
    from kivy.uix.widget import Widget

    root = Widget()
    widget.size, widget.pos = (width, height), (x, y)
    root.add_widget(widget)
    return root


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("large", [False, True])
def test_the_bar_carries_its_five_words_on_every_panel(pilot: "Pilot", panel: Panel, *, large: bool) -> None:
    from screens.widgets.bar import Bar

    pilot.resize(panel.width_px, panel.height_px)
    bar = Bar(_kit(pilot, panel, large=large), BAR, _ignore)
    pilot.show(_place(bar, 0, 0, panel.width_px, bar.needed_height(panel.width_px)))
    assert pilot.labels() == [choice.label for choice in BAR]
    assert pilot.labels_that_do_not_fit() == []
    assert pilot.targets_that_do_not_fit(panel) == []


def test_the_bar_stands_at_the_same_places_where_there_is_no_way_back(pilot: "Pilot") -> None:
    from screens.widgets.bar import Bar

    panel = PANELS[4]
    kit = _kit(pilot, panel)
    whole = Bar(kit, words.BAR, _ignore)
    pilot.show(_place(whole, 0, 0, 1280, whole.needed_height(1280)))
    places = [(button.label, button.x, button.width) for button in pilot.touchables()]
    bar = Bar(kit, words.BAR_NO_BACK, _ignore)
    pilot.show(_place(bar, 0, 0, 1280, bar.needed_height(1280)))
    assert [(button.label, button.x, button.width) for button in pilot.touchables()] == places[1:]


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("large", [False, True])
def test_the_title_strip_fits_on_every_panel(pilot: "Pilot", panel: Panel, *, large: bool) -> None:
    from screens.widgets.title import TitleStrip

    pilot.resize(panel.width_px, panel.height_px)
    kit = _kit(pilot, panel, large=large)
    strip = TitleStrip(kit, "Choisissez le jour, puis l’heure.", _ignore, repeat=BAR[1], progress=Progress(2, 5))
    width = panel.width_px - 2 * kit.theme.margin
    tall = strip.needed_height(width)
    pilot.show(_place(strip, kit.theme.margin, panel.height_px - tall, width, tall))
    assert pilot.labels_that_do_not_fit() == []
    assert strip.dots is not None
    assert not strip.dots.collide_widget(strip.sign)


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("large", [False, True])
def test_a_wide_tile_carries_label_and_hint(pilot: "Pilot", panel: Panel, *, large: bool) -> None:
    from screens.widgets.tile import Tile

    pilot.resize(panel.width_px, panel.height_px)
    kit = _kit(pilot, panel, large=large)
    tile = Tile(kit, _choice("Je me réinscris", "user-plus", hint="J’étais déjà inscrit avant"), _ignore, Tone.FOREM)
    width = panel.width_px - 2 * kit.theme.margin
    pilot.show(_place(tile, kit.theme.margin, 0, width, tile.needed_height(width)))
    assert pilot.texts() == ["Je me réinscris", "J’étais déjà inscrit avant"]
    assert pilot.labels_that_do_not_fit() == []


@pytest.mark.parametrize("large", [False, True])
def test_cards_days_and_keys_fit_the_size_they_ask_for(pilot: "Pilot", *, large: bool) -> None:
    from kivy.uix.widget import Widget

    from screens.widgets.cards import CheckTile, DayTile, Key

    kit = _kit(pilot, PANELS[4], large=large)
    root = Widget()
    check = CheckTile(kit, _choice("Votre ancienne carte d’identité", "identification-card-duotone"), _ignore, Tone.AID)
    check.size, check.pos = (400, check.needed_height(400)), (0, 0)
    day = DayTile(kit, Day(_choice("mercredi 25 novembre"), "mercredi", "25", "novembre"), _ignore, Tone.COMMUNE)
    day.size, day.pos = (day.needed_width, day.needed_height(0)), (450, 0)
    key = Key(kit, _choice("É"), _ignore)
    key.size, key.pos = (kit.theme.bar_height, kit.theme.bar_height), (900, 0)
    for widget in (check, day, key):
        root.add_widget(widget)
    pilot.show(root)
    assert pilot.labels_that_do_not_fit() == []


def test_a_chosen_document_says_so_by_more_than_colour(pilot: "Pilot") -> None:
    from screens.widgets.cards import CheckTile

    kit = _kit(pilot, PANELS[4])
    told = []
    for chosen in (False, True):
        check = CheckTile(kit, _choice("Une photo", "user-square", chosen=chosen), _ignore, Tone.COMMUNE)
        pilot.show(_place(check, 0, 0, 400, 400))
        told.append((check.sign.name, check.state.text, check.look.edge_width))
    assert told[0][:2] == ("circle", "Touchez")
    assert told[1][:2] == ("check-circle", "Je l’ai")
    assert told[1][2] > told[0][2]


def test_a_hint_without_room_is_left_out_and_the_name_stays(pilot: "Pilot") -> None:
    from screens.widgets.tile import Tile

    panel = PANELS[0]
    pilot.resize(panel.width_px, panel.height_px)
    kit = _kit(pilot, panel)
    tile = Tile(kit, _choice("Apprendre", "student", hint="Ordinateur, français, métier"), _ignore)
    pilot.show(_place(tile, 20, 20, 360, kit.theme.choice_height))
    assert pilot.texts() == ["Apprendre"]
    assert pilot.labels_that_do_not_fit() == []


def test_the_qr_code_can_be_read_by_another_library(pilot: "Pilot", tmp_path: "Path") -> None:
    import segno
    import zxingcpp
    from PIL import Image

    from screens.widgets.signs import QrView

    text = "BEGIN:VCALENDAR\r\nSUMMARY:Carte d’identité\r\nEND:VCALENDAR\r\n"
    view = QrView([[bool(cell) for cell in row] for row in segno.make(text).matrix])
    pilot.show(_place(view, 100, 100, 500, 500))
    with Image.open(pilot.screenshot(tmp_path / "qr.png")) as picture:
        found = zxingcpp.read_barcodes(picture.convert("RGB"))
    assert [code.text for code in found] == [text]


def test_an_unknown_icon_is_a_bug_that_names_itself(pilot: "Pilot") -> None:
    from screens.widgets.icon import IconImage

    assert pilot.window is not None
    with pytest.raises(KeyError, match="no-such-icon"):
        IconImage("no-such-icon", (1, 1, 1, 1))


def test_every_listed_icon_has_its_picture_and_no_other_is_kept() -> None:
    from importlib.resources import files

    assets = files("screens") / "assets"
    lines = (assets / "icons.txt").read_text(encoding="utf-8").splitlines()
    listed = {line.split()[0] for line in lines if line and not line.startswith("#")}
    kept = {path.name.removesuffix(".png") for path in (assets / "icons").iterdir() if path.name.endswith(".png")}
    assert listed == kept


class TestThePilotSees:
    """Its checks must be able to fail."""

    def test_a_word_that_is_too_wide(self, pilot: "Pilot") -> None:
        from screens.widgets.text import Text

        text = Text("administration", Theme(PANELS[4]).title, (0, 0, 0, 1))
        pilot.show(_place(text, 100, 100, 120, 300))
        assert any("does not fit" in fault for fault in pilot.labels_that_do_not_fit())

    def test_lines_that_are_too_many(self, pilot: "Pilot") -> None:
        from screens.widgets.text import Text

        text = Text("un deux trois quatre cinq six", Theme(PANELS[4]).title, (0, 0, 0, 1))
        pilot.show(_place(text, 100, 300, 200, 60))
        assert any("does not fit" in fault for fault in pilot.labels_that_do_not_fit())

    def test_words_outside_the_window(self, pilot: "Pilot") -> None:
        from screens.widgets.text import Text

        text = Text("Bonjour", Theme(PANELS[4]).title, (0, 0, 0, 1))
        pilot.show(_place(text, 1200, 100, 400, 100))
        assert any("outside" in fault for fault in pilot.labels_that_do_not_fit())

    def test_targets_too_near_or_too_small(self, pilot: "Pilot") -> None:
        from kivy.uix.widget import Widget

        from screens.widgets.tile import Tile

        kit = _kit(pilot, PANELS[4])
        root = Widget()
        for number, (size, x) in enumerate((((400, 150), 0), ((400, 150), 200), ((60, 60), 900))):
            tile = Tile(kit, _choice(f"Un {number}"), _ignore, centred=True)
            tile.size, tile.pos = size, (x, 0)
            root.add_widget(tile)
        pilot.show(root)
        faults = pilot.targets_that_do_not_fit()
        assert "'Un 0' and 'Un 1' are too near" in faults
        assert "'Un 2' is 60 x 60" in faults

    def test_words_over_words(self, pilot: "Pilot") -> None:
        from kivy.uix.widget import Widget

        from screens.widgets.text import Text

        root = Widget()
        for x in (100, 150):
            text = Text("Bonjour", Theme(PANELS[4]).title, (0, 0, 0, 1))
            text.size, text.pos = (400, 100), (x, 100)
            root.add_widget(text)
        pilot.show(root)
        assert pilot.labels_that_do_not_fit() == ["'Bonjour' runs into 'Bonjour'"]
