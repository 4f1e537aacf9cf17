"""What is missing for an image is said in one line each, before anything is begun."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from provisioning.imaging import __main__ as door
from provisioning.imaging import host

ROOT = Path(__file__).parents[3]
SITE = ROOT / "provisioning" / "site.example.toml"


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """The lines of a command that is refused."""
    monkeypatch.setattr(sys, "argv", ["image", *arguments])
    assert door.main() == 2
    return capsys.readouterr().err.splitlines()


def test_a_wrong_machine_size_and_site_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(host, "PROGRAMS", ())
    monkeypatch.setattr(host, "ROOM", 0)
    site = tmp_path / "site.toml"
    site.write_text(SITE.read_text().replace("rotation = 0 ", "rotation = 45 "))
    lines = said(
        capsys, monkeypatch, "--arch", "riscv", "--site", str(site), "--size", "2", "-o", str(tmp_path / "kiosk.img")
    )
    assert len(lines) == 3
    assert "--arch: amd64 or arm64, not riscv" in lines[0]
    assert "--size: 5 GiB or more, not 2" in lines[1]
    assert "rotation" in lines[2]
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.parametrize(
    ("more", "arguments", "expected"),
    [
        ('[network]\nwifi = "x"\npassword_file = "none.txt"\n', (), "network.password_file: 'none.txt' cannot be read"),
        (
            '[hub]\nurl = "https://hub.example.be/"\nca_file = "none.pem"\n',
            (),
            "hub.ca_file: 'none.pem' cannot be read",
        ),
        ("", ("--hub-credential", "none.toml"), "--hub-credential: "),
        ("", ("--wheels", "none"), "--wheels: none: our own wheel is missing; expected"),
    ],
)
def test_what_provisioning_would_refuse_is_refused_before_debian_is_made(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    more: str,
    arguments: tuple[str, ...],
    expected: str,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(host, "PROGRAMS", ())
    monkeypatch.setattr(host, "ROOM", 0)
    monkeypatch.setattr(host, "foreign", lambda _: False)
    monkeypatch.setattr(door, "_build", lambda *_: pytest.fail("it has begun"))
    site = tmp_path / "site.toml"
    site.write_text('[site]\nname = "A"\ncommune = "la_louviere"\n[office]\nname = "B"\n' + more, encoding="utf-8")
    named = [str(tmp_path / one) if one.startswith("none") else one for one in arguments]
    image = str(tmp_path / "kiosk.img")
    (line,) = said(capsys, monkeypatch, "--arch", "amd64", "--site", str(site), *named, "-o", image)
    assert expected in line
    assert list(tmp_path.iterdir()) == [site]


def test_a_full_disk_and_a_missing_program_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "ROOM", 1 << 60)
    monkeypatch.setattr(host, "PROGRAMS", ("sh", "no-such-program"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    lines = host.faults("arm64", tmp_path / "kiosk.img")
    assert lines[0] == "only root can make a root folder: use sudo"
    assert lines[1] == "not installed: no-such-program"
    assert lines[2].startswith(f"{tmp_path}: ")
    assert lines[2].endswith(" GiB are needed")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path / 'none'}: there is no such folder" in host.faults("amd64", tmp_path / "none" / "kiosk.img")


def rules(folder: Path) -> Path:
    (folder / "qemu-aarch64.conf").write_text(r":qemu-aarch64:M::\x7fELF:\xff\xff:/usr/libexec/other:OPF" + "\n")
    return folder


def test_another_machines_programs_run_with_the_emulator_opened_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "register").touch()
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert host.register("aarch64", tmp_path, rules(tmp_path)) == ""
    line = (tmp_path / "register").read_text()
    assert line == r":qemu-aarch64:M::\x7fELF:\xff\xff:/usr/bin/qemu-aarch64-static:OCF" + "\n"


def test_without_an_emulator_it_says_which_package_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "register").touch()
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert host.register("aarch64", tmp_path, rules(tmp_path)).endswith("apt install qemu-user-static")


def test_a_kernel_that_cannot_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = subprocess.CompletedProcess[bytes]([], 1)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refused)
    assert "no binfmt_misc" in host.register("aarch64", tmp_path, tmp_path)


@pytest.mark.parametrize(("flags", "fits"), [("OCF", True), ("OC", False)])
def test_what_is_registered_already_must_be_open_already(tmp_path: Path, flags: str, fits: bool) -> None:  # noqa: FBT001
    (tmp_path / "qemu-aarch64").write_text(f"enabled\ninterpreter /usr/bin/qemu\nflags: {flags}\n")
    assert (host.register("aarch64", tmp_path, tmp_path) == "") == fits
