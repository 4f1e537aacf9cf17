"""Hours set by real touches on the lowest panel, where a day falls into parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.device_state import Key
from kiosk.opening_hours import USUAL, OpeningHours, Span
from tests.pilot import Pilot
from tests.screens.test_sleep import Night


@pytest.fixture
def low(pilot: Pilot, tmp_path: Path) -> Iterator[Night]:
    pilot.resize(800, 480)
    low = Night(pilot)
    low.build(tmp_path, (800, 480))
    low.stage.kiosk.staff.knock()
    low.stage.kiosk.staff.let_in()
    pilot.step()
    yield low
    low.stage.close()


def touch(low: Night, *labels: str) -> None:
    for label in labels:
        low.pilot.advance(0.6)
        low.pilot.tap_label(label)


def find(low: Night, label: str) -> None:
    """Turn the parts of the page until this is in sight."""
    for _ in range(9):
        if label in (seen.replace("\u00a0", " ") for seen in low.pilot.labels()):
            return
        touch(low, next(one for one in ("Autres choix", "Suite") if one in low.pilot.labels()))


def test_steps_one_after_another_stay_on_their_part(low: Night) -> None:
    for label in ("Réglages", "Heures d’ouverture", "Dormir quand c’est fermé", "Mardi 8 h à 18 h", "+1 h"):
        find(low, label)
        touch(low, label)
    assert "Ouvre à 9\u00a0h" in low.pilot.texts()
    touch(low, "+15 min", "+15 min", "\u22121 h")
    assert "Ouvre à 8\u00a0h\u00a030" in low.pilot.texts()
    hours = OpeningHours.kept(low.state.get(Key.HOURS))
    assert hours is not None
    assert hours.days[:3] == (USUAL, Span(USUAL.opens + 30, USUAL.closes), USUAL)
    assert low.pilot.labels_that_do_not_fit() == []
