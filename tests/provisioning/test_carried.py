"""What goes along with a release: what git knows of a checkout, and nothing that only lies there."""

import subprocess
from pathlib import Path

import pytest

from kiosk.settings import load
from provisioning import carried, wheels
from provisioning.kit import KitError, site
from provisioning.mounts import MountError, ready
from provisioning.wheels import WheelsError


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one file that git knows, and a secret beside it."""
    folder = tmp_path / "checkout" / "provisioning"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(folder.parent)], check=True)
    (folder / "lib.sh").write_text("true\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(folder), "add", "lib.sh"], check=True)
    (folder / "wifi.txt").write_text("secret", encoding="utf-8")
    return folder


def test_what_git_does_not_know_stays_behind_and_is_named(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(wheels.listed("provisioning", checkout)) == [checkout / "lib.sh"]
    assert "provisioning/wifi.txt" in capfd.readouterr().err


def test_a_secret_that_git_is_told_to_pass_over_stays_behind_too(checkout: Path) -> None:
    (checkout.parent / ".gitignore").write_text("*.txt\n", encoding="utf-8")
    assert list(wheels.listed("provisioning", checkout)) == [checkout / "lib.sh"]


def test_an_unpacked_release_is_whole_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "provisioning").mkdir()
    (tmp_path / "provisioning" / "lib.sh").touch()
    assert list(wheels.listed("provisioning", tmp_path / "provisioning")) == [tmp_path / "provisioning" / "lib.sh"]


def test_a_checkout_that_git_cannot_read_gives_no_release(tmp_path: Path) -> None:
    folder = tmp_path / "broken" / "provisioning"
    folder.mkdir(parents=True)
    (folder.parent / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    with pytest.raises(WheelsError, match="git"):
        list(wheels.listed("provisioning", folder))


def test_the_list_for_a_bundle_is_without_the_hub(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["carried", "provisioning", "systemd"])
    assert carried.main() == 0
    names = capfd.readouterr().out.split("\0")
    assert {"provisioning/provision", "systemd/kiosk.service"} < set(names)
    assert not any(name.startswith("provisioning/hub/") for name in names)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f'kiosk = "{"0" * 32}"\nkey = "{"0" * 64}"\n', "token"),
        ("kiosk =\n", "hub.toml"),
    ],
)
def test_a_credential_that_the_sync_would_refuse_is_refused(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    (tmp_path / "site.toml").write_text(
        '[site]\nname = "Test"\ncommune = "la_louviere"\n[office]\nname = "Ici"\n', encoding="utf-8"
    )
    path = tmp_path / "site.toml"
    with pytest.raises(KitError, match=rf"^--hub-credential: hub\.toml: .*{key if key == 'token' else 'TOML'}"):
        site(path, load(path), tmp_path / "hub.toml")


@pytest.mark.parametrize("dry", [True, False])
def test_only_a_real_run_changes_a_root_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, dry: bool) -> None:
    (tmp_path / "usr/bin").mkdir(parents=True)
    (tmp_path / "usr/bin/dpkg").touch()
    (tmp_path / "etc").mkdir()
    monkeypatch.setattr("provisioning.mounts.NAMES", tmp_path / "usr/bin/dpkg")
    monkeypatch.setenv("PATH", str(tmp_path / "usr/bin"))
    (tmp_path / "usr/bin/mount").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "usr/bin/mount").chmod(0o755)
    with pytest.raises(MountError):
        ready(tmp_path, dry=dry)
    assert (tmp_path / "etc/resolv.conf").exists() != dry
