"""A root folder as a place where programs run: in a mount namespace of its own, all of it ends with this process."""

import subprocess
from pathlib import Path

NAMES = Path("/etc/resolv.conf")


class MountError(Exception):
    """The folder is no root, or nothing may be mounted here."""


def ready(root: Path, *, dry: bool = False) -> None:
    """Give a root folder what a kernel gives a machine, and this machine's names of hosts. Raises MountError.

    `dry`: the folder itself stays as it is, and so may know no names.
    """
    if not (root / "usr/bin/dpkg").exists():
        raise MountError(f"{root}: expected the root of a Debian")
    commands: list[list[str | Path]] = [
        ["mount", "-t", "proc", "proc", root / "proc"],
        ["mount", "-t", "sysfs", "-o", "ro", "sys", root / "sys"],
        ["mount", "--rbind", "/dev", root / "dev"],
        ["mount", "-t", "tmpfs", "-o", "mode=755", "run", root / "run"],
        ["mount", "-t", "tmpfs", "-o", "mode=1777", "tmp", root / "tmp"],
    ]
    names = root / "etc/resolv.conf"
    # Not through a link, which would lead out of the folder.
    if NAMES.exists() and not names.is_symlink() and not (dry and not names.exists()):
        if not dry:
            names.touch()
        commands.append(["mount", "--bind", NAMES, names])
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MountError(f"{root}: {done.stderr.strip()}; expected to run as root")
