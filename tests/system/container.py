"""A kiosk booted as a container: systemd is its first process, and its units are the real ones.

systemd-nspawn starts it, on hosts with and without systemd as their own first process, in control groups of its own:
two containers in one group would kill each other's services. Its root is an overlay in memory, gone when it stops.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.system import groups
from tests.system.overlays import overlay

PATIENCE = 120.0
"""Seconds for what takes one when the machine is quiet."""
_REBOOTS = 133
"""What systemd-nspawn says of a container that wishes to start anew."""
_POWER_OFF = signal.SIGRTMIN + 4
_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
Done = subprocess.CompletedProcess[str]


@dataclass
class Container:
    """One, over `root`: files may be written there before it boots, and read at any time."""

    name: str
    root: Path
    folder: Path
    """Holds the mount points and what the console said."""
    _process: subprocess.Popen[bytes] | None = None
    _groups: list[Path] = field(default_factory=list)

    @property
    def console(self) -> str:
        """What its system wrote on the console since it was made."""
        return (self.folder / "console").read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        """The host's number of its first process."""
        assert self._process, "it is not started"
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text("ascii").split()
        return int(children[0]) if children else 0

    def boot(self, *, wait: bool = True) -> str:
        """Start it; gives "running", or "degraded" where a unit failed."""
        assert self._process is None, "it is started already"
        self._groups = list(groups.made(self.name))
        join = "".join(f"echo $$ > '{group}/cgroup.procs'; " for group in self._groups)
        with (self.folder / "console").open("ab") as console:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "sh", "-c", f'{join}exec "$@"', "sh", *self._nspawn()],
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        return self.wait_started() if wait else "starting"

    def _nspawn(self) -> list[str]:
        return [
            "systemd-nspawn",
            *("--quiet", "--boot", "--private-network", "--keep-unit", "--register=no", "--console=read-only"),
            *(f"--directory={self.root}", f"--machine={self.name}"),
        ]

    def wait_started(self) -> str:
        """Wait until all of its start is done."""
        self.until(lambda: self._alive() and self.run("systemctl", "show", "--property=Version").returncode == 0)
        return self.run("systemctl", "is-system-running", "--wait").stdout.strip()

    def run(self, *command: str | Path, user: str = "", stdin: str | None = None, **environment: str) -> Done:
        """Run a command inside, as root or as `user`, and give how it ended and what it said."""
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        inside = ["nsenter", f"--target={self.pid}", "--all", *become, *map(str, command)]
        return subprocess.run(
            inside,
            check=False,
            capture_output=True,
            text=True,
            env={**_ENVIRONMENT, **environment},
            timeout=PATIENCE,
            **({"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}),
        )

    def ok(self, *command: str | Path, user: str = "", stdin: str | None = None, **environment: str) -> str:
        """Run a command that must succeed; gives what it said."""
        done = self.run(*command, user=user, stdin=stdin, **environment)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def property(self, unit: str, name: str) -> str:
        """One property of a unit, as `systemctl show` gives it."""
        return self.ok("systemctl", "show", "--value", f"--property={name}", unit).strip()

    def journal(self, unit: str = "") -> str:
        """What a unit, or all of them, said since the start."""
        return self.ok("journalctl", "--boot", "--no-pager", "--output=cat", *([f"--unit={unit}"] if unit else []))

    def screenshot(self, to: Path) -> Path:
        """Take a picture of what the compositor shows; needs `roots.tools_layer`."""
        inside = "/run/screenshot.png"
        self.ok("grim", inside, XDG_RUNTIME_DIR="/run/kiosk", WAYLAND_DISPLAY="wayland-0")
        to.write_bytes(self.file(inside).read_bytes())
        return to

    def file(self, path: str) -> Path:
        """A file as its processes see it, also below what is mounted inside."""
        return Path(f"/proc/{self.pid}/root{path}")

    def until(self, condition: Callable[[], object], *, patience: float = PATIENCE) -> None:
        """Wait for a condition."""
        deadline = time.monotonic() + patience
        while not condition():
            assert time.monotonic() < deadline, f"it did not come\n{self.console[-2000:]}\n{self._last_words()}"
            time.sleep(0.1)

    def reboot(self) -> str:
        """Have it start anew; what lies on its disk stays."""
        self.run("systemctl", "--no-block", "reboot")
        return self.rebooted()

    def rebooted(self, *, wait: bool = True) -> str:
        """Wait for a start anew that something inside asks for, and then for its end; not for that with `wait` off."""
        assert self._process
        assert self._process.wait(PATIENCE) == _REBOOTS, self.console[-2000:]
        self._process = None
        return self.boot(wait=wait)

    def stop(self) -> None:
        """Switch it off as its own switch does; what does not end is killed."""
        if self._process is None:
            return
        if first := self.pid:
            with suppress(ProcessLookupError):
                os.kill(first, _POWER_OFF)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self._forget()

    def kill(self) -> None:
        """Take it away in the midst of whatever it does, as a plug does."""
        assert self._process
        if first := self.pid:
            with suppress(ProcessLookupError):
                os.kill(first, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        for group in self._groups:
            groups.kill(group)
        self._process.kill()
        self._process.wait()
        self._forget()

    def _alive(self) -> bool:
        assert self._process
        assert self._process.poll() is None, f"it ended\n{self.console[-4000:]}"
        return self.pid != 0

    def _last_words(self) -> str:
        done = self.run("journalctl", "--boot", "--no-pager", "--lines=40") if self._process and self.pid else None
        return done.stdout if done else ""

    def _forget(self) -> None:
        self._process = None
        for group in self._groups:
            groups.remove(group)


@contextmanager
def container(root: Path, *layers: Path) -> Iterator[Container]:
    """Make one that is not booted yet, over a root, and over layers above it; nothing of it is left at the end."""
    with overlay(*layers, root) as merged:
        folder = merged.parent
        one = Container(folder.name, merged, folder)
        try:
            yield one
        finally:
            one.stop()
