"""Control groups of a container's own, under that of the tests: what runs in them is found and ended together."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 60.0
"""Seconds until the kernel has let go of what was killed."""


def made(name: str) -> Iterator[Path]:
    """Make one for it in each hierarchy that systemd uses; they may be there already."""
    mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines()]
    for line in Path("/proc/self/cgroup").read_text("utf-8").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers not in {"", "name=systemd"}:
            continue
        for words in mounts:
            kind, options = words[words.index("-") + 1], words[-1].split(",")
            if kind == "cgroup" and controllers in options if controllers else kind == "cgroup2":
                group = Path(words[4], path.lstrip("/"), name)
                group.mkdir(exist_ok=True)
                yield group


def kill(group: Path) -> None:
    """End everything in it at once, where the kernel can."""
    switch = group / "cgroup.kill"
    if switch.exists():
        switch.write_text("1", encoding="ascii")


def remove(group: Path) -> None:
    """Itself and all groups in it, once nothing runs there any more."""
    deadline = time.monotonic() + _PATIENCE
    for path, _, _ in os.walk(group, topdown=False):
        while not _removed(Path(path)):
            assert time.monotonic() < deadline, f"something is left in {path}"
            time.sleep(0.05)


def _removed(path: Path) -> bool:
    try:
        path.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
