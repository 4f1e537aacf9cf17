"""The appliance asks by empty files and the kernel's backlight, in real folders."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk.device.appliance import Appliance
from kiosk.device.setup import DeviceTable
from kiosk.device.simulated import Simulated
from kiosk.device.table import open_actions


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """What systemd gives: a folder, and nothing in it yet."""
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


def light(folder: Path, most: int = 255) -> Path:
    """One backlight as the kernel shows it."""
    one = folder / "panel"
    one.mkdir(parents=True)
    for name, value in (("max_brightness", most), ("brightness", most), ("bl_power", 0)):
        (one / name).write_text(f"{value}\n", encoding="ascii")
    return one


@pytest.mark.parametrize(
    ("asks", "name"),
    [
        (Appliance.restart, "restart"),
        (Appliance.power_off, "poweroff"),
        (Appliance.send_counts, "sync-now"),
        (Appliance.carry_counts, "counts-to-stick"),
        (partial(Appliance.lend_stick, writing=False), "import"),
        (partial(Appliance.lend_stick, writing=True), "export"),
        (Appliance.stick_done, "stick-done"),
    ],
)
def test_a_wish_is_an_empty_file(runtime: Path, asks: Callable[[Appliance], bool], name: str) -> None:
    appliance = Appliance.from_setup(DeviceTable(), {"RUNTIME_DIRECTORY": f"{runtime}:{runtime / 'another'}"})
    assert asks(appliance)
    assert [one.name for one in (runtime / "ask").iterdir()] == [name]
    assert (runtime / "ask" / name).read_bytes() == b""


def test_a_stick_is_leaving_until_who_unmounts_has_said_so(runtime: Path) -> None:
    appliance = Appliance(runtime)
    assert not appliance.stick_is_leaving()
    assert appliance.stick_done()
    assert appliance.stick_is_leaving()
    (runtime / "stick-done").unlink()
    assert not appliance.stick_is_leaving()
    assert not Appliance(None).stick_is_leaving()


def test_the_settings_may_name_the_folder(runtime: Path) -> None:
    appliance = Appliance.from_setup(DeviceTable(ask_folder=str(runtime)), {})
    assert appliance.restart()
    assert (runtime / "restart").exists()


def test_what_cannot_be_asked_is_told_and_never_raised(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not Appliance.from_setup(DeviceTable(), {}).restart()
    assert not Appliance(tmp_path / "not" / "there").power_off()
    assert [record.getMessage() for record in caplog.records] == [
        "nobody can be asked: RUNTIME_DIRECTORY is not set",
        "poweroff cannot be asked: FileNotFoundError",
    ]


def test_the_light_goes_comes_back_and_is_dimmed(tmp_path: Path) -> None:
    one = light(tmp_path)
    appliance = Appliance(None, tmp_path)
    assert appliance.sleep()
    assert (one / "bl_power").read_text() == "4"
    assert appliance.wake()
    assert (one / "bl_power").read_text() == "0"
    assert appliance.brightness(40)
    assert (one / "brightness").read_text() == "102"


def test_the_faintest_light_is_still_one(tmp_path: Path) -> None:
    one = light(tmp_path, most=7)
    assert Appliance(None, tmp_path).brightness(1)
    assert (one / "brightness").read_text() == "1"


def test_a_screen_without_backlight_cannot_be_dimmed(tmp_path: Path) -> None:
    appliance = Appliance(None, tmp_path)
    assert [appliance.sleep(), appliance.wake(), appliance.brightness(50)] == [False] * 3


def test_a_backlight_that_says_nonsense_is_no_end(tmp_path: Path) -> None:
    one = light(tmp_path)
    (one / "max_brightness").write_text("bright", encoding="ascii")
    assert not Appliance(None, tmp_path).brightness(50)


def test_the_settings_choose_who_does_it() -> None:
    assert isinstance(open_actions(DeviceTable()), Simulated)
    assert isinstance(open_actions(DeviceTable(actions="appliance")), Appliance)
