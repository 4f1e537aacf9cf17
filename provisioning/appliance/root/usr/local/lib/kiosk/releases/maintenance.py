"""Changes of the root: decided at night, done in a boot of their own in which the root can be written.

Two files on the data partition say how far it is. `maintenance/pending` is what is to be done and how often it was
begun; `overlayroot.conf` has the next boot's root writable. A cut anywhere leads back here, by the next boot.
"""

import hashlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from . import disk, status
from .debian import Debian
from .manifest import Fault
from .store import Store

MOST_TRIES: Final = 3
WRITABLE: Final = b"overlayroot=disabled\n"
_PARTS: Final = ("provisioning", "systemd")
_LOWER: Final = "/media/root-ro"
"""Where the real root is mounted below one that forgets."""
_SECONDS: Final = 3600
Deploy = Callable[[Path], Fault | None]


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for a boot with a writable root."""

    key: str
    """Names all of it, so that what failed is not tried every night."""
    deploy: str = ""
    """The release whose provisioning is to be done; "" none."""
    packages: tuple[str, ...] = ()
    """What is to be installed, as "name version"."""
    provisioning: str = ""
    """What that provisioning is, in one word (`digest`)."""
    tries: int = 0
    installed: bool = False
    """Whether the packages were, so that what fails is known."""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Appliance:
    """One kiosk's disk, and what changes its root."""

    store: Store
    debian: Debian
    root: Path = Path("/")

    @property
    def pending(self) -> Pending | None:
        """What waits, if anything does."""
        try:
            said = json.loads((self._folder / "pending").read_bytes())
            known = {field.name: said[field.name] for field in fields(Pending) if field.name in said}
            pending = Pending(**(known | {"packages": tuple(said["packages"])}))
            return replace(pending, tries=int(pending.tries))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, pending: Pending) -> None:
        """Write down what waits."""
        self._folder.mkdir(exist_ok=True)
        disk.write(self._folder / "pending", json.dumps(asdict(pending)).encode())

    def make_writable(self) -> None:
        """Have the next boot's root writable."""
        disk.write(self.store.data / "overlayroot.conf", WRITABLE)

    def close(self, pending: Pending) -> None:
        """Have the next boot read-only, with nothing waiting; a cut in between leads to this once more."""
        self.put(replace(pending, done=True))
        self.forget()

    def forget(self) -> None:
        """Have the next boot read-only, whatever waits: that takes no room, and nothing is read."""
        disk.remove(self.store.data / "overlayroot.conf")
        if self._folder.is_dir():
            disk.remove(self._folder / "pending")

    def is_left(self) -> bool:
        """Tell whether what waits is for a release that does not run any more: it would come back, without a trial."""
        pending = self.pending
        return pending is not None and pending.deploy not in {"", self.store.current}

    def forgets(self) -> bool:
        """Tell whether what is written to the root now is gone with the next boot."""
        mounts = (self.root / "proc/self/mounts").read_text(encoding="utf-8").splitlines()
        return any(line.split()[1] == _LOWER for line in mounts)

    def gave_up(self) -> frozenset[str]:
        """What failed too often: the key of all of it, and the provisioning that was to blame."""
        path = self._folder / "given-up"
        return frozenset(path.read_text(encoding="ascii").split()) if path.exists() else frozenset()

    def give_up(self, pending: Pending) -> None:
        """Never again the same. A provisioning that failed is left out of what comes later, too."""
        blamed = {pending.provisioning} - {""} if pending.installed else set()
        words = self.gave_up() | {pending.key} | blamed
        disk.write(self._folder / "given-up", " ".join(sorted(words)).encode())

    @property
    def applied(self) -> str:
        """The digest of the provisioning that this root has; "" unknown."""
        path = self.root / "etc/kiosk/provisioned"
        return path.read_text(encoding="ascii").strip() if path.exists() else ""

    def note_applied(self, digest_now: str) -> None:
        """Write down which provisioning this root has."""
        disk.write(self.root / "etc/kiosk/provisioned", f"{digest_now}\n".encode())

    @property
    def _folder(self) -> Path:
        return self.store.data / "maintenance"


def digest(release: Path) -> str:
    """One word for all that a release would do to a root; "" when it does nothing."""
    files = [path for part in _PARTS for path in (release / part).rglob("*") if path.is_file()]
    hashed = hashlib.sha256()
    for path in sorted(path for path in files if "__pycache__" not in path.parts):
        body = hashlib.sha256(path.read_bytes()).hexdigest()
        hashed.update(f"{path.relative_to(release)}\0{path.stat().st_mode & 0o100}\0{body}\n".encode())
    return hashed.hexdigest() if files else ""


def wanted_packages(release: Path) -> tuple[str, ...]:
    """The packages that a release's provisioning would install."""
    path = release / "provisioning" / "appliance" / "packages.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(name for line in lines if (name := line.partition("#")[0].strip()))


