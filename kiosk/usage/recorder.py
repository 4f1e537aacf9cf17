"""Counts visits and running hours off the UI thread: `record` only fills a queue, and no failure stops a visit."""

import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.events import VisitEnded
from kiosk.usage.clock import Clock, SystemClock
from kiosk.usage.faults import Fault, FaultKind
from kiosk.usage.period import HOUR

RETRY_S = 60.0
START_S = 15.0


@dataclass(frozen=True, slots=True)
class _Visit:
    visit: VisitEnded
    uptime: float


@dataclass(frozen=True, slots=True)
class _Flush:
    done: threading.Event
    last: bool


class Recorder:
    """A thread, its queue, and the ledger that only this thread touches."""

    def __init__(
        self,
        path: Path,
        zone: ZoneInfo,
        clock: Clock | None = None,
        *,
        retry_s: float = RETRY_S,
        start_s: float = START_S,
    ) -> None:
        """Count into the file at `path`, by days of `zone`.

        The file is opened at the first visit, or after `start_s` seconds, so that a start of the kiosk is not slowed;
        what fails or has no date yet is tried again every `retry_s` seconds. Each hour of a boot is counted too.
        """
        self._path, self._zone, self._clock = path, zone, clock or SystemClock()
        self._retry_s, self._start_s = retry_s, start_s
        self._queue: queue.SimpleQueue[_Visit | _Flush] = queue.SimpleQueue()
        self._fault: Fault | None = None
        self._written = True
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="usage", daemon=True)
        self._thread.start()

    @property
    def fault(self) -> Fault | None:
        """What a facilitator should know, None when all is well. From any thread."""
        if not self._closed and not self._thread.is_alive():
            return Fault(FaultKind.STOPPED)
        return self._fault

    def record(self, event: VisitEnded) -> None:
        """Take a visit and return at once. Never raises."""
        self._queue.put(_Visit(event, self._clock.uptime()))

    def flush(self, timeout_s: float = 10.0) -> bool:
        """Wait until all that was recorded has been tried; True when it is all on disk. Not for the UI thread."""
        return self._drain(timeout_s, last=False)

    def close(self, timeout_s: float = 10.0) -> bool:
        """Flush and end the thread; True when all is on disk. May be called twice."""
        if self._closed:
            return self._written
        self._closed = True
        done = self._drain(timeout_s, last=True)
        self._thread.join(timeout_s)
        return done

    def _drain(self, timeout_s: float, *, last: bool) -> bool:
        flush = _Flush(threading.Event(), last)
        self._queue.put(flush)
        return flush.done.wait(timeout_s) and self._written

    def _run(self) -> None:
        item = self._next(self._start_s)
        # Only now: SQLite's helpers take long to import, and a thread that imports slows the first picture down.
        from kiosk.usage.ledger import Ledger  # noqa: PLC0415

        ledger = Ledger(self._path, self._zone, self._clock)
        while True:
            if isinstance(item, _Visit):
                ledger.add(item.visit, item.uptime)
            ledger.mark(self._clock.uptime())
            self._written = ledger.write()
            self._fault = ledger.fault
            if isinstance(item, _Flush):
                if item.last:
                    ledger.close()
                item.done.set()
                if item.last:
                    return
            left_s = HOUR - self._clock.uptime() % HOUR
            item = self._next(min(left_s, self._retry_s) if ledger.waits else left_s)

    def _next(self, wait_s: float) -> _Visit | _Flush | None:
        """The next in the queue; None after `wait_s` seconds without any."""
        try:
            return self._queue.get(timeout=wait_s)
        except queue.Empty:
            return None
