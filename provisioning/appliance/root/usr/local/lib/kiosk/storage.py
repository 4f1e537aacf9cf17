"""Storage on USB: closed as soon as it is plugged in, open while somebody exports or imports.

    storage.py plugged INTERFACE            of udev: close what was just plugged in
    storage.py hold [--write] --ask DIR     open it, mount the stick, and wait until it is done with
    storage.py close                        unmount and close, whatever was before

Debian's own Python and the standard library, on the root file system. systemd mounts, so that this program may live in
a sandbox.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

WAIT_S: Final = 20.0
"""For a stick to come, once it was asked for."""
HOLD_S: Final = 600.0
"""The longest that one stays open without being asked for again."""
BLINK_S: Final = 0.5
RELEASES: Final = "borne/mise-a-jour/*.kiosk"
"""On a stick: what an update takes."""
UPDATE: Final = "kiosk-stick-update.service"
TAKE: Final = "kiosk-take.service"
"""The part of that update which reads the stick; the rest of it may take hours."""
STORAGE: Final = "08"
"""The class of an interface that stores, as the kernel writes it."""
OPTIONS: Final = "noexec,nosuid,nodev,noatime"
_OWNED: Final = "uid=kiosk,gid=kiosk,umask=0077"
TYPES: Final = {"vfat": f"{_OWNED},utf8=1", "exfat": _OWNED, "ntfs3": _OWNED, "ext4": "X-mount.owner=kiosk"}
"""File systems that are mounted, and how each is given to the kiosk's user."""
_SAID: Final = {"ntfs": "ntfs3", "ext2": "ext4", "ext3": "ext4"}
_ENDS: Final = {signal.SIGTERM, signal.SIGINT}


@dataclass(frozen=True)
class Machine:
    """Where the kernel and udev tell of devices; other folders in tests."""

    sys: Path = Path("/sys")
    udev: Path = Path("/run/udev/data")
    dev: Path = Path("/dev")
    run: Path = Path("/run/kiosk-stick")
    where: Path = Path("/media/borne")
    mounted: Path = Path("/proc/self/mountinfo")

    @property
    def marker(self) -> Path:
        """There while somebody has chosen to export or to import."""
        return self.run / "open"

    def interfaces(self) -> Iterator[Path]:
        """Everything on USB that stores, open or closed."""
        for one in sorted((self.sys / "bus" / "usb" / "devices").glob("*:*")):
            if _said(one / "bInterfaceClass") == STORAGE:
                yield one

    def stick(self) -> tuple[Path, str] | None:
        """The first partition, or disk without any, with a file system of ours: its node, and the file system."""
        folders = [one.resolve() for one in self.interfaces()]
        for block in sorted((self.sys / "class" / "block").glob("*")):
            if any(one in block.resolve().parents for one in folders):
                kind = self._kind(_said(block / "dev"))
                if kind in TYPES:
                    return self.dev / block.name, kind
        return None

    def _kind(self, number: str) -> str:
        """Of the file system on a device, as udev found it; empty: none, or not looked at yet."""
        for line in _said(self.udev / f"b{number}").splitlines():
            if line.startswith("E:ID_FS_TYPE="):
                kind = line.partition("=")[2]
                return _SAID.get(kind, kind)
        return ""

    def carries_system(self, interface: Path) -> bool:
        """Whether something of it is mounted elsewhere: a Pi may stand on a disk on USB."""
        lines = [line.split() for line in _said(self.mounted).splitlines()]
        used = {words[2] for words in lines if len(words) > 4 and words[4] != str(self.where)}  # noqa: PLR2004
        return any(_said(one) in used for one in interface.resolve().glob("**/block/**/dev"))


def _said(path: Path) -> str:
    """What a file says; empty: it is gone, as things that are plugged go."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def let(machine: Machine, interface: Path, *, open_it: bool) -> None:
    """Open or close one interface; a closed one has no driver, and so no disk."""
    if not open_it and machine.carries_system(interface):
        return
    try:
        if _said(interface / "authorized") != str(int(open_it)):
            (interface / "authorized").write_text(str(int(open_it)), encoding="ascii")
            if open_it:
                # The kernel asks its drivers by itself for what is plugged in, and for nothing else.
                (machine.sys / "bus" / "usb" / "drivers_probe").write_text(interface.name, encoding="ascii")
    except OSError as error:
        print(f"{interface.name}: {error.strerror}", file=sys.stderr)


def mount(machine: Machine, device: Path, kind: str, *, write: bool) -> bool:
    """Have it mounted; False: its file system is broken, or the kernel does not know it."""
    options = ",".join(
        (OPTIONS, "rw,sync" if write else "ro", *(TYPES[kind].split(",") if _gives(kind, write) else ()))
    )
    if not write:  # who unpacks a release reads it as well
        options = options.replace("umask=0077", "umask=0022")
    return _by_systemd("mount", f"--types={kind}", f"--options={options}", str(device), str(machine.where))


def _by_systemd(*command: str) -> bool:
    """Run it outside of this program's sandbox, where every program sees what it did."""
    return (
        subprocess.run(["/usr/bin/systemd-run", "--quiet", "--wait", "--collect", *command], check=False).returncode
        == 0
    )


