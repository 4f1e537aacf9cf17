"""A printer on USB, through the kernel's own driver of the printer class: nothing to install, nothing to detach."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from errno import ENODEV
from functools import partial
from math import inf
from pathlib import Path
from typing import Final

from kiosk.errors import SettingsError
from kiosk.printing.compose import Paper
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.setup import PrinterTable, UsbTable
from kiosk.printing.wire import Wire

CLASS: Final = Path("/sys/class/usbmisc")
"""Where the kernel names its USB printers, lp0 and on; their device files have the same names."""
DEVICES: Final = Path("/dev/usb")


@dataclass(frozen=True, slots=True)
class Plugged:
    """The first printer of this maker and model, wherever it is plugged in now; "": any."""

    vendor: str = ""
    product: str = ""
    listed: Path = CLASS
    devices: Path = DEVICES
    speed: float = inf

    def open(self) -> Wire:
        name = next(self._found(), None)
        if name is None:
            raise OSError(ENODEV, os.strerror(ENODEV))
        descriptor = os.open(self.devices / name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        # Closed, the kernel's driver takes back what has not left; an empty packet is an answer to it.
        return Wire(descriptor, partial(os.close, descriptor), lambda: None, ends=False)

    def _found(self) -> Iterator[str]:
        for printer in sorted(self.listed.glob("lp*")):
            ids = (_read(printer, "idVendor"), _read(printer, "idProduct"))
            wanted = (self.vendor.lower(), self.product.lower())
            if all(want in {"", found} for want, found in zip(wanted, ids, strict=True)):
                yield printer.name


def _read(printer: Path, what: str) -> str:
    """An id of the device to which the printer's interface belongs; "" when it has just vanished."""
    try:
        return (printer / "device" / ".." / what).read_text(encoding="ascii").strip().lower()
    except OSError:
        return ""


class UsbPrinter(EscposPrinter):
    """Reached by maker and model, or the only one there is."""

    @classmethod
    def from_setup(cls, table: PrinterTable) -> "UsbPrinter":
        """Raises SettingsError for another kind of table."""
        if not isinstance(table, UsbTable):
            raise SettingsError("printer.kind: expected usb")
        return cls(Plugged(table.vendor, table.product), Paper.of(table))
