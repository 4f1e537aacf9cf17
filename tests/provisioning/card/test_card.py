"""`provisioning/card` as a person calls it, on a folder that is as the boot partition of a flashed card."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from provisioning.packing import pack
from tests.prepared import SITE

REPOSITORY = Path(__file__).parents[3]
LINE = "console=serial0,115200 console=tty1 root=PARTUUID=61e93e61-02 rootfstype=ext4 rootwait resize\n"
SECRET = "le mot de passe du Wi-Fi"


@pytest.fixture
def boot(tmp_path: Path) -> Path:
    folder = tmp_path / "bootfs"
    folder.mkdir()
    (folder / "cmdline.txt").write_text(LINE, encoding="utf-8")
    (folder / "config.txt").write_text("arm_64bit=1\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Who signs; the public half lies beside."""
    key = tmp_path_factory.mktemp("key") / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    return key


def public(pair: Path) -> str:
    return " ".join(pair.with_suffix(".pub").read_text(encoding="ascii").split()[:2])


@pytest.fixture(scope="module")
def bundle(pair: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    (folder / "provisioning").mkdir()
    (folder / "provisioning" / "provision").write_text("#!/bin/sh\n", encoding="ascii")
    made = folder / "kiosk.kiosk"
    pack(folder, pair, made, version="1.0", minimum="0", architectures=("amd64", "arm64"))
    return made


@pytest.fixture
def site(tmp_path: Path, pair: Path) -> Path:
    (tmp_path / "wifi.txt").write_text(SECRET + "\n", encoding="utf-8")
    path = tmp_path / "site.toml"
    path.write_text(SITE.format(key=public(pair)), encoding="utf-8")
    return path


def card(site: Path, boot: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "provisioning.first_boot", "--site", site, "--boot", boot, *more]
    return subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_card_is_made_ready_once_and_mended_by_a_second_run(site: Path, boot: Path, bundle: Path) -> None:
    first = card(site, boot, "--bundle", bundle)
    assert first.returncode == 0, first.stderr
    ready = contents(boot)
    assert ready["coup-de-pouce/release.kiosk"] == bundle.read_bytes()
    assert ready["coup-de-pouce/cmdline.txt.original"].decode() == LINE
    assert ready["cmdline.txt"].decode() == LINE.replace(" resize", "")
    (boot / "user-data").write_text("damaged", encoding="ascii")
    (boot / "coup-de-pouce" / "site" / "wifi.txt").unlink()
    (boot / "coup-de-pouce" / "site" / "former.txt").write_text("a password of before", encoding="ascii")
    second = card(site, boot, "--bundle", bundle)
    assert "as it was  coup-de-pouce/release.kiosk" in second.stdout
    assert contents(boot) == ready


def test_both_programs_run_the_one_command_and_nothing_else(site: Path, boot: Path, bundle: Path) -> None:
    assert card(site, boot, "--bundle", bundle).returncode == 0
    told = json.loads((boot / "user-data").read_text(encoding="utf-8").removeprefix("#cloud-config\n"))
    preseed = tomllib.loads((boot / "rpi-preseed.toml").read_text(encoding="utf-8"))
    assert told["bootcmd"] == [["python3", "/boot/firmware/coup-de-pouce/bootstrap.pyz", "install"]]
    assert preseed["runcmd"] == {"early": ["python3 /boot/firmware/coup-de-pouce/bootstrap.pyz install"]}
    assert told["growpart"] == {"mode": "off"}
    assert told["resize_rootfs"] is False
    assert not {"runcmd", "write_files", "packages", "power_state"} & told.keys()
    assert set(preseed) == {"config_version", "wlan", "runcmd"}


def test_the_password_itself_stands_only_among_the_files_of_the_site(site: Path, boot: Path, bundle: Path) -> None:
    assert card(site, boot, "--bundle", bundle).returncode == 0
    holders = [name for name, body in contents(boot).items() if SECRET.encode() in body]
    assert holders == ["coup-de-pouce/site/wifi.txt"]


def test_the_program_on_the_card_runs_by_itself(site: Path, boot: Path, bundle: Path, tmp_path: Path) -> None:
    assert card(site, boot, "--bundle", bundle).returncode == 0
    program = boot / "coup-de-pouce" / "bootstrap.pyz"
    done = subprocess.run(
        [sys.executable, "-I", program, "--help"], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert "install,run,leave" in done.stdout, done.stderr


def nothing_but(boot: Path, done: subprocess.CompletedProcess[str], said: str) -> None:
    """Refused in one line that says so, before anything was written."""
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert set(contents(boot)) <= {"cmdline.txt", "config.txt"}


@pytest.mark.parametrize("missing", ["cmdline.txt", "config.txt"])
def test_another_folder_is_refused(site: Path, boot: Path, bundle: Path, missing: str) -> None:
    (boot / missing).unlink()
    nothing_but(boot, card(site, boot, "--bundle", bundle), f"has no {missing}; expected the boot partition")


def test_a_release_that_is_larger_than_fat_can_hold_is_refused(site: Path, boot: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.kiosk"
    with large.open("wb") as file:
        file.truncate(1 << 32)
    done = card(site, boot, "--bundle", large)
    assert done.returncode == 1
    assert "large.kiosk: is larger than a file on FAT can be" in done.stderr
    assert set(contents(boot)) == {"cmdline.txt", "config.txt"}


def mounted(site: Path, boot: Path, options: str, *more: str | Path) -> subprocess.CompletedProcess[str]:
    """The same where a file system of 2 MB with these options is mounted on a folder beside, for this call alone."""
    (boot.parent / "card").mkdir()
    mount = (
        'mount -t tmpfs -o size=2m none "$2" && cp "$1"/* "$2" && mount -o "remount,$3" "$2" && shift 3 && exec "$@"'
    )
    alone = ["unshare", "--mount", *(["--user", "--map-root-user"] if os.geteuid() else [])]
    words = [sys.executable, "-m", "provisioning.first_boot", "--site", site, "--boot", boot.parent / "card", *more]
    command = [*alone, "sh", "-c", mount, "sh", boot, boot.parent / "card", options, *words]
    return subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True)


def test_a_card_that_is_locked_is_refused(site: Path, boot: Path, bundle: Path) -> None:
    done = mounted(site, boot, "ro", "--bundle", bundle)
    nothing_but(boot, done, "card: is mounted read-only; slide the card's lock back, or mount it again")


def test_a_card_that_is_full_is_refused(site: Path, boot: Path, bundle: Path) -> None:
    (boot / "kernel8.img").write_bytes(bytes(1_500_000))
    done = mounted(site, boot, "rw", "--bundle", bundle)
    (boot / "kernel8.img").unlink()
    nothing_but(boot, done, "card: is full: 2 MB are needed, 1 MB are free")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "EPN d’essai"', "name = 4", "site.toml: site.name: Expected `str`, got `int`"),
        ('"wifi.txt"', '"none.txt"', "network.password_file: 'none.txt' cannot be read"),
        ("key = ", "kee = ", "site.toml: updates"),
    ],
)
def test_a_fault_of_the_settings_is_refused(site: Path, boot: Path, before: str, after: str, said: str) -> None:
    site.write_text(site.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    nothing_but(boot, card(site, boot), said)


def test_without_a_release_or_an_address_of_one_it_is_refused(site: Path, boot: Path) -> None:
    nothing_but(boot, card(site, boot), "updates.url: missing; expected an address, or --bundle")


def test_a_release_that_is_cut_or_of_another_key_is_refused(
    site: Path, boot: Path, bundle: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.kiosk"
    cut.write_bytes(bundle.read_bytes()[:1500])
    nothing_but(boot, card(site, boot, "--bundle", cut), "--bundle: cut.kiosk ")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other")], check=True)
    text = site.read_text(encoding="utf-8")
    key = text.partition('key = "')[2].partition('"')[0]
    site.write_text(text.replace(key, public(tmp_path / "other")), encoding="utf-8")
    nothing_but(boot, card(site, boot, "--bundle", bundle), "--bundle: ")
