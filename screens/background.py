"""The only bridge between threads: slow work runs elsewhere, its result comes back on the UI thread."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Final, TypeAlias, TypeVar

from kivy.clock import Clock

Result = TypeVar("Result")
Job: TypeAlias = Callable[[], None]
Deliver: TypeAlias = Callable[[Job], None]
"""Has a call made on the UI thread, soon."""

WORKERS: Final = 3
"""A slow server may hold one; a release and a second question still get through. Work of minutes has its own."""


def deliver_by_clock(call: Job) -> None:
    """Make the call on the UI thread, before the next frame."""
    Clock.schedule_once(lambda _seconds: call())


class Background:
    """A few daemon threads: a call that hangs in a network never keeps the process from ending.

    Whether a result still matters (the visitor may have left) is decided by who asked, on the UI thread.
    """

    def __init__(self, deliver: Deliver = deliver_by_clock, workers: int = WORKERS) -> None:
        """`deliver` brings results to the UI thread; tests give another."""
        self._deliver = deliver
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._workers = workers
        for number in range(workers):
            Thread(target=self._work, name=f"background-{number}", daemon=True).start()

    def run(self, job: Callable[[], Result], on_result: Callable[[Result], None]) -> None:
        """Run `job` elsewhere; `on_result` gets what it returns, on the UI thread.

        An exception of the job is a bug and is raised again on the UI thread; expected failures are values.
        """

        def work() -> None:
            self._deliver(_outcome(job, on_result))

        self._jobs.put(work)

    def deliver(self, call: Job) -> None:
        """Have a call from any thread (a voice that started a sentence) made on the UI thread."""
        self._deliver(call)

    def close(self) -> None:
        """Let the threads end after what they are doing; nothing waits for them."""
        for _ in range(self._workers):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # what it held (a contact) must not wait here for the next one


def _outcome(job: Callable[[], Result], on_result: Callable[[Result], None]) -> Job:
    try:
        result = job()
    except BaseException as bug:  # noqa: BLE001  # nothing is swallowed: it is raised on the UI thread
        return _raiser(bug)
    return lambda: on_result(result)


def _raiser(bug: BaseException) -> Job:
    def raise_again() -> None:
        raise bug

    return raise_again
