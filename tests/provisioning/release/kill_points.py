"""Runs an update or a maintenance again and again, killed at each change of the disk in turn; says what was found then.

    python -m tests.provisioning.release.kill_points update|broken|maintain FOLDER

FOLDER holds `data` and, for updates, `bundle` and `key.pub`. One line of JSON a kill, until one run comes to its end.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from provisioning.appliance.root.usr.local.lib.kiosk.releases import collecting
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from provisioning.appliance.root.usr.local.lib.kiosk.releases.updating import update
from tests.provisioning.release.making import Kiosk, make, running
from tests.provisioning.release.night import Machine

CHANGES = {"os.rename", "os.remove", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate"}


def kill_at(last: int, below: str) -> None:
    """Let nothing be changed below a folder after so many changes: this process is killed instead."""
    left = [last]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wxa"
        if (event in CHANGES or writes) and any(below in str(one) for one in arguments):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def killed(work: Callable[[], object], last: int, below: Path) -> bool:
    """Do it in a child; tell whether that was killed."""
    child = os.fork()
    if not child:
        kill_at(last, str(below))
        work()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status) and status:
        sys.exit(1)
    return os.WIFSIGNALED(status)


def updating(folder: Path, broken: str) -> None:
    """All of an update, and what the next boot makes of it."""
    key = (folder / "key.pub").read_text(encoding="ascii")

    def work(store: Store) -> None:
        collecting.tell(store, collecting.take(store, [folder / "bundle"], key))
        update(store, key, Kiosk(store, broken), make)

    for last in range(10_000):
        data = fresh(folder)
        was = killed(partial(work, Store(data)), last, data)
        store = Store(data)
        store.guard()
        at_boot = running(store)
        shutil.rmtree(store.incoming / collecting.RELEASE, ignore_errors=True)
        work(store)
        say(killed=was, booted=at_boot, then=running(store), versions=store.versions(), trial=str(store.trial))
        if not was:
            return


def maintaining(folder: Path) -> None:
    """A maintenance that is killed, and boots until nothing waits any more."""
    for last in range(10_000):
        machine = Machine(fresh(folder))
        machine.night()
        machine.boot()
        was = killed(machine.maintain, last, machine.data)
        boots = 0
        while machine.boot() and boots < 10:
            machine.maintain()
            boots += 1
        say(killed=was, boots=boots, served_writable=machine.writable, installed=machine.installed)
        if not was:
            return


def fresh(folder: Path) -> Path:
    """The data partition as it was at the beginning."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "data", work, symlinks=True)
    return work


def say(**found: object) -> None:
    print(json.dumps(found), flush=True)  # noqa: T201 - it is asked for this


if __name__ == "__main__":
    os.sync = os.fsync = lambda *_: None  # type: ignore[assignment] # a process that is killed takes no disk with it
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "maintain":
        maintaining(where)
    else:
        updating(where, "1.1" if what == "broken" else "")
