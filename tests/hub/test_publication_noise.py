"""Open data with OpenDP's noise: what is promised for a visit, and noise that is drawn once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.hub.cells import Cell, Key
from kiosk.hub.nightly import publish
from kiosk.hub.noise import EPSILON, noisy
from tests.hub.published_hub import enrolled, push, table, titles, visits

KEY = Key("visits", "identite", "", "")
CELLS = {Cell("place_month", f"place {number}", "2026-10", KEY): 50 for number in range(4000)}
TITLES = titles({f"journey_{number}": ["depart"] for number in range(30)})
IN_WEEKS = "SELECT semaine, parcours, visites FROM visites_semaine ORDER BY 1, 2"


def test_the_noise_is_as_wide_as_epsilon_asks_for() -> None:
    """Discrete Laplace: the mean distance is 2a / (1 - a^2), with a = exp(-epsilon); about 1.92 here."""
    drawn = noisy(CELLS)
    a = 2.718281828**-EPSILON
    assert drawn.keys() == CELLS.keys()
    assert sum(abs(n - 50) for n in drawn.values()) / len(drawn) == pytest.approx(2 * a / (1 - a * a), rel=0.2)
    assert sum(drawn.values()) / len(drawn) == pytest.approx(50, abs=1)


def test_noise_is_drawn_once_so_that_nights_do_not_average_it_away(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    journeys = [f"journey_{number}" for number in range(30)]
    push(hub, enrolled(hub, "Mons"), visits({("2026-10-05", journey): 30 for journey in journeys}))
    first = date(2026, 10, 19)
    publish(hub, first, TITLES, noise=True)
    seen = table(hub, "open.db", IN_WEEKS)
    for night in range(1, 4):
        publish(hub, first + timedelta(days=night), TITLES, noise=True)
        assert table(hub, "open.db", IN_WEEKS) == seen
    assert len({row[2] for row in seen}) > 3, "noise it is"
    assert min(int(str(row[2])) for row in seen) >= 5
    assert {row[2] for row in table(hub, "staff.db", IN_WEEKS)} == {30}, "staff see true numbers"
    tables = {str(row[0]) for row in table(hub, "open.db", "SELECT name FROM sqlite_master")}
    assert "drawn" not in tables


def test_minutes_are_not_told_beside_noise_which_lets_a_single_visit_through(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    kiosk = enrolled(hub, "Mons")
    push(hub, kiosk, visits({("2026-10-05", f"journey_{number}"): 30 for number in range(30)}))
    push(hub, kiosk, {("2026-W41", "minutes", "", "", ""): 35})
    for noise in (True, False):
        publish(hub, date(2026, 10, 19), TITLES, noise=noise)
        assert table(hub, "open.db", "SELECT * FROM minutes_semaine") == []
        assert len(table(hub, "open.db", "SELECT * FROM visites_semaine")) > 20
    assert table(hub, "staff.db", "SELECT minutes FROM minutes_semaine") == [(35,)]


def test_a_hub_without_opendp_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opendp.prelude", None)
    with pytest.raises(KioskError, match=r"pip install .*noise"):
        noisy(CELLS)
