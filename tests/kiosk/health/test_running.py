"""All checks together: one that raises or hangs keeps no other from being told."""

import threading
from collections.abc import Callable

import pytest

from kiosk.health.needs import Needs
from kiosk.health.result import CheckId, Found, State, attention, broken, ready, verdict, worst_first
from kiosk.health.running import Check, all_checks, run

NEEDS: Needs = None  # type: ignore[assignment] # no check of this file looks at them


def check(name: str, look: Callable[[Needs], Found]) -> Check:
    return Check(CheckId(name), name.title(), "info", look)


def well(_: Needs) -> Found:
    return ready("Tout va bien.")


def test_every_file_is_a_check_with_a_name_of_its_own_and_an_icon() -> None:
    checks = all_checks()
    assert len(checks) == 24
    assert {"disk", "database", "sound", "touch", "power", "storage", "calendars"} <= {one.id for one in checks}
    assert len({one.title for one in checks}) == len(checks)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """The faults of threads, where Python tells them."""
    found: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: found.append(fault.exc_type))
    return found


def test_one_that_raises_is_told_as_broken_and_the_others_go_on(told: list[type[BaseException]]) -> None:
    def raising(_: Needs) -> Found:
        raise ZeroDivisionError

    first, second, third = run(NEEDS, [check("a", well), check("b", raising), check("c", well)])
    for thread in threading.enumerate():
        if thread.name == "check-b":
            thread.join()
    assert (first.state, third.state) == (State.READY, State.READY)
    assert (second.state, second.title, second.found.says) == (State.BROKEN, "B", "Ce contrôle s’est arrêté.")
    assert told == [ZeroDivisionError]


def test_one_that_hangs_is_told_as_broken_and_waited_for_by_nobody() -> None:
    let_go = threading.Event()

    def hanging(_: Needs) -> Found:
        let_go.wait()
        return ready("Trop tard.")

    stuck, other = run(NEEDS, [check("stuck", hanging), check("other", well)], patience=0.2)
    let_go.set()
    assert (stuck.state, stuck.found.says) == (State.BROKEN, "Ce contrôle ne répond pas.")
    assert other.state is State.READY


def test_they_run_side_by_side() -> None:
    together = threading.Barrier(3, timeout=20)

    def meeting(_: Needs) -> Found:
        together.wait()
        return ready("Ensemble.")

    results = run(NEEDS, [check(name, meeting) for name in "abc"])
    assert {one.state for one in results} == {State.READY}


def test_what_is_to_be_done_stands_first_and_decides() -> None:
    looks = {"a": ready("A."), "b": attention("B.", "Faites."), "c": Found(State.ABSENT, "C."), "d": broken("D.", "F.")}
    results = run(NEEDS, [check(name, lambda _, found=found: found) for name, found in looks.items()])  # type: ignore[misc] # mypy knows no default of a lambda
    assert [one.check for one in worst_first(results)] == ["d", "b", "a", "c"]
    assert verdict(results) is State.BROKEN
    assert verdict(results[:3]) is State.ATTENTION
    assert verdict([results[0], results[2]]) is State.READY
