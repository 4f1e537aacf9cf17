"""The first boot of a card: what makes the root writable goes last, and a cut is mended by doing it again."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

PROGRAM = Path(__file__).parents[3] / "provisioning/appliance/root/usr/local/lib/kiosk/first_boot.py"


@pytest.fixture
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("first_boot", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("first-boot", "overlayroot.conf"):
        (tmp_path / name).touch()
    return tmp_path


def called(
    program: ModuleType, data: Path, monkeypatch: pytest.MonkeyPatch, failing: str = ""
) -> tuple[int, list[list[str]]]:
    """Its status, and what it ran, on a data partition that is the third of /dev/mmcblk0."""
    blocks, ran = data / "sys", []
    (blocks / "mmcblk0" / "mmcblk0p3").mkdir(parents=True)
    (blocks / "mmcblk0" / "mmcblk0p3" / "partition").write_text("3\n")
    (blocks / "mmcblk0p3").symlink_to(blocks / "mmcblk0" / "mmcblk0p3")

    def run(command: list[str | Path] | tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append([str(word) for word in command])
        if ran[-1][0] == failing:
            raise subprocess.CalledProcessError(1, failing)
        return subprocess.CompletedProcess([], 0, "/dev/mmcblk0p3\n")

    grow = program.grow
    monkeypatch.setattr(program, "grow", lambda at: grow(at, blocks))
    monkeypatch.setattr(program.subprocess, "run", run)
    monkeypatch.setattr("sys.argv", ["first_boot", "--data", str(data)])
    return program.main(), ran


def test_it_grows_the_data_makes_keys_and_ends(
    program: ModuleType, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, ran = called(program, data, monkeypatch)
    assert status == 0
    assert [command[0] for command in ran] == ["findmnt", "sfdisk", "partx", "resize2fs", "ssh-keygen", "systemd-creds"]
    assert ran[1][-3:] == ["-N", "3", "/dev/mmcblk0"]
    assert ran[3] == ["resize2fs", "/dev/mmcblk0p3"]
    assert not (data / "first-boot").exists()
    assert not (data / "overlayroot.conf").exists()


@pytest.mark.parametrize("failing", ["findmnt", "sfdisk", "resize2fs", "ssh-keygen", "systemd-creds"])
def test_what_fails_is_tried_again_at_the_next_start(
    program: ModuleType, data: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    status, _ = called(program, data, monkeypatch, failing)
    assert status == 1
    assert (data / "first-boot").exists()
    assert (data / "overlayroot.conf").exists()


def test_cut_between_the_two_files_the_mark_is_still_there(
    program: ModuleType, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    unlink = Path.unlink

    def note(path: Path, *, missing_ok: bool = False) -> None:
        gone.append(path.name)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", note)
    program.end(data)
    program.end(data)
    assert gone[:2] == ["overlayroot.conf", "first-boot"]
