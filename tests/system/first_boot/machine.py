"""A machine that starts from the card, as often as it is told to; its kernel and its line are those on the card."""

import contextlib
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.system.first_boot import flashed
from tests.system.qmp import Qmp

_WORDS = "console=ttyS0 net.ifnames=0"
"""Added to the card's own: this machine has no eth0 by itself."""
_ANSWER = 60.0
_LOOK = 1.0
MAINTAINER = "entretien"


class Started:
    """From power-on until it asks to be started anew, or is stopped. `key`: the private one of who may come in."""

    def __init__(self, card: Path, folder: Path, number: int, key: Path) -> None:
        self.serial = folder / f"serial-{number}.txt"
        self.folder, self._key, self._port = folder, key, ""
        self._qmp = folder / f"qmp-{number}"
        kernel, initrd = flashed.kernel(card, folder)
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [
                *("qemu-system-x86_64", "-M", "q35", "-accel", "tcg,thread=multi", "-cpu", "Nehalem", "-smp", "2"),
                *("-m", "3072", "-display", "none", "-monitor", "none", "-no-reboot", "-serial", f"file:{self.serial}"),
                *("-drive", f"file={card},format=raw,if=virtio,cache=unsafe,discard=unmap"),
                *("-netdev", "user,id=net,hostfwd=tcp:127.0.0.1:0-:22", "-device", "virtio-net-pci,netdev=net"),
                *("-vga", "none", "-device", "virtio-gpu-pci,xres=1280,yres=800", "-device", "virtio-rng-pci"),
                *("-device", "virtio-tablet-pci", "-qmp", f"unix:{self._qmp},server=on,wait=off"),
                *("-kernel", str(kernel), "-initrd", str(initrd), "-append", f"{flashed.line(card)} {_WORDS}"),
            ]
        )
        self.until(self._qmp.exists, _ANSWER)

    @property
    def said(self) -> str:
        """All of the serial line until now."""
        return self.serial.read_text(encoding="utf-8", errors="replace") if self.serial.exists() else ""

    def until(self, condition: Callable[[], object], patience: float) -> float:
        """Wait for a condition; seconds since power-on."""
        end = time.monotonic() + patience
        while not condition():
            assert time.monotonic() < end, f"it did not come within {patience} s\n{self.said[-3000:]}"
            time.sleep(_LOOK)
        return time.monotonic() - self._began

    def picture(self, name: str) -> Path:
        """What its screen shows now."""
        path = self.folder / f"{name}.png"
        self._told("screendump", filename=str(path), format="png")
        return path

    def inside(self, command: str) -> str:
        """What a command says to the maintainer, who comes by key; "": nobody opens, or it failed."""
        if not self._port:
            forwarded = str(self._told("human-monitor-command", **{"command-line": "info usernet"}))
            found = re.search(r"HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)", forwarded)
            assert found, forwarded
            self._port = found[1]
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "BatchMode=yes", "ConnectTimeout=30")
        words = ["ssh", "-q", "-i", str(self._key), "-p", self._port, *(f"-o{option}" for option in options)]
        try:
            done = subprocess.run(
                [*words, f"{MAINTAINER}@127.0.0.1", command],
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_ANSWER,
            )
        except subprocess.TimeoutExpired:
            return ""
        return "" if done.returncode else done.stdout.strip()

    def _told(self, name: str, **arguments: str) -> object:
        with contextlib.closing(Qmp(self._qmp, _ANSWER)) as qmp:
            return qmp.command(name, **arguments)

    def ended(self) -> bool:
        """Whether it asked to be started anew."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """Pull the plug."""
        self._process.kill()
        self._process.wait()
