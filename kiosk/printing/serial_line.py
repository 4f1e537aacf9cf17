"""A printer on a serial line, driven by the kernel alone."""

import os
import termios
from dataclasses import dataclass
from functools import partial

from kiosk.errors import SettingsError
from kiosk.printing.compose import Paper
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.setup import PrinterTable, SerialTable
from kiosk.printing.wire import Wire

_IFLAG, _OFLAG, _CFLAG, _LFLAG, _ISPEED, _OSPEED, _CC = range(7)
_BITS = 10
"""On the line for a byte: eight, a start and a stop."""


@dataclass(frozen=True, slots=True)
class Line:
    """A terminal device in raw mode, eight bits, no parity."""

    device: str
    baud: int
    flow: str = "none"

    @property
    def speed(self) -> float:
        return self.baud / _BITS

    def open(self) -> Wire:
        descriptor = os.open(self.device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, self._raw(descriptor))
        except termios.error as error:  # it is no terminal, or it vanished
            os.close(descriptor)
            raise OSError(*error.args) from error
        drop = partial(termios.tcflush, descriptor, termios.TCOFLUSH)
        return Wire(descriptor, partial(os.close, descriptor), drop)

    def _raw(self, descriptor: int) -> list[int | list[bytes | int]]:
        """Bytes as they are, at this speed, with this flow control."""
        mode = termios.tcgetattr(descriptor)
        speed = getattr(termios, f"B{self.baud}")
        mode[_IFLAG] = termios.IXON | termios.IXOFF if self.flow == "xonxoff" else 0
        mode[_OFLAG] = 0
        mode[_LFLAG] = 0
        mode[_CFLAG] = termios.CS8 | termios.CREAD | termios.CLOCAL
        if self.flow == "rtscts":
            mode[_CFLAG] |= termios.CRTSCTS
        mode[_ISPEED] = mode[_OSPEED] = speed
        return mode


class SerialPrinter(EscposPrinter):
    """Reached by its device file."""

    @classmethod
    def from_setup(cls, table: PrinterTable) -> "SerialPrinter":
        """Raises SettingsError for another kind of table."""
        if not isinstance(table, SerialTable):
            raise SettingsError("printer.kind: expected serial")
        return cls(Line(table.device, table.baud, table.flow), Paper.of(table))
