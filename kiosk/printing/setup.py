"""The table `[printer]` of a site's settings: how the printer is reached, and what it can."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Hex = Annotated[str, Meta(pattern=r"^([0-9a-fA-F]{4})?$")]
"""Four hexadecimal digits as `lsusb` shows them, or empty for any."""
_LABEL = r"[^\s:/.]{1,63}"
_PORT = r"([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
"""1 to 65535: of a larger one, a connection takes another port without a word."""
Codepage = Literal["cp1252", "cp858", "cp850", "cp437"]


class _Table(Struct, tag_field="kind", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and an unknown key is an error."""


class EscposTable(_Table, frozen=True, kw_only=True):
    """What all ESC/POS printers share."""

    width: Literal[58, 80] = 80
    """Of the paper roll, in millimetres."""
    codepage: Codepage = "cp1252"
    """The letters that the printer has; what it has not is printed with others ("oe")."""
    qr: Literal["image", "native"] = "image"
    """As dots, which every printer draws, or by the printer's own command: far fewer bytes for a slow serial line."""
    cut: bool = True


class UsbTable(EscposTable, tag="usb", frozen=True, kw_only=True):
    """A printer of the kernel's USB printer class: the first one, or the first of this maker and model."""

    vendor: Hex = ""
    product: Hex = ""


class SerialTable(EscposTable, tag="serial", frozen=True, kw_only=True):
    """A printer on a serial line."""

    device: Annotated[str, Meta(min_length=1)]
    """Such as "/dev/ttyUSB0"."""
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 19200
    flow: Literal["none", "rtscts", "xonxoff"] = "none"


class NetworkTable(EscposTable, tag="network", frozen=True, kw_only=True):
    """A printer on the local network."""

    address: Annotated[str, Meta(pattern=rf"^{_LABEL}(\.{_LABEL})*\.?(:{_PORT})?$")]
    """"192.168.1.50" or "printer.local:9100"."""


class SimulatedTable(_Table, tag="simulated", frozen=True, kw_only=True):
    """No printer, but one is played: for demonstrations and tests."""

    mood: Literal["ok", "no_paper", "unplugged", "slow"] = "ok"


class NoneTable(_Table, tag="none", frozen=True, kw_only=True):
    """There is none: nothing is offered on paper."""


PrinterTable = UsbTable | SerialTable | NetworkTable | SimulatedTable | NoneTable