def decide(appliance: Appliance) -> Fault | str:
    """At night: fetch what the root needs; where something does, the next boot is one of maintenance."""
    store = appliance.store
    if appliance.is_left():
        appliance.forget()
    if appliance.pending or store.trial or (store.data / "first-boot").exists():
        return "something is at work already"
    release = store.at(store.current) if store.current else store.folder
    now, given_up = digest(release), appliance.gave_up()
    changed = bool(now) and now != appliance.applied and now not in given_up
    wanted = wanted_packages(release) if changed else ()
    fault = appliance.debian.refresh()
    waiting = () if fault else appliance.debian.waiting(wanted)
    urgent = changed or any(package.security for package in waiting)
    if not urgent:
        return fault or f"nothing waits for a writable root; {len(waiting)} packages wait for a security update"
    fault = fault or appliance.debian.download(wanted)
    if fault and (not changed or appliance.debian.lacks(wanted)):
        return fault  # a provisioning that is given its packages later would be blamed for their absence
    names = () if fault else tuple(f"{package.name} {package.version}" for package in waiting)
    pending = Pending(_key(now if changed else "", names), "", names)
    if changed:
        pending = replace(pending, deploy=store.current, provisioning=now)
    if pending.key in given_up:
        return f"given up on before: {_said(pending)}"
    appliance.put(pending)
    appliance.make_writable()
    return f"the next boot writes to the root: {_said(pending)}"


def begin(appliance: Appliance) -> Fault | str:
    """Before `maintain`: count the try, and end what is over. A fault: nothing can be written, so serve instead.

    A try that is not counted, or an end that is not written, would come back at each boot, for ever.
    """
    try:
        return _begun(appliance)
    except OSError as error:
        reason = error.strerror
    try:
        appliance.forget()
    except OSError:
        return Fault(f"a maintenance can be neither begun nor ended: {reason}")
    return f"a try cannot be written down, the night decides anew: {reason}"


def _begun(appliance: Appliance) -> str:
    pending = appliance.pending
    if pending is None or pending.done:
        appliance.forget()
        return "maintenance is over"
    if appliance.is_left():
        appliance.forget()
        return f"{pending.deploy} does not run any more, the night decides anew"
    if pending.tries >= MOST_TRIES:
        appliance.give_up(pending)
        return _ended(appliance, pending, f"given up after {MOST_TRIES} tries: {_said(pending)}")
    appliance.put(replace(pending, tries=pending.tries + 1))
    return ""


def maintain(appliance: Appliance, deploy: Deploy) -> Fault | str:
    """In its own boot, after `begin`: do what waits. Whatever the answer, the machine starts anew."""
    pending = appliance.pending
    if pending is None:
        return "the next boot is read-only"
    if appliance.forgets():
        appliance.make_writable()
        return "the root cannot be written yet: once more"
    fault = _changed(appliance, pending, deploy)
    if fault:
        return Fault(f"try {pending.tries} of {MOST_TRIES}: {fault.reason}")
    appliance.debian.clean()
    return _ended(appliance, pending, f"done: {_said(pending)}")


def _changed(appliance: Appliance, pending: Pending, deploy: Deploy) -> Fault | None:
    release = appliance.store.at(pending.deploy) if pending.deploy else None
    fault = None
    if pending.packages:
        fault = appliance.debian.install(wanted_packages(release) if release else ())
    if release and not fault:
        appliance.put(replace(pending, installed=True))
        fault = deploy(release)
        if not fault:
            appliance.note_applied(digest(release))
    disk.sync_everything()
    return fault


def _ended(appliance: Appliance, pending: Pending, line: str) -> str:
    status.note_maintenance(appliance.store, line)
    appliance.close(pending)
    return line


def run_provision(release: Path) -> Fault | None:
    """The release's own provisioning, of this machine, without an index."""
    command = [str(release / "provisioning" / "provision"), "--site", "/etc/kiosk/site.toml"]
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
    environment["GALLIUM_DRIVER"] = "softpipe"  # draws the still pictures without making code, which the unit forbids
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False, timeout=_SECONDS)
    return Fault(f"provisioning ended with {done.returncode}") if done.returncode else None


def _key(digest_now: str, names: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join([digest_now, *sorted(names)]).encode()).hexdigest()


def _said(pending: Pending) -> str:
    parts = [f"provisioning of {pending.deploy}"] if pending.deploy else []
    first = ", ".join(pending.packages[:5])
    more = f" and {len(pending.packages) - 5} more" if len(pending.packages) > 5 else ""  # noqa: PLR2004
    parts += [f"{len(pending.packages)} packages ({first}{more})"] if pending.packages else []
    return "; ".join(parts)
