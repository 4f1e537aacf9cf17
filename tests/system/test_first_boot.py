"""The first boot of a card that `provisioning/card` prepared: read by Debian's cloud-init, run by it in a container.

The same in a machine of its own, with the real provisioning: `python -m tests.system.first_boot`.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from provisioning.packing import pack
from tests.prepared import SITE
from tests.system.container import Container, container
from tests.system.first_boot import flashed
from tests.system.overlays import overlay

pytestmark = pytest.mark.system
REPOSITORY = Path(__file__).parents[2]
SECRETS = ("le mot de passe du Wi-Fi", "le-secret-du-hub")
CREDENTIAL = f'kiosk = "{"0" * 32}"\ntoken = "{SECRETS[1]}"\nkey = "{"0" * 64}"\n'
UNIT = "coup-de-pouce-first-boot.service"
PROVISION = """#!/bin/sh
# Plays provisioning: it fails once, as a network does, then writes down what it was given.
echo "  1/2    changed  something (0.1 s)"
[ -e /tried ] || { touch /tried; echo "apt: no network"; exit 1; }
[ "$1 $3" = "--site --hub-credential" ] && cat "$2" "$4" "$(dirname "$2")/wifi.txt" >>/provisioned
"""


@pytest.fixture(scope="module")
def flashed_layer(packages_root: Path) -> Path:
    return flashed.layer(packages_root)


@pytest.fixture(scope="module")
def boot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A boot partition that `provisioning/card` prepared; to be copied."""
    folder = tmp_path_factory.mktemp("card")
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = " ".join(key.with_suffix(".pub").read_text(encoding="ascii").split()[:2])
    for name, text in {"site.toml": SITE.format(key=public), "wifi.txt": SECRETS[0], "hub.toml": CREDENTIAL}.items():
        (folder / name).write_text(text, encoding="utf-8")
    program = folder / "release" / "provisioning" / "provision"
    program.parent.mkdir(parents=True)
    program.write_text(PROVISION, encoding="utf-8")
    program.chmod(0o755)
    pack(folder / "release", key, folder / "a.kiosk", version="1.0", minimum="0", architectures=("amd64",))
    made = flashed.boot_folder(folder / "boot")
    command = [
        sys.executable,
        "-m",
        "provisioning.first_boot",
        "--site",
        str(folder / "site.toml"),
        "--boot",
        str(made),
    ]
    command += ["--bundle", str(folder / "a.kiosk"), "--hub-credential", str(folder / "hub.toml")]
    subprocess.run(command, check=True, cwd=REPOSITORY)
    return made


@pytest.mark.parametrize(("name", "kind"), [("user-data", "cloud-config"), ("network-config", "network-config")])
def test_cloud_init_finds_no_fault_in_its_files(
    packages_root: Path, flashed_layer: Path, boot: Path, name: str, kind: str
) -> None:
    with overlay(flashed_layer, packages_root) as root:
        (root / name).write_bytes((boot / name).read_bytes())
        said = flashed.run("chroot", str(root), "cloud-init", "schema", "--schema-type", kind, "-c", f"/{name}")
        assert f"Valid schema /{name}" in said
        wrong = (boot / name).read_text(encoding="utf-8").replace('"dhcp4": true', '"dhcp4": 7')
        (root / name).write_text(wrong.replace('"bootcmd": [', '"bootcmd": 7, "other": ['), encoding="utf-8")
        with pytest.raises(AssertionError, match="Invalid schema"):
            flashed.run("chroot", str(root), "cloud-init", "schema", "--schema-type", kind, "-c", f"/{name}")


def test_the_first_boot_provisions_once_and_leaves_no_secret(
    packages_root: Path, flashed_layer: Path, boot: Path
) -> None:
    with container(packages_root, flashed_layer) as one:
        _insert(one, boot)
        one.boot(wait=False)
        one.until(lambda: one.pid and one.run("systemctl", "is-active", UNIT).stdout == "active\n")
        # No console is there: what would stand on it is written to a file of its name.
        one.until(lambda: "le réseau" in one.run("cat", "/dev/tty1").stdout)
        # Whoever comes to see what hinders it is let in already.
        door = Path("/home", "entretien", ".ssh", "authorized_keys")
        assert one.ok("stat", "-c", "%U %a", door) == "entretien 600\n"
        assert one.ok("cat", door).startswith("ssh-ed25519 ")
        one.until(lambda: one.property("ssh.service", "ActiveState") == "active")
        one.ok("install", "-D", "/dev/null", "/run/systemd/timesync/synchronized")  # no server of time is there
        # A way out comes later, as with a slow Wi-Fi; then what failed once is tried again.
        one.ok("ip", "link", "add", "uplink", "type", "veth", "peer", "name", "other")
        one.ok("ip", "address", "add", "192.0.2.2/24", "dev", "uplink")
        one.ok("ip", "link", "set", "uplink", "up")
        one.ok("ip", "route", "add", "default", "via", "192.0.2.1")
        one.rebooted()
        assert (one.root / "tried").exists(), "the first try was to fail"
        given = (one.root / "provisioned").read_text(encoding="utf-8")
        assert [given.count(secret) for secret in SECRETS] == [1, 1]
        assert 'commune = "la_louviere"' in given
        (one.root / "provisioned").unlink()
        assert _left(one.root) == []
        kept = {path.name for path in (one.root / "boot/firmware").rglob("*")}
        assert kept == {"cmdline.txt", "config.txt", "coup-de-pouce", "cmdline.txt.original"}
        assert one.property(UNIT, "LoadState") == "not-found"
        assert one.run("cloud-init", "status").stdout.startswith("status: disabled")
        assert not (one.root / "provisioned").exists()


def _insert(one: Container, boot: Path) -> None:
    """The card, as far as a container has one: its boot partition is a folder."""
    flashed.run("cp", "-r", f"{boot}/.", str(one.root / "boot/firmware"))
    (one.root / "etc/fstab").write_text("", encoding="utf-8")


def _left(root: Path) -> list[Path]:
    """Files with a secret in them, in all places where something was written since the first boot began."""
    found = subprocess.run(
        [
            "grep",
            "-rlaF",
            *(f"-e{secret}" for secret in SECRETS),
            *(root / top for top in ("boot", "etc", "root", "var")),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    return [Path(line) for line in found.stdout.splitlines()]
