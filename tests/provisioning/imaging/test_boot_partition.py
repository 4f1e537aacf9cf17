"""Kernels on the boot partition: named only once they are there, whatever is cut, by UEFI and by a Pi."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

TREE = Path(__file__).parents[3] / "provisioning" / "imaging" / "root"


@pytest.fixture(scope="module")
def program() -> ModuleType:
    """The program as it is on an image."""
    spec = importlib.util.spec_from_file_location("boot_partition", TREE / "usr/local/lib/kiosk/boot_partition.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["boot_partition"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for name in ("boot/firmware", "etc/kernel", "usr/lib/systemd/boot/efi", "usr/lib/raspi-firmware"):
        (root / name).mkdir(parents=True)
    (root / "etc/kernel/cmdline").write_text("quiet console=tty3\n")
    (root / "usr/lib/systemd/boot/efi/systemd-bootaa64.efi").write_bytes(b"loader")
    (root / "usr/lib/raspi-firmware/start4.elf").write_bytes(b"firmware")
    kernel(root, "6.12.9-arm64", b"nine")
    return root


def kernel(root: Path, version: str, contents: bytes) -> None:
    (root / f"boot/vmlinuz-{version}").write_bytes(contents)
    (root / f"boot/initrd.img-{version}").write_bytes(contents)
    trees = root / f"usr/lib/linux-image-{version}/broadcom"
    trees.mkdir(parents=True, exist_ok=True)
    (trees / "bcm2711-rpi-4-b.dtb").write_bytes(contents)


def starts(boot: Path) -> tuple[set[bytes], set[bytes]]:
    """What a PC and a Pi would start, each with all it needs; fails where something named is not there."""
    loader = (boot / "loader/loader.conf").read_text()
    (entry,) = re.findall(r"^default (\S+)$", loader, re.MULTILINE)
    words = dict(line.split(maxsplit=1) for line in (boot / "loader/entries" / entry).read_text().splitlines())
    assert words["options"] == "root=LABEL=rootfs ro quiet console=tty3"
    prefix = dict(re.findall(r"^(\w+)[= ](.*)$", (boot / "config.txt").read_text(), re.MULTILINE))["os_prefix"]
    assert (boot / prefix / "cmdline.txt").read_text().strip() == words["options"]
    pc = {(boot / words[name].lstrip("/")).read_bytes() for name in ("linux", "initrd")}
    pi = {(boot / prefix / name).read_bytes() for name in ("vmlinuz", "initrd.img", "bcm2711-rpi-4-b.dtb")}
    return pc, pi


def test_both_kinds_of_machine_start_the_newest(program: ModuleType, root: Path) -> None:
    boot = root / "boot/firmware"
    kernel(root, "6.12.10-arm64", b"ten")
    names = program.fill(root, boot)
    assert [name.split("-")[0] for name in names] == ["6.12.10", "6.12.9"]
    assert starts(boot) == ({b"ten"}, {b"ten"})
    assert (boot / "EFI/BOOT/BOOTAA64.EFI").read_bytes() == b"loader"
    assert (boot / "start4.elf").read_bytes() == b"firmware"


def test_nobody_changes_the_command_line_at_the_loader(program: ModuleType, root: Path) -> None:
    program.fill(root, root / "boot/firmware")
    lines = (root / "boot/firmware/loader/loader.conf").read_text().splitlines()
    assert "timeout menu-disabled" in lines
    assert "editor no" in lines


def test_a_second_time_writes_no_kernel(program: ModuleType, root: Path) -> None:
    boot = root / "boot/firmware"
    program.fill(root, boot)
    before = {path: path.stat().st_mtime_ns for path in boot.glob("6*/vmlinuz")}
    program.fill(root, boot)
    assert {path: path.stat().st_mtime_ns for path in boot.glob("6*/vmlinuz")} == before


def test_what_is_old_goes(program: ModuleType, root: Path) -> None:
    boot = root / "boot/firmware"
    for version in ("6.12.10-arm64", "6.12.11-arm64"):
        kernel(root, version, version.encode())
        program.fill(root, boot)
    (root / "boot/initrd.img-6.12.11-arm64").write_bytes(b"made anew")
    program.fill(root, boot)
    assert starts(boot)[0] == {b"6.12.11-arm64", b"made anew"}
    assert len(list(boot.glob("6*"))) == len(list(boot.glob("loader/entries/*"))) == 2


def test_without_an_initrd_nothing_changes(program: ModuleType, root: Path) -> None:
    boot = root / "boot/firmware"
    program.fill(root, boot)
    (root / "boot/vmlinuz-6.12.10-arm64").write_bytes(b"half installed")
    program.fill(root, boot)
    assert starts(boot) == ({b"nine"}, {b"nine"})


def test_cut_at_each_file_it_starts_what_was_there_or_what_came(
    program: ModuleType, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot = root / "boot/firmware"
    program.fill(root, boot)
    shutil.copytree(boot, tmp_path / "before")
    kernel(root, "6.12.10-arm64", b"ten")
    whole, cuts = program._put, 0

    class CutError(Exception):
        """The plug."""

    while True:
        shutil.rmtree(boot)
        shutil.copytree(tmp_path / "before", boot)
        left = cuts

        def put(source: Path | str, target: Path) -> None:
            nonlocal left
            if left == 0:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.with_name(target.name + ".new").write_bytes(b"half")
                raise CutError
            left -= 1
            whole(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(program, "_put", put)
            try:
                program.fill(root, boot)
            except CutError:
                assert all(one in ({b"nine"}, {b"ten"}) for one in starts(boot))
            else:
                break
        program.fill(root, boot)
        assert starts(boot) == ({b"ten"}, {b"ten"}), "the next time does not mend it"
        cuts += 1
    assert cuts >= 8


@pytest.mark.parametrize("hook", ["kernel/postinst.d", "kernel/postrm.d", "initramfs/post-update.d"])
def test_debian_calls_it_at_each_change(hook: str) -> None:
    path = TREE / "etc" / hook / "zz-kiosk-boot"
    assert path.stat().st_mode & 0o111
    assert "/usr/local/lib/kiosk/boot_partition.py" in path.read_text()


def test_what_is_writable_already_is_not_mounted_anew(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unit that changes the root may mount nothing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with program._writable(tmp_path):
        (tmp_path / "kernel").write_bytes(b"")
