"""What a cut left: judged by fsck, by what is on the card, and by booting it."""

from dataclasses import dataclass
from pathlib import Path

from tests.system.powercut.counting import Counting
from tests.system.update_cuts.booting import to_ready
from tests.system.update_cuts.bundles import BROKEN, SOUND
from tests.system.update_cuts.card import KEPT, Layout, give_to_kiosk, inserted, mended
from tests.system.update_cuts.inside import run
from tests.system.update_cuts.preparing import NEW, OLD, PACKAGE
from tests.system.update_cuts.recording import Step, Told


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault`: why there is no working kiosk with all its counts; "": there is one, after so many boots."""

    fault: str = ""
    boots: int = 0
    release: str = ""
    package: str = ""


def look(file: Path, layout: Layout, folder: Path, told: Told, first: str) -> Verdict:
    """Put the card in order as a boot does, look at it, and boot it. `first`: the release that was on it."""
    if fault := mended(file, layout):
        return Verdict(f"fsck: {fault}")
    with inserted(file, layout, folder) as root:
        if fault := _lies_there(root, told, first):
            return Verdict(fault)
        try:
            boots = to_ready(root, folder)
        except AssertionError as error:
            return Verdict(f"no kiosk: {error}")
        return _afterwards(root, told, boots)


def _lies_there(root: Path, told: Told, first: str) -> str:
    """Before anything is put in order."""
    current = root / "data/releases/current"
    if not (current / "complete").exists():
        return f"current leads to {current.readlink()}, which is not whole"
    may = {Step.NOTHING: {first, BROKEN}, Step.FELL_BACK: {first, SOUND}}.get(told.step, {SOUND})
    if current.readlink().name not in may:
        return f"current leads to {current.readlink()} after {told.step.name}"
    counted = Counting().found(root / "data" / KEPT, told.visits, {}, Counting.modes[0])
    give_to_kiosk(root)
    if counted.corrupt or counted.acts < told.visits.acts:
        return f"counts: {counted}, and {told.visits} were acknowledged"
    return ""


def _afterwards(root: Path, told: Told, boots: int) -> Verdict:
    """Once it serves: nothing is under way any more."""
    data = root / "data"
    release = (data / "releases/current").readlink().name
    left = [path for path in ("releases/trial", "overlayroot.conf", "maintenance/pending") if (data / path).exists()]
    if left:
        return Verdict(f"left behind: {left}")
    if release == BROKEN or not (data / "releases/current/complete").exists():
        return Verdict(f"it serves with {release}")
    if said := run(root, "dpkg", "--audit"):
        return Verdict(f"dpkg: {said}")
    package = run(root, "dpkg-query", "-W", "-f=${Version}", PACKAGE)
    wanted = {NEW} if told.step >= Step.DECIDED else {OLD, NEW}
    if package not in wanted or (root / "var/lib" / PACKAGE / "configured").read_text().strip() != package:
        return Verdict(f"the package is {package}")
    return Verdict("", boots, release, package)
