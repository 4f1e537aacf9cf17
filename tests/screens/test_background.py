"""Work beside the screen: its result comes back on the UI thread, a bug too."""

import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pilot import Pilot


def test_the_result_comes_back_on_the_ui_thread(pilot: "Pilot") -> None:
    from screens.background import Background

    threads: list[str] = []
    results: list[int] = []

    def job() -> int:
        threads.append(threading.current_thread().name)
        return 42

    def on_result(result: int) -> None:
        threads.append(threading.current_thread().name)
        results.append(result)

    background = Background()
    background.run(job, on_result)
    assert pilot.wait_until(lambda: bool(results))
    background.close()
    assert results == [42]
    assert threads[0].startswith("background-")
    assert threads[1] == threading.main_thread().name


def test_a_bug_of_a_job_is_raised_on_the_ui_thread(pilot: "Pilot") -> None:
    from screens.background import Background

    def job() -> int:
        raise ZeroDivisionError

    background = Background()
    background.run(job, lambda _result: None)
    with pytest.raises(ZeroDivisionError):
        pilot.wait_until(lambda: False, seconds=5)
    background.close()


def test_a_slow_job_does_not_hold_the_next(pilot: "Pilot") -> None:
    from screens.background import Background

    gate = threading.Event()
    results: list[str] = []
    background = Background(workers=2)
    background.run(lambda: str(gate.wait(20)), results.append)
    background.run(lambda: "quick", results.append)
    assert pilot.wait_until(lambda: results == ["quick"])
    gate.set()
    assert pilot.wait_until(lambda: results == ["quick", "True"])
    background.close()


def test_the_ticker_ticks_once_a_second_until_it_stops(pilot: "Pilot") -> None:
    from screens.ticker import Ticker

    ticks: list[float] = []
    ticker = Ticker(lambda: ticks.append(pilot.clock.now()))
    pilot.advance(5.2)
    assert len(ticks) == 5
    ticker.stop()
    pilot.advance(3)
    assert len(ticks) == 5
