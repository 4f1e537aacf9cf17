"""A browser that dies, hangs or grows is noticed, and told for what it is."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.official_site.browser import group
from kiosk.official_site.browser.pipe import Reply
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.browser.watch import MOST, Watch
from kiosk.official_site.events import Trouble
from tests.official_browser import PATIENCE_S, Driven, started


@dataclass
class Watched:
    """A running browser, and who looks at it."""

    browser: Driven
    targets: Targets
    waits: bool = False

    def watch(self, most: int = MOST, deaf: float = PATIENCE_S) -> Watch:
        return Watch(self.browser.process, self.targets, waiting=lambda: self.waits, most=most, deaf=deaf)

    def of_kind(self, kind: str) -> list[int]:
        """Give the processes of a kind: "" is the browser itself, "--type=renderer" a page."""
        processes = group.members(self.browser.process.group)
        told = {one: Path(f"/proc/{one}/cmdline").read_text() for one in processes}
        main = [one for one in told if "--user-data-dir" in told[one] and "sh\0" not in told[one][:3]]
        return (
            [one for one in told if kind in told[one]] if kind else [one for one in main if "--type" not in told[one]]
        )

    def until(self, trouble: Trouble, watch: Watch) -> None:
        assert self.browser.until(lambda: watch.look() is not None, 20)
        assert watch.look() is trouble


@pytest.fixture
def watched(user: str) -> Iterator[Watched]:
    with started(Launch(reach=(), user=user)) as process:
        targets = Targets(process.pipe)
        assert isinstance(targets.begin(PATIENCE_S), Reply)
        page = Driven(process, targets.page)
        assert page.run("1") == 1, "its page has no process yet"
        yield Watched(page, targets)


def test_one_that_is_well_is_left_alone(watched: Watched) -> None:
    times = iter(range(0, 1000, 2))
    watch = Watch(watched.browser.process, watched.targets, waiting=lambda: False, clock=lambda: float(next(times)))
    for _ in range(20):
        assert watch.look() is None
        watched.browser.rest(0.05)


@pytest.mark.parametrize("kind", ["", "--type=renderer"])
def test_killed(watched: Watched, kind: str) -> None:
    watch = watched.watch()
    assert watched.of_kind(kind)
    for process in watched.of_kind(kind):
        os.kill(process, signal.SIGKILL)
    watched.until(Trouble.CRASHED, watch)


@pytest.mark.parametrize("kind", ["", "--type=renderer"])
def test_stopped(watched: Watched, kind: str) -> None:
    watch = watched.watch(deaf=0.3)
    for process in watched.of_kind(kind):
        os.kill(process, signal.SIGSTOP)
    watched.until(Trouble.HUNG, watch)


def test_a_page_whose_scripts_never_end(watched: Watched) -> None:
    watch = watched.watch(deaf=0.3)
    watched.browser.process.pipe.post("Runtime.evaluate", {"expression": "for (;;);"}, watched.browser.page)
    watched.until(Trouble.HUNG, watch)


def test_a_page_that_waits_for_an_answer_is_not_hung(watched: Watched) -> None:
    watch = watched.watch(deaf=0.3)
    watched.browser.call("Page.enable")
    watched.waits = True
    watched.browser.process.pipe.post("Runtime.evaluate", {"expression": "alert(1)"}, watched.browser.page)
    assert not watched.browser.until(lambda: watch.look() is not None, 2.5)
    watched.waits = False
    watched.until(Trouble.HUNG, watch)


@pytest.mark.parametrize(
    ("script", "most"),
    [
        ("a = []; setInterval(() => a.push(new Uint8Array(2e7).fill(1)), 20)", 300 << 20),
        ("a = []; for (;;) a.push(new Array(1e5).fill(0.5))", 2 << 30),
    ],
    ids=["of_data", "of_scripts"],
)
def test_a_page_that_takes_all_memory(watched: Watched, script: str, most: int) -> None:
    watch = watched.watch(most=most)
    watched.browser.process.pipe.post("Runtime.evaluate", {"expression": script}, watched.browser.page)
    watched.until(Trouble.MEMORY, watch)


def test_one_page_stays_far_below_what_is_too_much(watched: Watched) -> None:
    assert 20 << 20 < group.memory(group.members(watched.browser.process.group)) < MOST / 3


@pytest.mark.parametrize(
    "end", [lambda process: process.pipe.close(), lambda process: process.end()], ids=["pipe", "all"]
)
def test_one_that_is_no_more_is_dead(watched: Watched, end: Callable[[Process], object]) -> None:
    watch = watched.watch()
    end(watched.browser.process)
    assert watch.look() is Trouble.CRASHED
