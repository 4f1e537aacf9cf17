"""From a flashed card to the kiosk in a virtual machine, and what is left on the card: needs root, takes minutes.

python -m tests.system.first_boot --bundle FILE --key FILE.pub --work DIR
"""

import argparse
import subprocess
import time
from pathlib import Path

from tests.system import roots
from tests.system.first_boot import flashed
from tests.system.first_boot.machine import Started
from tests.system.overlays import overlay

REPOSITORY = Path(__file__).parents[3]
UNIT = "coup-de-pouce-first-boot"
SECRETS = {"wifi.txt": "un mot de passe que personne ne lit", "hub.toml": 'token = "secret-du-hub"\nkiosk = "essai"\n'}
PATIENCE = 3600.0


def main() -> None:
    """A line for each thing that was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True, help="what provisioning/release made")
    parser.add_argument("--key", type=Path, required=True, help="the public key of who signed it")
    parser.add_argument("--work", type=Path, required=True, help="a new folder, for 4 GB")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True)
    card = _card(asked.work, asked.bundle, asked.key)
    began = time.monotonic()
    first = Started(card, asked.work, 1)
    try:
        print(f"restarts by itself after {first.until(first.ended, PATIENCE):.0f} s")
    finally:
        first.stop()
    _look(card, first.said)
    second = Started(card, asked.work, 2)
    try:
        ready = second.until(lambda: "Started kiosk.service" in second.said, PATIENCE)
        assert UNIT not in second.said, "the first boot ran again"
        print(f"READY {ready:.0f} s after the restart; {time.monotonic() - began:.0f} s in all")
    finally:
        second.stop()


def _card(work: Path, bundle: Path, key: Path) -> Path:
    """Flashed, then prepared by `provisioning/card`."""
    for name, text in SECRETS.items():
        (work / name).write_text(text, encoding="utf-8")
    public = " ".join(key.read_text(encoding="ascii").split()[:2])
    site = (REPOSITORY / "provisioning" / "site.example.toml").read_text(encoding="utf-8")
    for before, after in (
        ('wifi = ""', 'wifi = "EPN"'),
        ('password_file = ""', 'password_file = "wifi.txt"'),
        ('key = ""', f'key = "{public}"'),
        ("ssh_keys = []", f'ssh_keys = ["{public}"]'),
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


def _look(card: Path, said: str) -> None:
    """What is on the card once the first boot is over."""
    with card.open("rb") as disk:
        disk.seek(flashed.START)
        fat = disk.read(flashed.BOOT)
    for name, text in SECRETS.items():
        assert text.encode() not in fat, f"{name} is still on the boot partition"
    print(f"no secret in the {flashed.BOOT >> 20} MB of the boot partition, read as they lie on the card")
    table = flashed.run("sfdisk", "--json", str(card))
    print("partitions (sectors):", ", ".join(line.strip() for line in table.splitlines() if '"size"' in line))
    print("seen:", sum("Étape" in line for line in said.splitlines()), "lines on the screen")


if __name__ == "__main__":
    main()
