"""What the kernel of a Raspberry Pi tells of heat, voltage, pace, card and touch screen."""

from pathlib import Path

import pytest

from kiosk.health.result import State
from kiosk.health.simulated import Machine, build
from tests.kiosk.checks.conftest import Look

FIRMWARE = "sys/devices/platform/soc/soc:firmware/get_throttled"
MEASURED = ("temperature", "power", "speed", "storage", "touch", "network")


@pytest.mark.parametrize("name", MEASURED)
def test_a_pi_at_its_best_is_ready(on: Look, name: str) -> None:
    assert on(name).state in {State.READY, State.ABSENT}


@pytest.mark.parametrize("name", MEASURED)
def test_a_machine_without_these_files_says_so(look: Look, tmp_path: Path, name: str) -> None:
    result = look(name, root=tmp_path / "nothing")
    assert result.state is State.ABSENT
    assert result.found.do == ""


@pytest.mark.parametrize("name", MEASURED)
def test_files_that_say_rubbish_are_taken_for_none(look: Look, tmp_path: Path, name: str) -> None:
    for path in (
        "proc/device-tree/model",
        "sys/class/thermal/thermal_zone0/temp",
        "sys/devices/platform/soc/soc:firmware/get_throttled",
        "sys/class/hwmon/hwmon0/name",
        "sys/fs/ext4/sda1/errors_count",
        "sys/class/mmc_host/mmc0/mmc0:0001/life_time",
        "sys/class/input/event0/device/properties",
    ):
        file = tmp_path / "rubbish" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\xff\xfe0xzz none\n")
    assert look(name, root=tmp_path / "rubbish").state is State.ABSENT


@pytest.mark.parametrize(
    ("celsius", "state"), [(69.9, State.READY), (70.0, State.ATTENTION), (79.9, State.ATTENTION), (80.0, State.BROKEN)]
)
def test_heat(on: Look, celsius: float, state: State) -> None:
    assert on("temperature", celsius=celsius).state is state


@pytest.mark.parametrize(
    ("throttled", "low_voltage", "state"),
    [
        (0x1, False, State.BROKEN),
        (0x0, True, State.BROKEN),
        (0x10000, False, State.ATTENTION),
        (0xE000E, False, State.READY),
    ],
)
def test_too_little_voltage_now_and_since_the_start(
    on: Look, throttled: int, *, low_voltage: bool, state: State
) -> None:
    assert on("power", throttled=throttled, low_voltage=low_voltage).state is state


@pytest.mark.parametrize(("alarm", "state"), [("0", State.READY), ("1", State.BROKEN)])
def test_the_sensor_of_the_kernel_alone_is_enough(look: Look, tmp_path: Path, alarm: str, state: State) -> None:
    root = build(tmp_path / "pi", Machine(low_voltage=alarm == "1"))
    (root / FIRMWARE).unlink()
    assert look("power", root=root).state is state
    assert look("speed", root=root).state is State.ABSENT


@pytest.mark.parametrize("folder", ["soc@107c000000/soc@107c000000:firmware", "soc:firmware"])
def test_the_firmware_of_other_boards_lies_elsewhere(look: Look, tmp_path: Path, folder: str) -> None:
    root = build(tmp_path / "pi")
    elsewhere = root / "sys/devices/platform" / folder
    elsewhere.mkdir(parents=True)
    (root / FIRMWARE).unlink()
    (elsewhere / "get_throttled").write_text("50005\n", encoding="ascii")
    assert look("power", root=root).state is State.BROKEN


@pytest.mark.parametrize(
    ("throttled", "says"),
    [
        (0x0, "La borne travaille à pleine vitesse."),
        (0x10001, "La borne travaille à pleine vitesse."),
        (0x2, "La borne ralentit pour se protéger."),
        (0x4, "La borne ralentit pour se protéger."),
        (0x8, "La borne ralentit pour se protéger."),
        (0x40000, "La borne a ralenti depuis l’allumage."),
    ],
)
def test_pace(on: Look, throttled: int, says: str) -> None:
    assert on("speed", throttled=throttled).found.says == says


@pytest.mark.parametrize(
    ("card", "state"),
    [
        ({}, State.READY),
        ({"file_errors": 1}, State.BROKEN),
        ({"card_life": "0x09 0x01"}, State.READY),
        ({"card_life": "0x01 0x0a"}, State.ATTENTION),
        ({"card_life": "0x0b 0x01"}, State.BROKEN),
        ({"card_reserve": "0x02"}, State.ATTENTION),
        ({"card_reserve": "0x03"}, State.BROKEN),
        ({"card_life": ""}, State.READY),
        ({"card_life": "", "file_errors": 7}, State.BROKEN),
    ],
)
def test_the_card(on: Look, card: dict[str, object], state: State) -> None:
    assert on("storage", **card).state is state


def test_a_touch_screen_that_is_unplugged_is_missed_on_a_pi_alone(on: Look, look: Look, tmp_path: Path) -> None:
    assert on("touch").state is State.READY
    assert on("touch", touch=False).state is State.BROKEN
    (tmp_path / "ill/proc/device-tree/model").write_text("Some PC", encoding="ascii")
    assert look("touch", root=tmp_path / "ill").state is State.ABSENT
