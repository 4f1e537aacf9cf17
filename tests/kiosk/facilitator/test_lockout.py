"""Wrong PINs shut the door for longer and longer; the clock is turned by hand."""

import json

import pytest

from kiosk.facilitator.lockout import Instant, Lockout
from tests.summary import Tell

WEEK = 7 * 24 * 3600.0


def after(tries: int) -> Lockout:
    lockout = Lockout()
    for _ in range(tries):
        lockout = lockout.tried(Instant("boot", 100.0))
    return lockout


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 900), (12, 900), (500, 900)],
)
def test_the_door_is_shut_for(tries: int, seconds: int) -> None:
    lockout = after(tries)
    assert lockout.left(Instant("boot", 100.0)) == seconds
    assert lockout.left(Instant("boot", 100.0 + seconds)) == 0
    if seconds:
        assert lockout.left(Instant("boot", 99.5 + seconds)) == pytest.approx(0.5)


@pytest.mark.parametrize("restarts_every", [None, 60.0, 600.0, 7200.0])
def test_a_week_of_guessing_lets_few_tries_through(tell: Tell, restarts_every: float | None) -> None:
    """Guessing ten times a second, day and night; pulling the plug now and then wins nothing."""
    now, lockout, tries = Instant("boot 0", 0.0), Lockout(), 0
    passed, restarted = 0.0, 0.0
    while passed < WEEK:
        wait = lockout.left(now)
        if restarts_every is not None and passed + wait - restarted > restarts_every:
            step = max(0.1, restarts_every - (passed - restarted))
            passed, restarted = passed + step, passed + step
            now = Instant(f"boot {passed}", 20.0)
            lockout = Lockout.kept(lockout.text(), now)
            continue
        step = max(wait, 0.1)
        passed += step
        now = Instant(now.boot, now.uptime + step)
        if not lockout.left(now):
            lockout, tries = lockout.tried(now), tries + 1
    tell("tries let through in a week of guessing", tries, most=True)
    assert tries <= 700


def test_a_restart_of_the_process_goes_on_where_it_was() -> None:
    lockout = after(6)
    again = Lockout.kept(lockout.text(), Instant("boot", 110.0))
    assert again.left(Instant("boot", 110.0)) == 20


def test_another_start_of_the_machine_shuts_the_door_anew() -> None:
    """Nobody can tell how long it was off: its clock may be wrong."""
    again = Lockout.kept(after(6).text(), Instant("later", 3.0))
    assert again.left(Instant("later", 3.0)) == 30
    assert again.left(Instant("later", 13.0)) == 20


def test_an_uptime_from_the_future_is_not_believed() -> None:
    text = json.dumps({"wrong": 5, "boot": "boot", "uptime": 1e9})
    assert Lockout.kept(text, Instant("boot", 50.0)).left(Instant("boot", 50.0)) == 15


@pytest.mark.parametrize("text", ["x", "[]", "{}", '{"wrong": "a"}', "null"])
def test_what_nobody_wrote_so_is_a_door_just_shut(text: str) -> None:
    now = Instant("boot", 50.0)
    assert Lockout.kept(text, now).left(now) == 15


def test_nothing_kept_is_an_open_door() -> None:
    now = Instant("boot", 50.0)
    assert Lockout.kept("", now).left(now) == 0
