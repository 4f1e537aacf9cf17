"""The image of a Pi, in an emulator of another machine: half an hour, so by `provisioning/test --arm64` alone."""

from pathlib import Path

import pytest

from provisioning.imaging import host
from tests.system import emulator, images
from tests.system.show_image import show

pytestmark = [pytest.mark.arm64, pytest.mark.timeout(5400), pytest.mark.usefixtures("_able")]


def test_the_arm64_image_boots_to_a_kiosk_that_nobody_leaves(tmp_path: Path) -> None:
    assert host.register("aarch64") == ""
    rows = dict(show(emulator.newest(), "arm64", images.image("arm64"), tmp_path))
    assert rows["root"] == "overlay"
    assert (tmp_path / "resting.png").is_file()
