"""`provisioning/image`: a file for cards, from nothing but Debian's archive, our wheels and a site's settings."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kiosk.errors import SettingsError
from kiosk.settings import load
from provisioning import kit, wheels
from provisioning.imaging import bill, debian, disk, finish, host, layout

WELL: Literal[0] = 0
FAILED: Literal[1] = 1
REFUSED: Literal[2] = 2


def main() -> Literal[0, 1, 2]:
    """0: the image is there; 1: it is not, and why; 2: refused before anything was begun."""
    wanted = _arguments()
    faults = _faults(wanted)
    if faults:
        print("\n".join(f"provisioning/image: {fault}" for fault in faults), file=sys.stderr)
        return REFUSED
    began = time.monotonic()
    work = Path(tempfile.mkdtemp(prefix=".image-", dir=wanted.out.parent))
    try:
        _build(wanted, work)
    except subprocess.CalledProcessError as fault:
        print(f"provisioning/image: {fault.cmd[0]}: {_last(fault)}", file=sys.stderr)
        return FAILED
    except OSError as fault:
        print(f"provisioning/image: {fault}", file=sys.stderr)
        return FAILED
    finally:
        shutil.rmtree(work)
    size = wanted.out.stat().st_blocks * 512 / layout.GIB
    print(f"{wanted.out}: {wanted.size} GiB, {size:.1f} of them used, in {time.monotonic() - began:.0f} s")
    return WELL


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="provisioning/image", description=__doc__)
    parser.add_argument("--arch", required=True, help="arm64 (a Pi) or amd64 (a PC)")
    parser.add_argument("--site", type=Path, required=True, metavar="FILE", help="the site's settings")
    parser.add_argument(
        "--hub-credential", type=Path, metavar="FILE", help="what `kiosk hub enrol` gave for this kiosk"
    )
    parser.add_argument(
        "--wheels", "--bundle", type=Path, metavar="DIR", help="a folder with wheels/ in it, not our own"
    )
    parser.add_argument("--root", type=Path, metavar="DIR", help="a root made before, in place of a new one; copied")
    parser.add_argument("--size", type=int, default=layout.USUAL, metavar="GIB", help="of the image; cards are larger")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="IMAGE")
    return parser.parse_args()


def _faults(wanted: argparse.Namespace) -> list[str]:
    wanted.out = wanted.out.absolute()
    found = host.faults(wanted.arch, wanted.out)
    try:
        layout.partitions(wanted.size)
    except ValueError as fault:
        found.append(str(fault))
    found += _unprovided(wanted)
    machine = host.ARCHES.get(wanted.arch)
    if machine and not found and host.foreign(machine):
        found += filter(None, [host.register(machine)])
    return found


def _unprovided(wanted: argparse.Namespace) -> Iterator[str]:
    """What `provision` would refuse, half an hour later."""
    try:
        kit.site(wanted.site, load(wanted.site), wanted.hub_credential)
    except (SettingsError, kit.KitError) as fault:
        yield str(fault)
    if wanted.wheels is None:
        return
    try:
        wheels.release(wanted.arch, wanted.wheels)
    except wheels.WheelsError as fault:
        yield f"--wheels: {fault}"


def _build(wanted: argparse.Namespace, work: Path) -> None:
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    root, parts = work / "rootfs", work / "parts"
    if wanted.root:
        with _step("Debian 13 as it was made before"):
            subprocess.run(["cp", "-a", "--reflink=auto", wanted.root, root], check=True)
            debian.complete(root, wanted.arch)
    else:
        with _step(f"Debian 13 for {wanted.arch}"):
            debian.make(root, wanted.arch, epoch)
    with _step("provisioning"):
        debian.provision(root, wanted.site, wanted.wheels, wanted.hub_credential, epoch)
    with _step("no machine's own, and a first boot"):
        finish.finish(root, f"{wanted.arch} {time.strftime('%Y-%m-%d', time.gmtime(epoch))}", epoch)
    with _step("bill of materials"):
        bill.write(root, wanted.arch, wanted.out, epoch)
    with _step("partitions"):
        parts.mkdir()
        trees = {"rootfs": root}
        for label, folder in (("kiosk-data", root / "data"), ("bootfs", root / "boot/firmware")):
            trees[label] = folder.rename(parts / label)
            folder.mkdir()
        part = work / "image"
        # What is in it decides what it is called: the same contents, the same identifiers.
        disk.write(part, wanted.size, trees, f"{wanted.arch} {epoch}", epoch)
        part.replace(wanted.out)


@contextmanager
def _step(name: str) -> Iterator[None]:
    print(f"-- {name}", flush=True)
    began = time.monotonic()
    yield
    print(f"   {time.monotonic() - began:.0f} s", flush=True)


def _last(fault: subprocess.CalledProcessError) -> str:
    """What a program said last, in one line."""
    said = (fault.stderr or fault.stdout or "").strip().splitlines()
    errors = [line for line in said if line.startswith(("E:", "error"))]
    return (errors or said or [f"exit {fault.returncode}"])[-1]


if __name__ == "__main__":
    sys.exit(main())
