"""Runs `provision` of the unpacked release, and tells how far it is."""

import re
import subprocess
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot.site import Wanted

_COUNTED: Final = re.compile(r"\s*(\d+)/(\d+)\s")
_LAST_WORDS: Final = 5


def provision(release: Path, wanted: Wanted, told: Callable[[int, int], None]) -> str:
    """Make this machine the kiosk. `told` hears each task's number, and how many there are. A fault in one line."""
    command = [release / "provisioning/provision", "--site", wanted.settings]
    if wanted.credential is not None:
        command += ["--hub-credential", wanted.credential]
    last: deque[str] = deque(maxlen=_LAST_WORDS)
    try:
        with subprocess.Popen(
            [str(word) for word in command],
            cwd=release,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as running:
            for line in running.stdout or ():
                print(line, end="", flush=True)
                if counted := _COUNTED.match(line):
                    told(int(counted[1]), int(counted[2]))
                    last.clear()
                else:
                    last.append(line.strip())
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return " ".join(line for line in last if line) if running.returncode else ""