def _gives(kind: str, write: bool) -> bool:  # noqa: FBT001
    """An owner is an option of a mount where the file system knows none, and a change of the stick where it does."""
    return write or "uid=" in TYPES[kind]


def hold(machine: Machine, ask: Path, *, write: bool) -> int:
    """Open, mount, wait until it is done with, and close again; 0 when a stick was there."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    done = ask / "stick-done"
    done.unlink(missing_ok=True)
    machine.marker.touch()
    try:
        for one in machine.interfaces():
            let(machine, one, open_it=True)
        found = _awaited(machine, done)
        if found is None or not mount(machine, *found, write=write):
            print("there is no stick that can be read" if found is None else "the stick cannot be mounted")
            return 1
        taken = "" if write else _update(machine)
        wish = ask / ("export" if write else "import")
        _wait(wish, done, found[0])
        while taken and _until_taken(taken, found[0]) and wish.exists():  # wished anew meanwhile, and mounted still
            done.unlink(missing_ok=True)
            _wait(wish, done, found[0])
        return 0
    finally:
        close(machine)
        done.unlink(missing_ok=True)


def _awaited(machine: Machine, done: Path) -> tuple[Path, str] | None:
    deadline = monotonic() + WAIT_S
    while (found := machine.stick()) is None:
        if monotonic() > deadline or done.exists() or signal.sigtimedwait(_ENDS, BLINK_S):
            return None
    return found


def _update(machine: Machine) -> str:
    """Begin the update that a stick holds; what `_until_taken` compares with, empty where it holds none."""
    if not any(machine.where.glob(RELEASES)):
        return ""
    before = _said_of(TAKE, "ExecMainExitTimestampMonotonic")
    subprocess.run(["/usr/bin/systemctl", "--no-block", "start", UPDATE], check=False)
    return before


def _until_taken(before: str, device: Path) -> bool:
    """Wait until that update has read the stick, or will not; False: pulled out, stopped, or too long."""
    deadline = monotonic() + HOLD_S
    while _said_of(TAKE, "ExecMainExitTimestampMonotonic") == before and _at_work(
        _said_of(UPDATE, "ActiveState", "Job")
    ):
        if monotonic() > deadline or not device.exists() or signal.sigtimedwait(_ENDS, BLINK_S):
            return False
    return True


def _at_work(told: str) -> bool:
    """Whether a unit runs, or a job of it waits: one that was just asked for is still inactive."""
    return (
        "ActiveState=activating" in told
        or "ActiveState=active" in told
        or any(line.removeprefix("Job=").strip("0") for line in told.splitlines() if line.startswith("Job="))
    )


def _said_of(unit: str, *properties: str) -> str:
    """What systemd says of a unit, `property=value` a line."""
    command = ["/usr/bin/systemctl", "show", *(f"--property={one}" for one in properties), unit]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def _wait(wish: Path, done: Path, device: Path) -> None:
    """Until it is done with, pulled out, stopped, or forgotten for too long."""
    deadline = monotonic() + HOLD_S
    while monotonic() < deadline and not done.exists() and device.exists():
        if wish.exists():  # somebody wishes it again, and has it already
            wish.unlink(missing_ok=True)
            deadline = monotonic() + HOLD_S
        if signal.sigtimedwait(_ENDS, BLINK_S):
            return


def close(machine: Machine) -> None:
    """Everything written, nothing mounted, nothing open. Again: nothing happens."""
    machine.marker.unlink(missing_ok=True)
    os.sync()
    if os.path.ismount(machine.where):
        _by_systemd("umount", "--lazy", str(machine.where))
    for one in machine.interfaces():
        let(machine, one, open_it=False)


def main(argv: list[str] | None = None, machine: Machine | None = None) -> int:
    """Do one of the three."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--sys", type=Path, default=Machine.sys, help=argparse.SUPPRESS)
    parser.add_argument("--udev", type=Path, default=Machine.udev, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(required=True, dest="command")
    plugged = commands.add_parser("plugged")
    plugged.add_argument("interface", help="as udev names it, below the kernel's folder")
    holding = commands.add_parser("hold")
    holding.add_argument("--write", action="store_true")
    holding.add_argument("--ask", type=Path, required=True, metavar="DIR", help="where wishes appear")
    commands.add_parser("close")
    arguments = parser.parse_args(argv)
    machine = machine or Machine(sys=arguments.sys, udev=arguments.udev)
    if arguments.command == "hold":
        return hold(machine, arguments.ask, write=arguments.write)
    if arguments.command == "close":
        close(machine)
    elif not machine.marker.exists():
        let(machine, machine.sys / arguments.interface.lstrip("/"), open_it=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
