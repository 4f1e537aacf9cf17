"""How the firmware's partition is mounted: the plan's own words of a shell, on a real fstab and a real mount."""

import subprocess
from pathlib import Path

import pytest

from kiosk.settings import load
from provisioning.imaging.finish import FSTAB
from provisioning.plan import disk
from provisioning.plan.facts import Facts, Place
from provisioning.plan.kit import Kit, Site
from provisioning.plan.tasks import Step
from provisioning.plan.whole import plan
from tests.house.rules import ROOT

FLASHED = """\
proc            /proc           proc    defaults          0       0
PARTUUID=4d3f1c2a-01  /boot/firmware  vfat    defaults          0       2
PARTUUID=4d3f1c2a-02  /               ext4    defaults,noatime  0       1
# a swapfile is not a swap partition, no line here
#   use  dphys-swapfile swap[on|off]  for that, not /boot/firmware
"""
"""As Raspberry Pi OS writes it."""


def step(name: str) -> Step:
    tasks = plan(Facts(Place.MACHINE, data_label="here"), load(ROOT / "provisioning/site.example.toml"), Kit(), Site())
    return next(task for task in tasks if isinstance(task, Step) and task.name == name)


def shell(script: str, *before: str) -> bool:
    return subprocess.run([*before, "sh", "-c", script], check=False, capture_output=True).returncode == 0


@pytest.fixture
def fstab(tmp_path: Path) -> Path:
    path = tmp_path / "fstab"
    path.write_text(FLASHED, encoding="utf-8")
    return path


def test_the_firmware_is_mounted_as_on_an_image_by_its_own_name_and_once(fstab: Path) -> None:
    line = step("line of fstab of the firmware, read-only")
    run, unless = (script.replace("/etc/fstab", str(fstab)) for script in (line.run, line.unless))
    assert not shell(unless)
    assert shell(run)
    assert shell(unless)
    before, after = FLASHED.splitlines(), fstab.read_text(encoding="utf-8").splitlines()
    assert after[1] == FSTAB.splitlines()[1].replace("LABEL=bootfs", "PARTUUID=4d3f1c2a-01")
    assert after[:1] + after[2:] == before[:1] + before[2:]


def test_a_machine_without_such_a_line_stays_as_it_is(fstab: Path) -> None:
    fstab.write_text("LABEL=rootfs / ext4 defaults 0 1\n", encoding="utf-8")
    assert shell(step("line of fstab of the firmware, read-only").unless.replace("/etc/fstab", str(fstab)))


def test_a_partition_that_is_read_only_is_made_writable_once(tmp_path: Path) -> None:
    alone = ("unshare", "--map-root-user", "--mount")
    if not shell("true", *alone):
        pytest.skip("this machine gives no mount namespaces")
    mounted = step("partition of the firmware, writable")
    run, unless = (script.replace(disk.BOOT, str(tmp_path)) for script in (mounted.run, mounted.unless))
    assert shell(unless), "nothing is mounted there"
    locked = f"mount -t tmpfs -o ro firmware {tmp_path}"
    assert not shell(f"{locked} && {unless}", *alone)
    assert shell(f"{locked} && {run} && {unless}", *alone)


def test_it_is_writable_before_anything_else_is_done() -> None:
    tasks = plan(Facts(Place.MACHINE, data_label="here"), load(ROOT / "provisioning/site.example.toml"), Kit(), Site())
    assert tasks[0] == step("partition of the firmware, writable")
