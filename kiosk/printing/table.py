"""The ordered table of printers, and the one that the settings ask for."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from kiosk.printing.protocol import Printer
from kiosk.printing.setup import PrinterTable

PRINTERS: Mapping[str, str] = {
    "usb": "kiosk.printing.usb:UsbPrinter",
    "serial": "kiosk.printing.serial_line:SerialPrinter",
    "network": "kiosk.printing.network:NetworkPrinter",
    "simulated": "kiosk.printing.simulated:Simulated",
    "none": "kiosk.printing.absent:Absent",
}
"""`kind` in the settings -> class, imported only where a site uses it. A new printer is one file and one line.

Each class has `from_setup(table)`, which touches no device. The last always works.
"""


@cache  # who prints and who looks after it take turns at the same one
def open_printer(table: PrinterTable) -> Printer:
    """The printer of these settings. Touches no device: an absent one is told by `state()` and `print()`."""
    module, _, name = PRINTERS[str(type(table).__struct_config__.tag)].partition(":")
    printer: Printer = getattr(import_module(module), name).from_setup(table)
    return printer
