"""What happens on the card while all of its writes are logged: a broken update, a sound one, and a maintenance boot.

Beside it visits are counted, as on a kiosk that serves. Each step is marked in the log when it has ended.
"""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from tests.system.powercut.kills import ROOT as PROJECT
from tests.system.powercut.kills import command
from tests.system.powercut.living import COUNTS
from tests.system.powercut.logged_disk import FOR_FILE, exported
from tests.system.powercut.mark import Mark, marking, marks
from tests.system.powercut.writelog import Entry
from tests.system.update_cuts.booting import machine
from tests.system.update_cuts.bundles import BROKEN, SOUND
from tests.system.update_cuts.card import KEPT, Layout, give_to_kiosk, inserted, layered, nodes_of
from tests.system.update_cuts.inside import run

MORE: Final = 1 << 20
"""Bytes behind the card, for marks."""
_STEPS_BEHIND: Final = 64 << 10
"""Marks of visits stand first; those of steps so many bytes behind."""
_BETWEEN_VISITS = 0.1
_RELEASE: Final = ("/usr/bin/python3", "-I", "/usr/local/lib/kiosk/release.py")
NIGHT: Final = """
import sys
from pathlib import Path
sys.path.insert(0, "/usr/local/lib/kiosk")
from releases.debian import Debian
from releases.maintenance import Appliance, Pending
from releases.store import Store
store = Store(Path("/data"))
debian = Debian(store.data / "apt")
for fault in (debian.refresh(), debian.download(())):
    if fault:
        sys.exit(fault.reason)
waiting = tuple(f"{one.name} {one.version}" for one in debian.waiting(()))
appliance = Appliance(store, debian)
appliance.put(Pending("essai", sys.argv[1], waiting))
appliance.make_writable()
print(*waiting)
"""
"""What is decided and fetched at night: that something is urgent is not asked here."""


class Step(IntEnum):
    """What has ended."""

    NOTHING = 0
    FELL_BACK = 1
    UPDATED = 2
    DECIDED = 3
    MAINTAINED = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What was known to be on the card when its power went: visits, the last step that had ended."""

    visits: Mark
    step: Step


NOTHING: Final = Told(Mark(), Step.NOTHING)


def record(before: Path, layout: Layout, log: Path, folder: Path, *, deploy: bool) -> None:
    """Let it all happen on a layer over the card `before`; `log` holds what was written. `deploy`: in the maintenance.

    Raises RuntimeError where something ends otherwise than it should.
    """
    layer, file = folder / "used", folder / "logged"
    layered(before, "qcow2", layer, layout.size + MORE)
    log.touch()
    nodes = (
        *nodes_of(layer),
        f"{FOR_FILE},node-name=log,filename={log}",
        "driver=blklogwrites,node-name=logged,file=disk,log=log",
    )
    with (
        exported(nodes, "logged", file),
        inserted(file, layout, folder) as root,
        marking(file, layout.size + _STEPS_BEHIND) as mark,
        _counting(root, file, layout.size),
    ):
        _update(root, BROKEN, comes_up=False)
        mark(Mark(Step.FELL_BACK))
        _update(root, SOUND, comes_up=True)
        mark(Mark(Step.UPDATED))
        run(root, "/usr/bin/python3", "-c", NIGHT, SOUND if deploy else "")
        mark(Mark(Step.DECIDED))
        with machine(root, folder) as one:
            one.maintained()
        if (root / "data/maintenance/pending").exists():
            raise RuntimeError(f"the maintenance did not come to its end\n{one.console[-4000:]}")
        mark(Mark(Step.MAINTAINED))
    layer.unlink()


def told(log: Sequence[Entry], layout: Layout) -> dict[int, Told]:
    """With so many entries written, so much was known."""
    visits, steps = marks(log, layout.size), marks(log, layout.size + _STEPS_BEHIND)
    now, known = NOTHING, {}
    for at in sorted({*visits, *steps}):
        now = Told(visits.get(at, now.visits), Step(steps[at].acts) if at in steps else now.step)
        known[at] = now
    return known


def _update(root: Path, version: str, *, comes_up: bool) -> None:
    proof = "/bin/true" if comes_up else "/bin/false"
    said = run(root, *_RELEASE, "update", "--file", f"/data/{version}.kiosk", "--proof", proof, fails=not comes_up)
    releases = root / "data/releases"
    if comes_up is not ((releases / "current").readlink().name == version):
        raise RuntimeError(f"{version} is not what it should be: {said}")
    if not comes_up and version not in (releases / "refused").read_text():
        raise RuntimeError(f"{version} was not even tried")


@contextmanager
def _counting(root: Path, file: Path, offset: int) -> Iterator[None]:
    """Count visits on the card beside all else, until the end; the kiosk may go on with them."""
    kept = root / "data" / KEPT
    # Whoever runs this makes the files; SQLite gives what it adds to the owner of what is there.
    subprocess.run(command(COUNTS, kept, 1), cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    give_to_kiosk(root)
    more = ("--after", "1", "--pause", str(_BETWEEN_VISITS), "--marks", str(file), str(offset))
    with subprocess.Popen(command(COUNTS, kept, 1_000_000, *more), cwd=PROJECT, stdout=subprocess.DEVNULL) as child:
        try:
            yield
        finally:
            child.kill()
