"""When a kiosk may be restarted: on a clock that is turned by hand, and by what systemd would say."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases import rest
from provisioning.appliance.root.usr.local.lib.kiosk.releases.rest import Rest

NOON, NIGHT, UNKNOWN = 12, 3, None


@dataclass
class Day:
    """A day at a kiosk: `visits` as (from, to), in seconds."""

    visits: tuple[tuple[float, float], ...] = ()
    hour: int | None = NOON
    now: float = 0.0

    @property
    def rest(self) -> Rest:
        return Rest(self._occupied, lambda: self.hour, lambda: self.now, self._pass)

    def _occupied(self) -> bool:
        return any(begin <= self.now < end for begin, end in self.visits)

    def _pass(self, seconds: float) -> None:
        self.now += seconds


def test_at_night_nobody_is_waited_for() -> None:
    day = Day(hour=NIGHT)
    assert day.rest.comes()
    assert day.now == 0


def test_a_visit_at_night_is_waited_for() -> None:
    day = Day(((0, 300),), hour=NIGHT)
    assert day.rest.comes()
    assert day.now == 300


@pytest.mark.parametrize("hour", [NOON, UNKNOWN])
def test_by_day_a_rest_must_have_lasted(hour: int | None) -> None:
    day = Day(((100, 200), (500, 600)), hour=hour)
    assert day.rest.comes()
    assert abs(day.now - 600 - rest.DAY_SECONDS) <= 5, "a look every five seconds"


def test_a_busy_day_has_an_end() -> None:
    busy = tuple((begin, begin + 250.0) for begin in range(0, 100_000, 500))
    day = Day(busy)
    assert not day.rest.comes()
    assert rest.PATIENCE_SECONDS <= day.now <= rest.PATIENCE_SECONDS + 10


def test_a_stick_waits_for_the_first_moment_alone() -> None:
    day = Day(((0, 100),))
    assert day.rest.comes(0)
    assert day.now == 100


def test_by_day_the_machine_is_never_started_anew() -> None:
    assert not Day().rest.allows_reboot()
    assert Day(hour=NIGHT).rest.allows_reboot()


def test_a_night_that_becomes_day_meanwhile_is_over() -> None:
    day = Day(((0, 300),), hour=NIGHT)
    waiting = day.rest

    def becomes_day(seconds: float) -> None:
        day.now += seconds
        day.hour = NOON

    late = Rest(waiting.occupied, waiting.hour, waiting.monotonic, becomes_day)
    assert not late.allows_reboot()


def test_without_a_right_clock_an_hour_of_rest_is_as_good() -> None:
    day = Day(((0, 600),), hour=UNKNOWN)
    assert day.rest.allows_reboot()
    assert abs(day.now - 600 - rest.UNKNOWN_SECONDS) <= 5


def test_a_unit_may_say_other_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_QUIET_SECONDS", "20")
    day = Day()
    assert day.rest.comes()
    assert day.now == 20
    monkeypatch.setenv("KIOSK_QUIET_SECONDS", "soon")
    assert rest.seconds("KIOSK_QUIET_SECONDS", 7.0) == 7.0


Say = Callable[[str], None]


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """A systemctl that says this of the kiosk."""

    def say(lines: str) -> None:
        program = tmp_path / "systemctl"
        program.write_text(f"#!/bin/sh\nprintf '{lines}'\n", encoding="ascii")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return say


@pytest.mark.parametrize(
    ("lines", "occupied"),
    [
        ("ActiveState=active\\nStatusText=visit\\n", True),
        ("ActiveState=active\\nStatusText=resting\\n", False),
        ("ActiveState=active\\nStatusText=\\n", False),
        ("ActiveState=activating\\nStatusText=\\n", True),
        ("ActiveState=failed\\nStatusText=visit\\n", False),
        ("ActiveState=inactive\\nStatusText=\\n", False),
        ("", True),
    ],
)
def test_what_systemd_says(systemd: Say, lines: str, *, occupied: bool) -> None:
    systemd(lines)
    assert rest.is_occupied() is occupied
