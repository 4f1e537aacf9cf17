"""Printers really listened to: TCP on 127.0.0.1, terminals for a serial line and a USB device file."""

import os
import socket
from collections.abc import Iterator
from math import inf
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from kiosk.printing.compose import Paper
from kiosk.printing.escpos import EscposPrinter, Patience
from kiosk.printing.network import Connection, NetworkPrinter
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Ready, Refused, State, TimedOut, Unplugged
from kiosk.printing.serial_line import Line, SerialPrinter
from kiosk.printing.setup import NetworkTable
from kiosk.printing.slip import Block, Slip
from kiosk.printing.usb import Plugged, UsbPrinter
from kiosk.printing.wire import Wire
from tests.receipt_printer import Manner, TcpPrinter, TerminalPrinter

SLIP = Slip((Block("Mardi 24 novembre", strong=True), Block("10 h 40"), Block("A2B3")), "BEGIN:VCALENDAR")
SOON = Patience(answer=0.3, ticket=1.5, settled=0.5)
LONG = Slip(tuple(Block("Encore une ligne.") for _ in range(5_000)))
"""More than any buffer between here and a printer holds."""


def at(printer: TcpPrinter) -> EscposPrinter:
    return NetworkPrinter(Connection("127.0.0.1", printer.port), Paper(), SOON)


@pytest.mark.parametrize(
    ("manner", "state", "end"),
    [
        ("ok", Ready(), Printed()),
        ("low", Ready(low=True), Printed(low=True)),
        ("empty", NoPaper(), NoPaper()),
        ("open_cover", Refused(), Refused()),
        ("mute", Ready(answers=False), Printed()),
        ("old", Ready(), Printed()),
        ("runs_out", Ready(), NoPaper()),
    ],
)
def test_how_it_is_and_how_a_ticket_ends(manner: Manner, state: State, end: PrintEnd) -> None:
    with TcpPrinter(manner) as printer:
        assert at(printer).state() == state
        assert at(printer).print(SLIP) == end
        for _ in range(2):
            printer.served.get(timeout=20)
        receipt = printer.head.receipt
        if isinstance(end, Printed):
            assert receipt.large == ["Mardi 24 novembre"]
            assert receipt.codes == ["BEGIN:VCALENDAR"]
            assert receipt.cuts == 1
        elif manner != "runs_out":
            assert receipt.lines == [], "nothing is sent to a printer that says it cannot"


def test_what_did_not_come_out_is_forgotten_by_the_printer() -> None:
    with TcpPrinter("runs_out") as printer:
        assert at(printer).print(SLIP) == NoPaper()
        assert printer.head.forgot.wait(10)


def test_a_printer_that_stops_in_the_middle() -> None:
    with TcpPrinter("stalls") as printer:
        assert at(printer).print(LONG) == TimedOut()


def test_what_waits_for_a_printer_that_takes_no_more_never_leaves() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        wire = Connection("127.0.0.1", server.getsockname()[1]).open()
        printer, _ = server.accept()
        with printer:
            with pytest.raises(TimeoutError):
                wire.write(bytes(1 << 20), monotonic() + 0.3)
            wire.drop()
            wire.close()
            with pytest.raises(ConnectionResetError):  # it is cut off, where it would hear of an end
                heard_to_the_end(printer)


def heard_to_the_end(printer: socket.socket) -> None:
    while printer.recv(1024):
        pass


def test_a_printer_that_hangs_up() -> None:
    with TcpPrinter("hangs_up") as printer:
        assert at(printer).print(LONG) == Unplugged()


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    printer = NetworkPrinter(Connection("127.0.0.1", port), Paper(), SOON)
    assert printer.state() == printer.print(SLIP) == Unplugged()


def test_an_address_that_means_nothing_is_an_absent_printer() -> None:
    for address in ("nobody.invalid", "no..body"):
        printer = NetworkPrinter.from_setup(NetworkTable(address=address))
        assert printer.state() == Unplugged()


def test_two_who_print_at_once_have_their_tickets_one_after_the_other() -> None:
    with TcpPrinter() as printer:
        shared = at(printer)
        ends: list[PrintEnd] = []
        threads = [Thread(target=lambda: ends.append(shared.print(SLIP))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert ends == [Printed()] * 3
        assert printer.head.receipt.codes == ["BEGIN:VCALENDAR"] * 3


@pytest.fixture
def terminal() -> Iterator[TerminalPrinter]:
    with TerminalPrinter() as printer:
        yield printer


@pytest.mark.parametrize("flow", ["none", "xonxoff"])
def test_a_serial_line(terminal: TerminalPrinter, flow: str) -> None:
    printer = SerialPrinter(Line(terminal.device, 115200, flow), Paper(native_qr=True), SOON)
    assert printer.state() == Ready()
    assert printer.print(SLIP) == Printed()
    assert terminal.head.receipt.codes == ["BEGIN:VCALENDAR"]


def test_a_picture_goes_over_a_serial_line_as_it_is(terminal: TerminalPrinter) -> None:
    assert SerialPrinter(Line(terminal.device, 115200), Paper(), SOON).print(SLIP) == Printed()
    assert terminal.head.receipt.codes == ["BEGIN:VCALENDAR"], "no byte of it is taken for a command of the line"


def test_a_serial_line_that_is_not_there_or_is_no_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("gone", "file"):
        assert SerialPrinter(Line(str(tmp_path / name), 9600), Paper(), SOON).print(SLIP) == Unplugged()


def test_a_slow_line_is_given_its_time() -> None:
    assert Line("x", 9600).speed == 960
    assert Connection("x").speed == inf


@pytest.fixture
def plugged(terminal: TerminalPrinter, tmp_path: Path) -> Plugged:
    """Two devices of the printer class as the kernel lists them; the second one is the terminal."""
    for number, (vendor, product) in enumerate([("0416", "5011"), ("04b8", "0e15")]):
        interface = tmp_path / "bus" / f"1-{number}" / "1-1:1.0"
        interface.mkdir(parents=True)
        (interface.parent / "idVendor").write_text(f"{vendor}\n")
        (interface.parent / "idProduct").write_text(f"{product}\n")
        listed = tmp_path / "class" / f"lp{number}"
        listed.mkdir(parents=True)
        (listed / "device").symlink_to(interface)
    devices = tmp_path / "usb"
    devices.mkdir()
    (devices / "lp1").symlink_to(terminal.device)
    return Plugged("04B8", "0e15", tmp_path / "class", devices)


def test_the_usb_printer_of_that_maker(plugged: Plugged, terminal: TerminalPrinter) -> None:
    printer = UsbPrinter(plugged, Paper(), SOON)
    assert printer.state() == Ready()
    assert printer.print(SLIP) == Printed()
    assert terminal.head.receipt.lines[:3] == ["Mardi 24 novembre", "10 h 40", "A2B3"]


def test_a_usb_printer_that_is_not_plugged_in(plugged: Plugged, tmp_path: Path) -> None:
    other = Plugged("ffff", "", plugged.listed, plugged.devices)
    unopened = Plugged("0416", "", plugged.listed, plugged.devices)
    nothing = Plugged("", "", tmp_path / "none", plugged.devices)
    for link in (other, unopened, nothing):
        assert UsbPrinter(link, Paper(), SOON).state() == Unplugged()


def test_nothing_is_waited_for_beyond_its_time() -> None:
    reading, writing = os.pipe2(os.O_NONBLOCK)
    wire = Wire(writing, lambda: os.close(writing), lambda: None)
    with pytest.raises(TimeoutError):
        wire.write(bytes(1 << 20), monotonic() + 0.05)
    wire.close()
    os.close(reading)
