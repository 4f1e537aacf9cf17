"""kiosk.service as it ships, booted: it comes up, is watched, falls back when it cannot, and ends in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.system.container import Container
from tests.system.kiosks import KIOSK, drop_in, invocation, is_ready, kiosk, processes, spy, times, wait_ready

pytestmark = pytest.mark.system
FALLBACK = "kiosk-fallback.service"
_PICTURE = """\
[Service]
ExecStart=
ExecStart=/usr/bin/sleep infinity
StandardInput=null
"""
"""A container has neither a terminal nor a framebuffer to show the fallback's picture on."""
_CLEAN = "the kiosk ended with 0"


@pytest.fixture(scope="module")
def booted(provisioned_root: Path, tools_layer: Path) -> Iterator[Container]:
    """One for all; each test leaves it with a kiosk that runs."""
    with kiosk(provisioned_root, tools_layer) as one:
        drop_in(one, FALLBACK, _PICTURE)
        spy(one)
        one.boot(wait=False)
        wait_ready(one)
        yield one


@pytest.fixture
def running(booted: Container) -> Container:
    """With a kiosk of which nothing is counted yet."""
    booted.ok("systemctl", "reset-failed")
    booted.ok("systemctl", "restart", KIOSK)
    return booted


def test_its_first_frame_is_on_the_screen_when_it_is_ready(running: Container, tmp_path: Path) -> None:
    with Image.open(running.screenshot(tmp_path / "screen.png")) as picture:
        colours = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    shares = sorted((count / (picture.width * picture.height) for count, _ in colours), reverse=True)
    assert len(shares) > 50, "text and pictures, not one colour"
    assert 0.2 < shares[0] < 0.95


def test_a_frozen_kiosk_is_started_again_by_the_watchdog(running: Container) -> None:
    before = invocation(running)
    frozen = next(number for name, number in processes(running).items() if name != "cage")
    running.ok("kill", "-STOP", str(frozen))
    running.until(lambda: invocation(running) != before and is_ready(running))
    assert times("Watchdog timeout", running) == 1
    assert running.property(KIOSK, "NRestarts") == "1"
    assert running.property(FALLBACK, "ActiveState") == "inactive"
    assert frozen not in processes(running).values()


def test_a_kiosk_that_cannot_start_is_replaced_by_the_still_picture_once_and_comes_back(running: Container) -> None:
    running.ok("touch", "/run/kiosk-broken")
    calls, starts = times("Triggering OnFailure", running), times("Starting kiosk.service", running)
    running.ok("systemctl", "kill", "--signal=KILL", KIOSK)
    running.until(lambda: running.property(FALLBACK, "ActiveState") == "active")
    assert times("Triggering OnFailure", running) - calls == 1
    assert running.property(KIOSK, "ActiveState") == "failed"
    # The first of its five starts was that of the test.
    assert times("Starting kiosk.service", running) - starts == 4
    assert running.property(FALLBACK, "NRestarts") == "0"
    running.ok("rm", "/run/kiosk-broken")
    running.ok("systemctl", "reset-failed", KIOSK)
    running.ok("systemctl", "start", KIOSK)
    assert is_ready(running)
    assert running.property(FALLBACK, "ActiveState") == "inactive", "one of them is on the screen, never both"


def test_after_the_fallback_a_plug_pulled_and_put_back_is_enough(running: Container) -> None:
    running.ok("touch", "/run/kiosk-broken")
    running.ok("systemctl", "kill", "--signal=KILL", KIOSK)
    running.until(lambda: running.property(FALLBACK, "ActiveState") == "active")
    running.kill()
    running.boot(wait=False)  # what is in /run is gone, as what was wrong
    wait_ready(running)
    assert running.property(FALLBACK, "ActiveState") == "inactive"
    assert running.property(KIOSK, "NRestarts") == "0"


def test_wishes_of_the_facilitator_never_lead_to_the_fallback(running: Container) -> None:
    for _ in range(7):
        before = invocation(running)

        def is_another(before: str = before) -> bool:
            return invocation(running) != before and is_ready(running)

        running.ok("install", "--directory", "--owner=kiosk", "--mode=0700", "/run/kiosk/ask")
        running.ok("touch", "/run/kiosk/ask/restart", user="kiosk")
        running.until(is_another)
    assert running.run("test", "-e", "/run/kiosk/ask/restart").returncode == 1
    assert running.property(KIOSK, "Result") == "success"
    assert running.property(FALLBACK, "ActiveState") == "inactive"


def test_it_ends_in_order_although_the_compositor_goes_at_the_same_moment(running: Container) -> None:
    ended, killed = times(_CLEAN, running), times("Killing process", running)
    for _ in range(3):
        running.ok("systemctl", "restart", KIOSK)
    running.until(lambda: times(_CLEAN, running) - ended == 3)
    assert times("Killing process", running) == killed
    assert running.property(KIOSK, "Result") == "success"
