"""A printer on the local network: raw bytes on a TCP port, 9100 where none is given."""

import socket
import struct
from dataclasses import dataclass
from functools import partial
from math import inf

from kiosk.errors import SettingsError
from kiosk.printing.compose import Paper
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.setup import NetworkTable, PrinterTable
from kiosk.printing.wire import Wire

PORT = 9100
CONNECT = 4.0
"""Seconds to find it."""

_ON_ITS_WAY = 4096
"""Bytes that may wait on this side: what is written is then nearly printed, also for a printer that never answers."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A new one for each ticket: most printers take one at a time."""

    host: str
    port: int = PORT
    speed: float = inf

    def open(self) -> Wire:
        try:
            connected = socket.create_connection((self.host, self.port), CONNECT)
        except UnicodeError as error:  # a name that no network can have
            raise OSError(*error.args) from error
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ON_ITS_WAY)
        connected.settimeout(0)  # never wait
        return Wire(connected.fileno(), connected.close, partial(_drop, connected))


def _drop(connected: socket.socket) -> None:
    """Have the connection cut at its close, with nothing sent after it."""
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class NetworkPrinter(EscposPrinter):
    """Reached by address."""

    @classmethod
    def from_setup(cls, table: PrinterTable) -> "NetworkPrinter":
        """Raises SettingsError for another kind of table."""
        if not isinstance(table, NetworkTable):
            raise SettingsError("printer.kind: expected network")
        host, _, port = table.address.partition(":")
        return cls(Connection(host, int(port or PORT)), Paper.of(table))
