"""One night: read, remember, send, note how it ended. Every expected end is a value."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic
from typing import Final

from kiosk.usage.sync.credential import BadCredential, Credential
from kiosk.usage.sync.due import Addressee, Due, all_rows, due, read_counts, row_of, see, told_anew
from kiosk.usage.sync.line import Hub, Line, Stopped
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.rows import WireRow
from kiosk.usage.sync.sending import Sending
from kiosk.usage.sync.state import State
from kiosk.usage.sync.status import FILE_NAME, Note
from kiosk.usage.sync.task import Answer, Ended, Progress, Task, believed, unreadable, with_state

AGAIN_DAYS: Final = 35
"""Sent again once a week: a hub that came back from its backup gets the last month without being asked."""
_WEEK: Final = timedelta(days=7)


def sync(task: Task) -> Ended:
    """Send what is due to the hub."""
    if not task.table.wanted:
        return Ended(Result.NO_HUB)

    answer = Answer(Note.RESULT, Note.ATTEMPTS, lambda ended: _notes(task, ended))
    return with_state(task.data, answer, lambda state: _attempt(task, state))


def rehearse(task: Task, *, by_stick: bool = False) -> Due | Ended:
    """What would leave now. Nothing is changed, and nobody is asked."""
    if not (task.table.wanted or by_stick):
        return Ended(Result.NO_HUB)
    if isinstance(task.credential, BadCredential):
        return Ended(Result.NO_CREDENTIAL, detail=task.credential.reason)
    try:
        with closing(State.rehearsal(task.data / FILE_NAME)) as state:
            now = believed(task, state)
            day = see(state, read_counts(task.data), now.believed)
            if by_stick:
                if task.since_days is not None:
                    told_anew(state, task.credential.kiosk, day, task.since_days)
                return Due(all_rows(state, task.credential.kiosk))
            if now.believed is None:
                return Ended(Result.CLOCK, detail=now.far)
            to = Addressee.of(task.table.url, task.credential.kiosk)
            return due(state, to, _again_since(task, state, day, to.kiosk))
    except (sqlite3.Error, OSError) as error:
        return unreadable(error)


def hub_of(task: Task, credential: Credential) -> Hub:
    """Put address, headers with their secrets, and certificate together."""
    headers = {
        name: text.replace("{kiosk}", credential.kiosk).replace("{token}", credential.token)
        for name, text in task.table.headers.items()
    }
    return Hub(task.table.url, headers, str(task.folder / ca_file) if (ca_file := task.table.ca_file) else True)


def _attempt(task: Task, state: State) -> Ended:
    """What is over is remembered first, whether or not it can leave tonight."""
    day = believed(task, state)
    today = day.believed
    see(state, read_counts(task.data), today)
    if isinstance(task.credential, BadCredential):
        waiting = len(all_rows(state, ""))
        return Ended(Result.NO_CREDENTIAL, waiting=waiting, detail=task.credential.reason)
    to = Addressee.of(task.table.url, task.credential.kiosk)
    if today is None:
        left = due(state, to)
        return Ended(Result.CLOCK, waiting=left.lacking, set_aside=len(left.alone), detail=day.far)
    again = _again_since(task, state, today, to.kiosk)
    now = due(state, to, again)
    attempt = int(state.notes().get(Note.ATTEMPTS, "0")) + 1
    answers = _Answers(state, to, attempt, task.progress, len(now.rows) + len(now.alone))
    until = monotonic() + task.seconds
    with Line(hub_of(task, task.credential), task.request_seconds) as line:
        sending = Sending(line.post, answers.accept, answers.refuse, lambda: monotonic() < until)
        stopped = sending.send(now.rows) or sending.send_singly(now.alone)
    if stopped is None and again is not None and again <= today - timedelta(days=AGAIN_DAYS):
        state.note({Note.AGAIN: today.isoformat()})
    waiting = max(0, now.lacking - answers.done)  # they left first
    return _ended(stopped, sending.accepted, waiting, state.refused(to.hub, to.kiosk))


@dataclass(slots=True)
class _Answers:
    """What the hub says goes to the disk at once, and to whoever watches."""

    state: State
    to: Addressee
    attempt: int
    progress: Progress
    total: int
    done: int = 0

    def accept(self, rows: Sequence[WireRow]) -> None:
        self.state.accept(self.to.hub, self.to.kiosk, {row_of(row): row.n for row in rows})
        self._tell(len(rows))

    def refuse(self, row: WireRow) -> None:
        self.state.refuse(self.to.hub, self.to.kiosk, row_of(row), self.attempt)
        self._tell(1)

    def _tell(self, rows: int) -> None:
        self.done += rows
        self.progress(self.done, self.total)


def _ended(stopped: Stopped | None, accepted: int, waiting: int, set_aside: int) -> Ended:
    reason = stopped.reason if stopped else None
    if stopped and reason is not Reason.REFUSED:
        result = Result.STOPPED
    else:
        result = Result.SET_ASIDE if set_aside else Result.DONE
    detail = f"HTTP {stopped.status}" if stopped and stopped.status else ""
    return Ended(result, reason, accepted, waiting, set_aside, detail)


def _again_since(task: Task, state: State, today: date, kiosk: str) -> date | None:
    """From when on all is sent again; None: only what the hub lacks.

    By hand it is for a hub that has lost something: then also what earlier ids told it.
    """
    if task.since_days is not None:
        return told_anew(state, kiosk, today, task.since_days)
    last = state.notes().get(Note.AGAIN)
    if last is None:  # a first night: nothing to repeat for a week
        state.note({Note.AGAIN: today.isoformat()})
        return None
    fresh = date.fromisoformat(last) <= today < date.fromisoformat(last) + _WEEK
    return None if fresh else today - timedelta(days=AGAIN_DAYS)


def _notes(task: Task, ended: Ended) -> dict[Note, str]:
    notes = {Note.REASON: ended.reason.value if ended.reason else ""}
    if ended.result is Result.UNREADABLE:
        return notes
    notes |= {
        Note.ENROLLED: str(int(isinstance(task.credential, Credential))),
        Note.WAITING: str(ended.waiting),
        Note.SET_ASIDE: str(ended.set_aside),
    }
    took = ended.result is Result.DONE or (ended.result is Result.SET_ASIDE and ended.accepted and not ended.waiting)
    return notes | ({Note.SUCCESS: task.today.isoformat()} if took and task.today else {})
