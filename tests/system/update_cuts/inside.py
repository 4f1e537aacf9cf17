"""Programs in a card's root, without booting it."""

import subprocess
from pathlib import Path

_MOUNTS = 'mount -t proc p "$1/proc" && mount --rbind /dev "$1/dev" && mount -t tmpfs t "$1/tmp"'


def run(root: Path, *words: str, fails: bool = False) -> str:
    """Run a command in the root, and give what it said. Raises RuntimeError where it ends otherwise than it should."""
    line = ["unshare", "--mount", "sh", "-c", f'{_MOUNTS} && exec chroot "$@"', "sh", str(root), *words]
    done = subprocess.run(line, check=False, capture_output=True, text=True)
    if bool(done.returncode) is not fails:
        raise RuntimeError(f"{words}: {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout
