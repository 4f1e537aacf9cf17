"""Tasks done on one machine or many: each by itself, so that one that fails or is not there stops no other."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING

import gevent
from pyinfra.api import State
from pyinfra.api.exceptions import PyinfraError
from pyinfra.api.inventory import Inventory
from pyinfra.api.operation import add_op
from pyinfra.api.operations import run_host_op
from pyinfra.context import ctx_host, ctx_state

from provisioning.operations import operations
from provisioning.plan.facts import Facts, read
from provisioning.plan.tasks import Packages, Task, title

if TYPE_CHECKING:
    from pyinfra.api.host import Host

PROBE = Path(__file__).parent / "plan" / "probe.sh"
Planned = Callable[[Facts], tuple[Task, ...]]
"""What is to be done, by what is so."""


ASKS_NOTHING = ("sudo", "-k", "-n", "true")
"""Ends well where a user becomes root without a password; -k: one that was typed a moment ago does not count."""
_NOT_ROOT = "its user may not sudo without a password; expected a user who may, as the Imager can set it up, or root"


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine and the way to it: `name` and `data` are pyinfra's, "@local", "@chroot/FOLDER" or a host for ssh."""

    name: str
    data: Mapping[str, object] = field(default_factory=dict)
    sudo: bool = False

    @property
    def chroot(self) -> bool:
        """Whether it is a folder."""
        return self.name.startswith("@chroot/")


class NotReachedError(Exception):
    """There is no way to the machine; the message says why."""


class TaskError(Exception):
    """A task failed; the message is what the machine said at the end."""


@dataclass(frozen=True, slots=True)
class Done:
    """One task: whether it changed something, and the seconds it took."""

    task: Task
    changed: bool
    seconds: float


class Running:
    """One machine, connected."""

    def __init__(self, machine: Machine) -> None:
        logging.getLogger("pyinfra").setLevel(logging.CRITICAL)
        self.machine = machine
        self._state = State(Inventory(([(machine.name, dict(machine.data))], {})), check_for_changes=False)
        self._host: Host = next(iter(self._state.inventory))
        self._state.config.SUDO = machine.sudo

    def connect(self) -> Facts:
        """Go there and look. Raises NotReachedError."""
        with ctx_state.use(self._state), ctx_host.use(self._host):
            try:
                self._host.connect(show_errors=False, raise_exceptions=True)
            except PyinfraError as error:
                raise NotReachedError(str(error)) from error
            self._state.activate_host(self._host)
            well, lines = self.said(PROBE.read_text(encoding="utf-8"))
        if not well:
            raise NotReachedError("it does not answer as a Debian does, or not as root: " + " ".join(lines[-3:]))
        return read(lines, chroot=self.machine.chroot)

    def said(self, script: str) -> tuple[bool, list[str]]:
        """Whether a script ended well, and its lines; nothing is run where a right to be root is missing, or gone."""
        # Where sudo says that it wants a password, pyinfra asks for one at a terminal that nobody watches.
        asked = f"{join(ASKS_NOTHING)} 2>/dev/null"
        if self.machine.sudo and not self._host.run_shell_command(asked, _sudo=False)[0]:
            return False, [_NOT_ROOT]
        well, output = self._host.run_shell_command(script, _sudo=self.machine.sudo)
        return well, output.output_lines

    def do(self, tasks: tuple[Task, ...], *, dry: bool = False) -> Iterator[Done]:
        """One after the other, each as it is done. Raises TaskError at the first that fails."""
        for task in tasks:
            start = time.monotonic()
            with ctx_state.use(self._state), ctx_host.use(self._host):
                changed = self._would(task) if dry else self._one(task)
            yield Done(task, changed, time.monotonic() - start)

    def _would(self, task: Task) -> bool:
        """Look only."""
        operation, arguments = operations(task)
        made = add_op(self._state, operation, **arguments)
        return bool(made[self._host].will_change)

    def _one(self, task: Task) -> bool:
        """Look, and do."""
        operation, arguments = operations(task)
        made = add_op(self._state, operation, **arguments)[self._host]
        self._state.is_executing = True
        try:
            well = run_host_op(self._state, self._host, made._hash)  # noqa: SLF001 - the only name that it has
        finally:
            self._state.is_executing = False
        if not well:
            hint = ["Debian's archive gave no packages: is there a network?"] if isinstance(task, Packages) else []
            raise TaskError("\n".join([title(task), *hint, *made.stderr_lines[-12:]]))
        return bool(made.did_change())

    def close(self) -> None:
        """Leave."""
        with ctx_state.use(self._state):
            self._host.disconnect()


def at_once(jobs: list[Callable[[], None]]) -> None:
    """All at the same time."""
    gevent.joinall([gevent.spawn(job) for job in jobs], raise_error=True)
