"""A machine that starts from the card, as often as it is told to; its kernel and its line are those on the card."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.system.first_boot import flashed

_WORDS = "console=ttyS0 net.ifnames=0 systemd.journald.forward_to_console=1 systemd.show_status=false"
"""Added to the card's own: this machine has no eth0 by itself, and its journal is read on the serial line."""


class Started:
    """From power-on until it asks to be started anew, or is stopped."""

    def __init__(self, card: Path, folder: Path, number: int) -> None:
        self.serial = folder / f"serial-{number}.txt"
        kernel, initrd = (flashed.kernel(card, name, folder) for name in ("vmlinuz", "initrd.img"))
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [
                *("qemu-system-x86_64", "-M", "q35", "-accel", "tcg,thread=multi", "-cpu", "Nehalem", "-smp", "2"),
                *("-m", "2048", "-display", "none", "-monitor", "none", "-no-reboot", "-serial", f"file:{self.serial}"),
                *("-drive", f"file={card},format=raw,if=virtio,cache=unsafe,discard=unmap"),
                *("-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net"),
                *("-device", "virtio-gpu-pci", "-device", "virtio-rng-pci"),
                *("-kernel", str(kernel), "-initrd", str(initrd), "-append", f"{flashed.line(card)} {_WORDS}"),
            ]
        )

    @property
    def said(self) -> str:
        """All of the serial line until now."""
        return self.serial.read_text(encoding="utf-8", errors="replace") if self.serial.exists() else ""

    def until(self, condition: Callable[[], object], patience: float) -> float:
        """Wait for a condition; seconds since power-on."""
        end = time.monotonic() + patience
        while not condition():
            assert time.monotonic() < end, f"it did not come within {patience} s\n{self.said[-3000:]}"
            time.sleep(0.2)
        return time.monotonic() - self._began

    def ended(self) -> bool:
        """Whether it asked to be started anew."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """Pull the plug."""
        self._process.kill()
        self._process.wait()
