"""A whole machine in QEMU: a card, a screen, a touch screen, a keyboard. Slow, and as near to a Pi as it gets here.

Its shell and its longer kernel command line are the test's own: they come by what only a virtual machine has (SMBIOS),
and are in no image.
"""

import base64
import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from tests.system.emulator import MACHINES, Emulator
from tests.system.qmp import Qmp

PATIENCE = 420.0
"""Seconds until something is held to never come; another test may have the cores."""
SCREEN = (1280, 800)
_FULL = 0x7FFF
"""Of an axis of QEMU's touch screen."""
_PRESS = 0.2
"""Seconds that a finger stays; a slow machine would not see a shorter one."""
_PORT = "kiosk.test"
SHELL = f"""\
[Unit]
DefaultDependencies=no
StartLimitIntervalSec=0
After=systemd-udevd.service
[Service]
# Opened once for both ways: a second opening of a port is refused.
ExecStart=/bin/sh -c 'exec /bin/sh <>/dev/virtio-ports/{_PORT} >&0 2>&0'
Restart=always
RestartSec=2
"""
_UNIT = "kiosk-test-shell.service"
_SLOW = """\
[Service]
TimeoutStartSec=600
WatchdogSec=300
"""
"""Without a graphics processor and on a busy machine the first picture alone was seen to take more than its minute."""


