"""The first boot of a card that was made from an image: what no two kiosks may share. Root's own; no library.

Each step may be cut and done again. What brings the read-only root is taken away last, when all else is on the card.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Final, Literal

MARK: Final = "first-boot"
"""On the data partition, as long as the first boot has not come to its end."""
SWITCH: Final = "overlayroot.conf"
"""On the data partition: with it, the root is writable."""


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def grow(data: Path, blocks: Path = Path("/sys/class/block")) -> None:
    """Give the data partition the rest of its card; it stays mounted, and may be that large already."""
    device = Path(_said("findmnt", "--noheadings", "--output", "SOURCE", "--mountpoint", str(data)))
    about = (blocks / device.name).resolve()
    number, disk = (about / "partition").read_text().strip(), Path("/dev", about.parent.name)
    subprocess.run(
        ["sfdisk", "--quiet", "--force", "--no-reread", "--no-tell-kernel", "-N", number, disk],
        check=True,
        text=True,
        input=", +\n",
    )
    subprocess.run(["partx", "--update", "--nr", number, disk], check=True)
    subprocess.run(["resize2fs", device], check=True)


def make_keys() -> None:
    """Those of sshd, and the secret under which systemd keeps credentials; none that is there is made again."""
    subprocess.run(["ssh-keygen", "-A"], check=True)
    subprocess.run(["systemd-creds", "setup"], check=True)


def end(data: Path) -> None:
    """From the next boot on the root is read-only, and none is the first."""
    for name in (SWITCH, MARK):
        os.sync()
        (data / name).unlink(missing_ok=True)
    folder = os.open(data, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def main() -> Literal[0, 1]:
    """The command line; with 0 the unit has the machine started again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("/data"))
    data = parser.parse_args().data
    try:
        grow(data)
        make_keys()
    except (OSError, subprocess.CalledProcessError) as fault:
        # The kiosk serves with what is there; the next start tries again.
        print(f"first boot: {fault}", file=sys.stderr)
        return 1
    end(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
