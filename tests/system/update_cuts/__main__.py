"""What cuts of the power during updates and a maintenance leave, as a table.

    python -m tests.system.update_cuts [--cuts 50] [--vm 3] [--deploy] [--seed N]

With `--vm` the card is that of an image after its first boot, and so many of the cuts are booted in QEMU as well.
"""

import argparse
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random
from time import monotonic

from tests.system import images, roots
from tests.system.emulator import Emulator, own
from tests.system.looks import resting
from tests.system.overlays import cache
from tests.system.update_cuts import card
from tests.system.update_cuts.cutting import Cut, cuts, recorded, workshop
from tests.system.vm import vm

_HEAD = (
    "| power cut during | cuts | working kiosk | boots until then | before / after | package old / new | visits lost |"
)
_LINE = "|---|---:|---:|---|---:|---:|---:|"
_DURING = ("an update that does not come up", "a sound update", "the night before", "the maintenance boot")


def main() -> int:
    """0: each cut left a working kiosk; 1: one did not."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.update_cuts", description="Cuts during updates.")
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--vm", type=int, default=0, help="so many of them in QEMU, to the resting screen")
    parser.add_argument("--deploy", action="store_true", help="the maintenance does the release's provisioning too")
    parser.add_argument("--root", type=Path, help="a provisioned root; default: the one that tests share")
    parser.add_argument("--image", type=Path, help="with --vm: a raw image; default: the one that tests share")
    parser.add_argument("--keep", type=Path, help="a folder for pictures of the machines")
    parser.add_argument("--seed", type=int, default=7, help="of the random moments")
    given = parser.parse_args()
    begin = monotonic()
    done: list[Cut] = []
    with ExitStack() as stack:
        folder = stack.enter_context(workshop(cache()))
        qemu = own("amd64") if given.vm else None
        base, form = _base(qemu, folder, given.root, given.image)
        one = stack.enter_context(recorded(base, form, folder, deploy=given.deploy))
        wanted = set(Random(given.seed).sample(range(given.cuts), given.vm))
        print(f"recorded: {len(one.log)} writes and flushes, {monotonic() - begin:.0f} s", file=sys.stderr, flush=True)

        def before(layer: Path) -> None:
            if qemu and len(done) in wanted:
                _shows(qemu, layer, folder / f"vm-{len(done)}", given.keep)

        for cut in cuts(one, given.cuts, Random(given.seed), folder, before):
            print(len(done), cut, file=sys.stderr, flush=True)
            done.append(cut)
    _tell(done)
    print(f"\n{monotonic() - begin:.0f} s")
    return int(any(cut.verdict.fault for cut in done))


def _base(qemu: Emulator | None, folder: Path, root: Path | None, image: Path | None) -> tuple[Path, str]:
    if qemu:
        return images.first_boot(qemu, "amd64", image or images.image(), folder), "qcow2"
    made = folder / "card.raw"
    card.made(made, root or roots.provisioned_root())
    return made, "raw"


def _shows(qemu: Emulator, layer: Path, work: Path, keep: Path | None) -> None:
    """Boot a machine from the card as it was left, and wait for the resting screen."""
    copy = work.with_suffix(".qcow2")
    card.layered(layer, "qcow2", copy)
    begin = monotonic()
    with vm(qemu, "amd64", copy, work) as machine:
        machine.until_shown(resting, "the resting screen")
        if keep:
            machine.picture().save(keep / f"{work.name}.png")
    print(f"{work.name}: at rest after {monotonic() - begin:.0f} s", file=sys.stderr, flush=True)


def _tell(done: list[Cut]) -> None:
    print(_HEAD, _LINE, sep="\n")
    for step, during in enumerate(_DURING):
        found = [cut for cut in done if cut.told.step == step]
        well = [cut.verdict for cut in found if not cut.verdict.fault]
        boots = ", ".join(f"{number}: {times}" for number, times in sorted(Counter(one.boots for one in well).items()))
        releases, packages = Counter(one.release for one in well), Counter(one.package for one in well)
        new = sum(times for version, times in releases.items() if version.startswith("9000"))
        cells = (
            during,
            len(found),
            len(well),
            boots,
            f"{len(well) - new} / {new}",
            f"{packages['1']} / {packages['2']}",
        )
        print("|", *(f"{cell} |" for cell in (*cells, 0 if len(well) == len(found) else "?")))


if __name__ == "__main__":
    sys.exit(main())