class Vm:
    """A running machine. Coordinates are pixels of its screen, from the upper left."""

    def __init__(
        self, emulator: Emulator, arch: str, card: Path, work: Path, cmdline: str = "", *, watchdog: bool = False
    ) -> None:
        """Start it from `card` (qcow2), with files of its own in `work`; `cmdline` comes behind the image's own."""
        self.work, self.serial = work, work / "serial.log"
        self._card, self.multitouch = card, emulator.touches(arch)
        code, variables = emulator.firmware(arch)
        shutil.copy(code, work / "code.fd")
        shutil.copy(variables, work / "variables.fd")
        arguments = self._arguments(arch, cmdline, watchdog=watchdog)
        self._fingers = 0
        self.began = time.monotonic()
        log = (work / "qemu.log").open("w")
        self._process = subprocess.Popen(
            emulator.command(arch, arguments), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        log.close()
        self.qmp = self._connected()
        # One for as long as it runs: a shell whose other end goes away ends.
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(str(work / "shell"))

    def _arguments(self, arch: str, cmdline: str, *, watchdog: bool) -> list[str]:
        credentials = {f"extra-unit.{_UNIT}": SHELL, "unit-dropin.kiosk.service": _SLOW}
        more = f"systemd.wants={_UNIT} {cmdline}".strip()
        words = [
            *MACHINES[arch],
            *("-m", "2048", "-smp", "2", "-nodefaults", "-no-user-config", "-display", "none", "-nic", "none"),
            *("-drive", f"if=pflash,format=raw,readonly=on,file={self.work / 'code.fd'}"),
            *("-drive", f"if=pflash,format=raw,file={self.work / 'variables.fd'}"),
            *("-drive", f"if=virtio,format=qcow2,file={self._card}"),
            *("-device", f"virtio-gpu-pci,xres={SCREEN[0]},yres={SCREEN[1]}"),
            *("-device", "virtio-multitouch-pci" if self.multitouch else "virtio-tablet-pci"),
            *("-device", "virtio-keyboard-pci", "-device", "qemu-xhci", "-device", "virtio-rng-pci"),
            *(
                "-device",
                "virtio-serial-pci",
                "-chardev",
                f"socket,id=shell,server=on,wait=off,path={self.work / 'shell'}",
            ),
            *("-device", f"virtserialport,chardev=shell,name={_PORT}"),
            *("-serial", f"file:{self.work / 'serial.log'}"),
            *("-qmp", f"unix:{self.work / 'qmp'},server=on,wait=off"),
            *("-smbios", f"type=11,value=io.systemd.boot.kernel-cmdline-extra={more}"),
            *(word for name, text in credentials.items() for word in ("-smbios", _credential(name, text))),
        ]
        return [*words, "-device", "i6300esb", "-action", "watchdog=reset"] if watchdog else words

    def _connected(self) -> Qmp:
        found: list[Qmp] = []

        def connect() -> bool:
            assert self._process.poll() is None, (self.work / "qemu.log").read_text()
            with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
                found.append(Qmp(self.work / "qmp", PATIENCE))
            return bool(found)

        wait(connect, "QEMU listens")
        return found[0]

    def picture(self, name: str = "screen") -> Image.Image:
        """What its screen shows now; kept as `<name>.png` in its folder."""
        path = self.work / f"{name}.png"
        self.qmp.command("screendump", filename=str(path), format="png")
        with Image.open(path) as image:
            return image.convert("RGB")

    def until_shown(self, wanted: Callable[[Image.Image], bool], what: str, name: str = "screen") -> Image.Image:
        """The first picture that is as wanted."""
        shown: list[Image.Image] = []

        def look() -> bool:
            shown[:] = [self.picture(name)]
            return wanted(shown[0])

        # Each picture costs the machine some of its time.
        wait(look, f"{what}; {self.work / name}.png shows what was there", pause=1)
        return shown[0]

    def touch(self, x: int, y: int) -> None:
        """One finger, down and up again; by a pointer, where QEMU has no touch screen."""
        place = {axis: at * _FULL // size for axis, at, size in zip("xy", (x, y), SCREEN, strict=True)}
        if not self.multitouch:
            self._send([{"type": "abs", "data": {"axis": axis, "value": value}} for axis, value in place.items()])
            for pressed in (True, False):
                self._send([{"type": "btn", "data": {"button": "left", "down": pressed}}])
                time.sleep(_PRESS)
            return
        self._fingers += 1
        finger = {"slot": 0, "axis": "x", "value": 0}
        down: list[dict[str, Any]] = [
            {"type": "mtt", "data": {"type": "begin", "tracking-id": self._fingers, **finger}}
        ]
        for axis, value in place.items():
            at = {"type": "data", "slot": 0, "tracking-id": self._fingers, "axis": axis, "value": value}
            down.append({"type": "mtt", "data": at})
        self._send([*down, _touching(down=True)])
        time.sleep(_PRESS)
        # -1: nobody is there any more.
        self._send([{"type": "mtt", "data": {"type": "end", "tracking-id": -1, **finger}}, _touching(down=False)])

    def _send(self, events: list[dict[str, Any]]) -> None:
        self.qmp.command("input-send-event", events=events)

    def keys(self, *names: str) -> None:
        """Keys of a keyboard, all at once, by QEMU's names: ctrl, alt, f2, delete, meta_l."""
        self.qmp.command("send-key", keys=[{"type": "qcode", "data": name} for name in names])

    def shell(self, command: str, patience: float = PATIENCE) -> str:
        """What a command says to root inside. Raises AssertionError where it fails, or nobody answers."""
        mark = f"end-{time.monotonic_ns()}"
        self._answered(patience)
        said = ""
        self._wire.settimeout(patience)
        self._wire.sendall(f"{{ {command}\n}} 2>&1; echo {mark[:4]}''{mark[4:]} $?\n".encode())
        while f"{mark} " not in said or not said.endswith("\n"):
            got = self._wire.recv(65536)
            assert got, f"{command}: nobody is there"
            said += got.decode(errors="replace")
        before, _, status = said.rpartition(f"{mark} ")
        assert status.strip() == "0", f"{command}: exit {status.strip()}: {before[-2000:]}"
        # Late answers to more than one call.
        return "".join(line for line in before.splitlines(keepends=True) if not line.startswith("here-"))

    def _answered(self, patience: float) -> None:
        """Ask until somebody is there: what was asked before the machine had begun is gone."""
        called, heard, end = f"here-{time.monotonic_ns()}", "", time.monotonic() + patience
        self._wire.settimeout(5)
        while f"{called}\n" not in heard:
            assert time.monotonic() < end, f"nobody answers in {patience:.0f} s"
            self._wire.sendall(f"echo {called[:5]}''{called[5:]}\n".encode())
            with contextlib.suppress(TimeoutError):
                heard += self._wire.recv(65536).decode(errors="replace")

    def ready(self, patience: float = PATIENCE) -> None:
        """Wait for the kiosk's own READY."""
        self.shell("until systemctl is-active --quiet kiosk.service; do sleep 0.5; done", patience)

    def reset(self) -> None:
        """As if the plug was pulled and put back at once; what the guest had not written out is gone."""
        self.qmp.command("system_reset")

    def quit(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            self.qmp.command("quit")
        self.qmp.close()
        self._wire.close()
        self._process.wait(PATIENCE)


def _touching(*, down: bool) -> dict[str, Any]:
    return {"type": "btn", "data": {"button": "touch", "down": down}}


def _credential(name: str, text: str) -> str:
    return f"type=11,value=io.systemd.credential.binary:systemd.{name}={base64.b64encode(text.encode()).decode()}"


def wait(condition: Callable[[], bool], what: str, patience: float = PATIENCE, pause: float = 0.25) -> None:
    """Raises AssertionError, with `what` was waited for, when it has not come in `patience` seconds."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"not in {patience:.0f} s: {what}"
        time.sleep(pause)


@contextmanager
def vm(
    emulator: Emulator, arch: str, card: Path, work: Path, cmdline: str = "", *, watchdog: bool = False
) -> Iterator[Vm]:
    """A machine that ends with the block; `work` is made."""
    work.mkdir(parents=True, exist_ok=True)
    machine = Vm(emulator, arch, card, work, cmdline, watchdog=watchdog)
    try:
        yield machine
    finally:
        machine.quit()
