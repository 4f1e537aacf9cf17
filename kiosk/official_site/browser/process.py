"""One browser process and all it starts: begun with an empty memory of its own, ended whole, never outliving us."""

import contextlib
import logging
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from kiosk.official_site.browser import flags, folder, group
from kiosk.official_site.browser.pipe import Pipe
from kiosk.official_site.browser.program import found
from kiosk.official_site.events import Trouble

_log = logging.getLogger(__name__)

_DYING_S: Final = 2.0
"""Seconds that killed processes are waited for: the kernel frees 300 MB in 0.1."""
_FIRST: Final = 300
"""How much sooner the kernel takes it, of 1000: as Chromium itself asks for its pages."""
# The browser expects its pipes at 3 and 4. What was standard error is the life line: its other end is ours alone, so it
# ends when we do, however we do, and takes the browser and its folder along. No image of the memory is written when one
# crashes. Where memory is short, the kernel is to take the browser, not us.
_LIVE: Final = (
    "ulimit -c 0; exec 3<&0 4>&1 5<&2 </dev/null >/dev/null 2>/dev/null;"
    f" echo {_FIRST} >/proc/self/oom_score_adj;"
    ' "$0" "$@" 5<&- & exec 3<&- 4>&-; read -r _ <&5; kill -s KILL $!; rm -rf -- "$HOME"; kill -s KILL 0'
)


@dataclass(frozen=True, slots=True)
class Launch:
    """How a browser is started."""

    reach: tuple[str, ...]
    """Hosts that exist for it at all, as `Hosts` names them: those of all journeys, for it starts before one is chosen.

    The guard decides request by request. This holds below it: names that are looked up ahead, connections opened ahead.
    """
    program: str = ""
    """Path of the browser; "": where distributions put it."""
    user: str = ""
    """Who the browser runs as, when we run as root; "": as ourselves, who may not be root."""
    found_at: tuple[tuple[str, str], ...] = ()
    """Addresses of hosts that stand elsewhere; for tests, whose servers are on this machine."""


class Process:
    """A running browser. It is ended by `end`, by our own death, and by nothing else we do."""

    def __init__(self, leader: subprocess.Popen[bytes], life: int, pipe: Pipe, profile: Path) -> None:
        self._leader, self._life = leader, life
        self.pipe = pipe
        self.profile = profile
        """Where it keeps what it must, in memory; gone at the end."""

    @property
    def group(self) -> int:
        """The process group of the browser."""
        return self._leader.pid

    @classmethod
    def start(cls, launch: Launch) -> Self | Trouble:
        """Start a browser without waiting for it; its pipe can be written to at once."""
        program = launch.program or found()
        them = _as(launch.user)
        if not program or isinstance(them, Trouble):
            return Trouble.ABSENT
        profile = folder.fresh(them)
        if profile is None:
            _log.error("The browser has no temporary file system to live in")
            return Trouble.ABSENT
        command = [program, *flags.of(profile, launch.reach, launch.found_at)]
        try:
            theirs, life = os.pipe2(os.O_CLOEXEC)
        except OSError as error:
            _log.error("The browser cannot be started: %s", error.strerror)
            folder.gone(profile)
            return Trouble.ABSENT
        try:
            leader = _begun(command, them, profile, theirs)
        except OSError as error:
            _log.error("The browser cannot be started: %s", error.strerror)
            os.close(life)
            folder.gone(profile)
            return Trouble.ABSENT
        finally:
            os.close(theirs)
        assert leader.stdin is not None  # noqa: S101 - asked for
        assert leader.stdout is not None  # noqa: S101 - asked for
        pipe = Pipe(os.dup(leader.stdin.fileno()), os.dup(leader.stdout.fileno()))
        leader.stdin.close()
        leader.stdout.close()
        return cls(leader, life, pipe, profile)

    def end(self) -> bool:
        """Kill all of it, and delete what it kept; return whether nothing is left. May be called again."""
        if self._life < 0:
            return True
        self.pipe.close()
        died = group.kill(self.group, _DYING_S)
        os.close(self._life)
        self._life = -1
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._leader.wait(_DYING_S)
        return folder.gone(self.profile) and died


def _as(user: str) -> pwd.struct_passwd | Trouble | None:
    """Return who the browser runs as; None for ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        them = pwd.getpwnam(user)
    except KeyError:
        them = None
    if them is None or them.pw_uid == 0:
        _log.error("The browser never runs as root, where its sandbox would be off: name a user for it, or be one")
        return Trouble.ABSENT
    return them


def _begun(command: list[str], them: pwd.struct_passwd | None, profile: Path, theirs: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["sh", "-c", _LIVE, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
        bufsize=0,
        cwd=profile,
        env=flags.environment(profile),
        start_new_session=True,
        user=them.pw_uid if them else None,
        group=them.pw_gid if them else None,
        extra_groups=[] if them else None,
    )
