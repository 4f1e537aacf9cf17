"""Kiosks in containers: the real units, on a screen that is kept in memory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.container import Container, container

UNITS = Path("etc/systemd/system")
KIOSK = "kiosk.service"
SCREEN = """\
[Service]
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
"""
"""The only thing a container has not: a screen. cage draws into memory, of which `grim` takes a picture."""
_LATER = ("kiosk-voices.service", "kiosk-hosts.service")
"""What works for a while after each start, and is not looked at where only the kiosk is."""
_SPY = """\
#!/bin/sh
# Tells how the kiosk ended, and lets a test break it.
trap '' TERM
[ "$1" = run ] && [ -e /run/kiosk-broken ] && exit 3
{0} "$@"
ended=$?
[ "$1" = run ] && echo "the kiosk ended with $ended"
exit $ended
"""
PROGRAM = Path("usr/local/bin/kiosk")


@contextmanager
def kiosk(root: Path, tools: Path, *, quiet: bool = True) -> Iterator[Container]:
    """Make one, not booted yet. `quiet`: without the work that goes on for minutes behind the first frame."""
    with container(root, tools) as one:
        drop_in(one, KIOSK, SCREEN)
        for unit in _LATER if quiet else ():
            (one.root / UNITS / "multi-user.target.wants" / unit).unlink(missing_ok=True)
        yield one


def drop_in(one: Container, unit: str, text: str) -> None:
    """Have a unit differ in this one thing."""
    folder = one.root / UNITS / f"{unit}.d"
    folder.mkdir(exist_ok=True)
    (folder / "test.conf").write_text(text, encoding="utf-8")


def spy(one: Container) -> None:
    """Have the kiosk's end told in its journal; while /run/kiosk-broken is there, it does not start at all."""
    program = one.root / PROGRAM
    real = program.readlink()
    program.unlink()
    program.write_text(_SPY.format(real), encoding="utf-8")
    program.chmod(0o755)


def is_ready(one: Container) -> bool:
    """Whether the kiosk has said READY: it is "activating" until then."""
    return one.run("systemctl", "is-active", KIOSK).stdout == "active\n"


def wait_ready(one: Container) -> None:
    """Boot it where it is not booted, and wait for the kiosk's first frame."""
    one.until(lambda: is_ready(one))


def invocation(one: Container) -> str:
    """Another one after each start of the kiosk, by whomever."""
    return one.property(KIOSK, "InvocationID")


def processes(one: Container, unit: str = KIOSK) -> dict[str, int]:
    """Programs of a unit, by name, and the number that each has inside."""
    group = one.property(unit, "ControlGroup")
    numbers = one.ok("cat", f"/sys/fs/cgroup{group}/cgroup.procs").split()
    return {one.ok("cat", f"/proc/{number}/comm").strip(): int(number) for number in numbers}


def times(text: str, one: Container, unit: str = KIOSK) -> int:
    """How often the journal of a unit has this."""
    return len(re.findall(re.escape(text), one.journal(unit)))
