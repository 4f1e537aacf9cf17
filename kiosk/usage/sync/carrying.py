"""The counts by stick, for a place without a network: all that may leave, each time."""

from pathlib import Path

from kiosk.usage.sync.credential import BadCredential
from kiosk.usage.sync.due import all_rows, carried, read_counts, see, told_anew
from kiosk.usage.sync.parcel import NotWritten, write
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.state import State
from kiosk.usage.sync.status import Note
from kiosk.usage.sync.task import Answer, Ended, Task, believed, with_state


def carry(task: Task, folder: Path | None) -> Ended:
    """Write a parcel into `folder`; None: there is no stick. No clock is needed: what is over for sure leaves.

    Under this id it is told again: a stick may never arrive, and is loaded twice without harm. Another id does not.
    """
    answer = Answer(Note.CARRY, Note.CARRIES, lambda _: {})
    return with_state(task.data, answer, lambda state: _carried(task, state, folder))


def _carried(task: Task, state: State, folder: Path | None) -> Ended:
    today = believed(task, state).believed
    day = see(state, read_counts(task.data), today)
    if isinstance(task.credential, BadCredential):
        return Ended(Result.NO_CREDENTIAL, detail=task.credential.reason)
    if folder is None:
        return Ended(Result.NO_STICK, detail="there is no stick")
    kiosk = task.credential.kiosk
    if task.since_days is not None:
        told_anew(state, kiosk, day, task.since_days)
    rows = all_rows(state, kiosk)
    written = write(folder, task.credential, rows)
    if isinstance(written, NotWritten):
        return Ended(Result.NO_STICK, detail=written.reason)
    carried(state, kiosk, rows)
    if today is not None:
        state.note({Note.CARRIED: today.isoformat()})
    return Ended(Result.DONE, accepted=len(rows), detail=str(written))
