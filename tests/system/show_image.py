"""A table of one image: booted, touched, tried with keys, reset; each thing looked at.

`python -m tests.system.show_image`, with Debian 13's QEMU, whose touch screen is one. It stops at the first thing that
is not as it should be.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.system import emulator, images
from tests.system.combinations import ALL
from tests.system.looks import around, differing, resting, second
from tests.system.vm import Vm, vm, wait

Row = tuple[str, str]
_PLAIN = "systemd.unit=multi-user.target " + " ".join(
    f"systemd.mask=kiosk{name}.service" for name in ("", "-fallback", "-voices", "-hosts")
)
_MULTI_USER = "until systemctl is-active --quiet multi-user.target; do sleep 0.2; done"


def show(qemu: emulator.Emulator, arch: str, image: Path, pictures: Path, *, boots: int = 1) -> Iterator[Row]:
    """What is found, as it is. Raises AssertionError where an image is no kiosk."""
    with tempfile.TemporaryDirectory(prefix="kiosk-vm-") as name:
        work = Path(name)
        began = time.monotonic()
        card = images.first_boot(qemu, arch, image, work)
        yield "first boot, until it starts again, s", f"{time.monotonic() - began:.0f}"
        rests = [_rest(qemu, arch, card, work / f"rest{number}") for number in range(boots - 1)]
        plain = [_plain(qemu, arch, card, work / f"plain{number}") for number in range(boots)]
        with vm(qemu, arch, card, work / "shown", watchdog=arch == "amd64") as machine:
            machine.until_shown(resting, "the resting screen")
            rests.append(time.monotonic() - machine.began)
            yield from _times(rests, plain)
            yield from _looked_at(machine, pictures)


def _rest(qemu: emulator.Emulator, arch: str, card: Path, work: Path) -> float:
    """Seconds from power to the resting screen."""
    with vm(qemu, arch, card, work) as machine:
        machine.until_shown(resting, "the resting screen")
        return time.monotonic() - machine.began


def _plain(qemu: emulator.Emulator, arch: str, card: Path, work: Path) -> float:
    """Seconds from power to multi-user without a kiosk."""
    with vm(qemu, arch, card, work, _PLAIN) as machine:
        machine.shell(_MULTI_USER)
        return time.monotonic() - machine.began


def _times(rests: list[float], plain: list[float]) -> list[Row]:
    rest, bare = sorted(rests)[len(rests) // 2], sorted(plain)[len(plain) // 2]
    return [
        ("power to the resting screen, s", f"{rest:.1f}"),
        ("power to multi-user, no kiosk, s", f"{bare:.1f}"),
        ("ratio", f"{rest / bare:.2f}"),
    ]


def _looked_at(machine: Vm, pictures: Path) -> Iterator[Row]:
    machine.picture().save(pictures / "resting.png")
    yield from images.facts(machine).items()
    for name, step in (("keys", _keys), ("touch", _touch), ("plug", _plug), ("watchdog", _watchdog)):
        yield name, step(machine, pictures)


def _keys(machine: Vm, pictures: Path) -> str:
    before = images.rests(machine)
    kiosk = images.facts(machine)
    for keys in ALL:
        machine.keys(*keys)
        machine.until_shown(resting, f"the resting screen after {'-'.join(keys)}", "keys")
    after = images.rests(machine)
    after.save(pictures / "after-keys.png")
    now = images.facts(machine)
    changed = [name for name in ("boot id", "kiosk", "console", "logins") if now[name] != kiosk[name]]
    assert not changed, changed
    return f"{len(ALL)} combinations, {differing(around(before), around(after)):.4f} of heading and bar differs"


def _touch(machine: Vm, pictures: Path) -> str:
    machine.touch(330, 250)
    machine.until_shown(second, "the page behind the first choice").save(pictures / "touched.png")
    machine.keys("f12")
    machine.until_shown(resting, "the resting screen, after the key that erases")
    return "the second screen, and back by F12"


def _plug(machine: Vm, pictures: Path) -> str:
    machine.shell("echo here >/etc/written && echo here >/data/kiosk/written && sync")
    machine.reset()
    machine.until_shown(lambda picture: not resting(picture), "it starts again")
    machine.until_shown(resting, "the resting screen after the plug").save(pictures / "after-plug.png")
    kept = machine.shell("cat /data/kiosk/written; ls /etc/written 2>/dev/null || echo gone").split()
    assert kept == ["here", "gone"], kept
    return "the data kept, the root as before"


def _watchdog(machine: Vm, _pictures: Path) -> str:
    """PID 1 dies, and nobody feeds the hardware any more."""
    known = machine.shell("cd /sys/class/watchdog/watchdog0 && cat identity state || true").split("\n")
    if "active" not in known:
        return "none"
    began = time.monotonic()
    machine.shell("kill -SEGV 1")
    wait(lambda: machine.qmp.seen("WATCHDOG") > 0, "the watchdog bites")
    bitten = time.monotonic() - began
    machine.until_shown(resting, "the resting screen after the watchdog")
    return f"{known[0]}: {bitten:.1f} s after the death of PID 1, and back at rest"


def main() -> int:
    """The command line: 0, or a traceback of what is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arch", choices=tuple(emulator.PROGRAMS), required=True)
    parser.add_argument("--image", type=Path, help="without it: one is made, and kept")
    parser.add_argument("--pictures", type=Path, required=True, help="a folder that is there")
    parser.add_argument("--boots", type=int, default=1, help="of which the middle one is told")
    options = parser.parse_args()
    image = (options.image or images.image(options.arch)).absolute()
    for name, value in show(emulator.newest(), options.arch, image, options.pictures, boots=options.boots):
        print(f"| {name} | {' '.join(value.split())} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
