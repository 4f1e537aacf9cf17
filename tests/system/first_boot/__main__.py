"""From a flashed card to the kiosk in a virtual machine, and what is left on the card: needs root, takes minutes.

python -m tests.system.first_boot --bundle FILE --key FILE.pub --work DIR [--cut TASK]...
"""

import argparse
import itertools
import re
import subprocess
import time
from pathlib import Path

from provisioning.first_boot.contents import wifi_key
from tests.system import roots
from tests.system.first_boot import flashed
from tests.system.first_boot.machine import Started
from tests.system.overlays import overlay

REPOSITORY = Path(__file__).parents[3]
UNIT = "coup-de-pouce-first-boot"
WIFI = "EPN"
SECRETS = {
    "wifi.txt": "un mot de passe que personne ne lit",
    "hub.toml": f'token = "secret-du-hub"\nkiosk = "{"0" * 32}"\nkey = "{"0" * 64}"\n',
}
CANARIES = (SECRETS["wifi.txt"], "secret-du-hub", wifi_key(WIFI, SECRETS["wifi.txt"]))
"""What nobody may find on the boot partition afterwards; the last is the Wi-Fi's key in another guise."""
PATIENCE = 3600.0
_TOLD = f"sudo journalctl -b -o short-monotonic --no-pager -u {UNIT}"
_PICTURE_EACH = 30
"""Looks, of a second or more."""


def main() -> None:
    """A line for each thing that was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True, help="what provisioning/release made")
    parser.add_argument("--key", type=Path, required=True, help="the public key of who signed it")
    parser.add_argument("--work", type=Path, required=True, help="a new folder, for 6 GB")
    parser.add_argument(
        "--cut",
        type=int,
        action="append",
        default=[],
        help="pull the plug once provisioning has told this task, or its last; 0: before the first; may be repeated",
    )
    asked = parser.parse_args()
    asked.work.mkdir(parents=True)
    card = _card(asked.work, asked.bundle, asked.key)
    assert all(_held(card).values()), "each secret must lie there before, or its absence says nothing"
    began = time.monotonic()
    for number, task in enumerate(asked.cut, 1):
        _cut(card, asked.work, number, task)
    _first(card, asked.work, len(asked.cut) + 1)
    assert not any(_held(card).values()), f"still on the boot partition: {_held(card)}"
    print(f"none of {len(CANARIES)} secrets in the {flashed.BOOT >> 20} MB of the boot partition, read as they lie")
    table = flashed.run("sfdisk", "--json", str(card))
    print("partitions (sectors):", ", ".join(line.strip() for line in table.splitlines() if '"size"' in line))
    _second(card, asked.work, len(asked.cut) + 2)
    print(f"{time.monotonic() - began:.0f} s in all")


def _cut(card: Path, work: Path, number: int, task: int) -> None:
    """Start, and pull the plug in what follows that task; what was told until then is kept beside."""
    machine = Started(card, work, number, work / "key")
    told = work / f"cut-{number}.log"

    def reached() -> bool:
        told.write_text(machine.inside(_TOLD), encoding="utf-8")
        assert not machine.ended(), f"it started anew before task {task} was seen"
        counted = re.findall(r"\s(\d+)/(\d+) ", said := told.read_text(encoding="utf-8"))
        return any(int(at) >= min(task, int(of)) for at, of in counted) if task else UNIT in said

    try:
        print(f"plug pulled {machine.until(reached, PATIENCE):.0f} s after power, after task {task}")
    finally:
        machine.stop()


def _first(card: Path, work: Path, number: int) -> None:
    """Until it starts anew by itself; what it said and showed is kept beside."""
    machine, looks = Started(card, work, number, work / "key"), itertools.count(1)

    def look() -> bool:
        at = next(looks)
        if at % _PICTURE_EACH == 0 and not machine.ended():
            machine.picture(f"first-{at // _PICTURE_EACH:03d}")
            if told := machine.inside(_TOLD):
                (work / "first.log").write_text(told, encoding="utf-8")
        return machine.ended()

    try:
        print(f"restarts by itself after {machine.until(look, PATIENCE):.0f} s")
    finally:
        machine.stop()


def _second(card: Path, work: Path, number: int) -> None:
    """A kiosk, on a root that forgets, and nothing of the first boot."""
    machine = Started(card, work, number, work / "key")
    try:
        ready = machine.until(lambda: machine.inside("systemctl is-active kiosk.service"), PATIENCE)
        print(f"READY {ready:.0f} s after the restart")
        for what, expected in (
            ("findmnt -n -o SOURCE /", "overlayroot"),
            ("findmnt -n -o LABEL /data", "kiosk-data"),
            (f"systemctl show -P LoadState {UNIT}", "not-found"),
        ):
            said = machine.inside(what)
            assert said == expected, f"{what}: {said}"
            print(f"{what}: {said}")
        machine.picture("second")
    finally:
        machine.stop()


def _held(card: Path) -> dict[str, bool]:
    """Which secrets lie anywhere in the boot partition, in files or not."""
    with card.open("rb") as disk:
        disk.seek(flashed.START)
        fat = disk.read(flashed.BOOT)
    return {text: text.encode() in fat for text in CANARIES}


def _card(work: Path, bundle: Path, key: Path) -> Path:
    """Flashed, then prepared by `provisioning/card`."""
    for name, text in SECRETS.items():
        (work / name).write_text(text, encoding="utf-8")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(work / "key")], check=True)
    public, maintainer = (" ".join(path.read_text(encoding="ascii").split()[:2]) for path in (key, work / "key.pub"))
    site = (REPOSITORY / "provisioning" / "site.example.toml").read_text(encoding="utf-8")
    for before, after in (
        ('wifi = ""', f'wifi = "{WIFI}"'),
        ('password_file = ""', 'password_file = "wifi.txt"'),
        ('key = ""', f'key = "{public}"'),
        ("ssh_keys = []", f'ssh_keys = ["{maintainer}"]'),
    ):
        site = site.replace(f"\n{before}", f"\n{after}", 1)
    (work / "site.toml").write_text(site, encoding="utf-8")
    boot = flashed.boot_folder(work / "boot")
    command = [REPOSITORY / "provisioning" / "card", "--site", work / "site.toml", "--boot", boot, "--bundle", bundle]
    subprocess.run([*map(str, command), "--hub-credential", str(work / "hub.toml")], check=True)
    packed = roots.packages_root()
    with overlay(flashed.kernel_layer(packed), packed) as root:
        flashed.write(work / "card.img", root, boot)
    return work / "card.img"


if __name__ == "__main__":
    main()
