"""What each touch in "Voir et entendre" makes of the preferences."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page, Prefs, SettingsPage, Sound
from kiosk.pages.settings_pages import SPEEDS, settings_page
from kiosk.preferences import preferred
from tests.kiosk.bench import Bench
from voices.protocol import SPEEDS as KNOWN_SPEEDS
from voices.protocol import VOLUMES, Tuning

MORE = Choice(ChoiceId("@more"), "Suite")
SILENT = Prefs(sound=Sound.NONE)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("volume:5", Prefs(volume=5)),
        ("speed:65", Prefs(speed=65)),
        ("sound:headset", Prefs(sound=Sound.HEADSET)),
        ("sound:none", SILENT),
        ("size:on", Prefs(large=True)),
        ("contrast:on", Prefs(black_and_white=True)),
        ("blind:on", Prefs(blind=True)),
    ],
)
def test_each_option_changes_its_own_preference(choice: str, expected: Prefs) -> None:
    assert preferred(Prefs(), ChoiceId(choice)) == expected


@pytest.mark.parametrize("choice", ["volume:4", "speed:80", "blind:on"])
def test_who_chooses_how_to_hear_hears_again(choice: str) -> None:
    assert preferred(SILENT, ChoiceId(choice)).sound is Sound.LOUDSPEAKER
    assert preferred(Prefs(sound=Sound.HEADSET), ChoiceId(choice)).sound is Sound.HEADSET


@pytest.mark.parametrize("choice", ["size:on", "contrast:on", "blind:off"])
def test_what_is_only_seen_leaves_the_silence(choice: str) -> None:
    assert preferred(SILENT, ChoiceId(choice)).sound is Sound.NONE


def test_who_hears_nothing_must_see() -> None:
    assert preferred(Prefs(blind=True), ChoiceId("sound:none")) == SILENT
    assert preferred(Prefs(blind=True), ChoiceId("sound:loudspeaker")).blind


def test_another_option_is_a_bug() -> None:
    with pytest.raises(ValueError, match="colour:red"):
        preferred(Prefs(), ChoiceId("colour:red"))


def test_the_voice_knows_every_speed_and_loudness_that_is_offered() -> None:
    assert tuple(SPEEDS) == KNOWN_SPEEDS
    ids = [option.id for group in settings_page(Prefs(), headset=True).groups for option in group.options]
    for choice in ids:
        prefs = preferred(Prefs(), choice)
        assert Tuning(prefs.volume, prefs.speed).volume in VOLUMES


def test_the_speed_is_shown_said_and_forgotten(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.touch("Son", "Très lente")
    assert isinstance(bench.page, SettingsPage)
    assert bench.page.prefs.speed == 50
    assert bench.said == ["Très lente. Choisi."]
    assert [option.label for option in bench.page.groups[1].options if option.chosen] == ["Très lente"]
    bench.touch("C’est bon", "La commune", "Terminer", "Oui, tout effacer")
    assert bench.page.prefs == Prefs()


def test_large_letters_keep_their_row_in_sight(tmp_path: Path) -> None:
    """A panel on which a setting fills a part, and in large letters several."""

    def split(page: Page) -> tuple[Page, ...]:
        if not isinstance(page, SettingsPage):
            return (page,)
        times = 3 if page.prefs.large else 1
        return tuple(
            replace(page, groups=(group,), choices=(*page.choices, MORE)) for group in page.groups for _ in range(times)
        )

    bench = Bench(tmp_path, split=split)
    bench.touch("Son", "Suite", "Suite", "Suite", "Grandes")
    assert isinstance(bench.page, SettingsPage)
    assert bench.page.prefs.large
    assert [group.label for group in bench.page.groups] == ["Les lettres"]
