"""What a sync is told, how it ends, and the one place where it holds its file."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.hub_setup import HubTable
from kiosk.usage.sync.credential import BadCredential, Credential
from kiosk.usage.sync.due import Day, Opening, day_of_sync, open_state
from kiosk.usage.sync.lock import alone
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.state import State, note_beside
from kiosk.usage.sync.status import FILE_NAME, Note

NIGHT_SECONDS: Final = 20 * 60.0
REQUEST_SECONDS: Final = 60.0
Progress = Callable[[int, int], None]
"""Rows answered so far, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One sync. `today`: the local day, None while the clock is not trusted."""

    data: Path
    today: date | None
    table: HubTable
    folder: Path
    """Where the settings lie: the `ca_file` may be relative to it."""
    credential: Credential | BadCredential
    in_step: bool = True
    """Whether a time service keeps the clock right; else a `today` far from the last one is not believed."""
    since_days: int | None = None
    """Also what was told already of so many days, by hand: then `today` is believed. None: as the week wants it."""
    seconds: float = NIGHT_SECONDS
    """For all of it, apart from the request that runs when they are over."""
    request_seconds: float = REQUEST_SECONDS
    """For all of one request; a hub may not make a kiosk wait longer."""
    progress: Progress = lambda _done, _all: None


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended. `waiting` and `set_aside`: rows, once it had ended."""

    result: Result
    reason: Reason | None = None
    accepted: int = 0
    waiting: int = 0
    set_aside: int = 0
    detail: str = ""
    """What a person needs beside the result: the fault of a file, the parcel that was written."""
    opening: Opening = field(default_factory=Opening)
    """How `sync.db` was found."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an end is noted. Whoever wished for it looks whether `count` has grown, and then at `result`."""

    result: Note
    count: Note
    more: Callable[[Ended], Mapping[Note, str]]
    """What else is to be noted."""


def with_state(data: Path, answer: Answer, work: Callable[[State], Ended]) -> Ended:
    """Work on `sync.db` while nobody else does, and note how it ended."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        with alone(data) as free:
            if not free:
                with suppress(sqlite3.Error):
                    note_beside(data / FILE_NAME, {answer.result: Result.BUSY.value}, answer.count)
                return Ended(Result.BUSY)
            state, opening = open_state(data)
            with closing(state):
                ended = replace(_worked(state, work), opening=opening)
                state.note({answer.result: ended.result.value, **answer.more(ended)}, answer.count)
    except (sqlite3.Error, OSError) as error:
        return unreadable(error)
    return ended


def believed(task: Task, state: State) -> Day:
    """The day that this sync holds to. Raises sqlite3.Error."""
    return day_of_sync(state, task.today, sure=task.in_step or task.since_days is not None)


def _worked(state: State, work: Callable[[State], Ended]) -> Ended:
    try:
        return work(state)
    except (sqlite3.Error, OSError) as error:  # the counts may be at fault alone: then that can still be noted
        return unreadable(error)


def unreadable(error: sqlite3.Error | OSError) -> Ended:
    """The file's fault by its own name: its text could hold a path."""
    return Ended(Result.UNREADABLE, detail=str(getattr(error, "sqlite_errorname", type(error).__name__)))
