"""The next browser waits, one at most, and not for ever."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kiosk.official_site.browser import group
from kiosk.official_site.browser.ahead import Ahead
from kiosk.official_site.browser.pipe import Reply
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Trouble


@dataclass
class Starts:
    """Starts browsers, and remembers which."""

    user: str
    began: list[Process] = field(default_factory=list)

    def __call__(self) -> Process | Trouble:
        process = Process.start(Launch(reach=(), user=self.user))
        assert isinstance(process, Process)
        self.began.append(process)
        return process

    def living(self) -> list[Process]:
        return [process for process in self.began if group.members(process.group)]


@pytest.fixture
def starts(user: str) -> Iterator[Starts]:
    all_of_them = Starts(user)
    yield all_of_them
    for process in all_of_them.began:
        process.end()


def test_the_one_that_was_prepared_is_given_and_works(starts: Starts) -> None:
    ahead = Ahead(starts)
    ahead.prepare()
    ahead.prepare()
    assert len(starts.began) == 1
    taken = ahead.take()
    assert taken is starts.began[0]
    assert isinstance(taken, Process)
    assert isinstance(taken.pipe.call("Browser.getVersion"), Reply)
    ahead.close()
    assert starts.living() == [taken], "the visitor's browser is not ours to end"


def test_each_visitor_gets_another(starts: Starts) -> None:
    ahead = Ahead(starts)
    ahead.prepare()
    first, second = ahead.take(), ahead.take()
    assert isinstance(first, Process)
    assert isinstance(second, Process)
    assert first.group != second.group
    assert first.profile != second.profile


def test_one_that_nobody_takes_is_closed(starts: Starts) -> None:
    ahead = Ahead(starts, unused=0.2)
    ahead.prepare()
    until = time.monotonic() + 20
    while (starts.living() or starts.began[0].profile.exists()) and time.monotonic() < until:
        time.sleep(0.02)
    assert not starts.living()
    assert not starts.began[0].profile.exists()
    ahead.prepare()
    assert len(starts.living()) == 1
    ahead.close()


def test_one_that_was_taken_in_time_is_not(starts: Starts) -> None:
    ahead = Ahead(starts, unused=0.3)
    ahead.prepare()
    taken = ahead.take()
    time.sleep(0.5)
    assert starts.living() == [taken]


def test_one_that_died_meanwhile_is_replaced(starts: Starts) -> None:
    ahead = Ahead(starts)
    ahead.prepare()
    os.killpg(starts.began[0].group, signal.SIGKILL)
    until = time.monotonic() + 20
    while starts.living() and time.monotonic() < until:
        time.sleep(0.02)
    assert ahead.take() is starts.began[1]
    assert not starts.began[0].profile.exists()


def test_when_it_is_closed_nothing_is_left_and_nothing_begins(starts: Starts) -> None:
    ahead = Ahead(starts)
    ahead.prepare()
    ahead.close()
    ahead.prepare()
    assert len(starts.began) == 1
    assert not starts.living()


def test_many_who_ask_at_once_get_one_each_and_one_waits_at_most(starts: Starts) -> None:
    ahead = Ahead(starts)
    threads = [threading.Thread(target=ahead.prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(starts.began) == 1
    ahead.close()


def test_no_browser_is_told_to_who_takes() -> None:
    ahead = Ahead(lambda: Trouble.ABSENT)
    ahead.prepare()
    assert ahead.take() is Trouble.ABSENT
