"""Which printer the settings ask for, and what is wrong with them."""

from pathlib import Path

import pytest

from kiosk.errors import SettingsError
from kiosk.printing.absent import Absent
from kiosk.printing.network import NetworkPrinter
from kiosk.printing.protocol import NoPaper, Printed, Ready, Unplugged
from kiosk.printing.serial_line import SerialPrinter
from kiosk.printing.setup import NoneTable, PrinterTable, SerialTable, SimulatedTable, UsbTable
from kiosk.printing.simulated import Mood, Simulated
from kiosk.printing.slip import Block, Slip
from kiosk.printing.table import PRINTERS, open_printer
from kiosk.printing.usb import UsbPrinter
from kiosk.settings import load
from tests.receipt import read

SITE = '[site]\nname = "Ici"\ncommune = "la_louviere"\n[office]\nname = "Ici"\n'
SLIP = Slip((Block("A2B3"),))


def settings(tmp_path: Path, lines: str) -> PrinterTable:
    path = tmp_path / "site.toml"
    path.write_text(SITE + lines, encoding="utf-8")
    return load(path).printer


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("", Absent),
        ('[printer]\nkind = "none"', Absent),
        ('[printer]\nkind = "usb"\nvendor = "04b8"\nwidth = 58', UsbPrinter),
        ('[printer]\nkind = "serial"\ndevice = "/dev/ttyUSB0"\nbaud = 9600\nflow = "rtscts"', SerialPrinter),
        ('[printer]\nkind = "network"\naddress = "192.168.1.50:9101"\ncodepage = "cp858"', NetworkPrinter),
        ('[printer]\nkind = "simulated"\nmood = "no_paper"', Simulated),
    ],
)
def test_the_settings_choose(tmp_path: Path, lines: str, kind: type) -> None:
    assert type(open_printer(settings(tmp_path, lines))) is kind


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('kind = "laser"', "printer.kind: Invalid value 'laser'"),
        ('width = 80\nkind = "none"', "printer: Object contains unknown field `width`"),
        ('kind = "network"', "printer: Object missing required field `address`"),
        ('kind = "network"\naddress = "http://x/"', "printer.address: Expected `str` matching"),
        ('kind = "network"\naddress = "printer:65536"', "printer.address: Expected `str` matching"),
        ('kind = "network"\naddress = "printer..local"', "printer.address: Expected `str` matching"),
        ('kind = "usb"\nvendor = "Epson"', "printer.vendor: Expected `str` matching"),
        ('kind = "usb"\nwidth = 60', "printer.width: Invalid enum value 60"),
        ('kind = "serial"\ndevice = "/dev/ttyS0"\nbaud = 1', "printer.baud: Invalid enum value 1"),
        ('kind = "usb"\ncodepage = "utf-8"', "printer.codepage: Invalid enum value 'utf-8'"),
    ],
)
def test_an_error_names_file_and_key(tmp_path: Path, lines: str, words: str) -> None:
    with pytest.raises(SettingsError) as found:
        settings(tmp_path, f"[printer]\n{lines}")
    assert str(found.value).startswith(f"site.toml: {words}")


def test_every_class_refuses_another_table() -> None:
    for name, table in (("usb", NoneTable()), ("serial", UsbTable()), ("network", SerialTable(device="x"))):
        module, _, cls = PRINTERS[name].partition(":")
        with pytest.raises(SettingsError):
            getattr(__import__(module, fromlist=[cls]), cls).from_setup(table)


def test_no_printer_is_unplugged() -> None:
    assert open_printer(NoneTable()).print(SLIP) == open_printer(NoneTable()).state() == Unplugged()


@pytest.mark.parametrize(
    ("mood", "end"), [("ok", Printed()), ("no_paper", NoPaper()), ("unplugged", Unplugged()), ("slow", Printed())]
)
def test_a_played_printer_has_its_moods(mood: Mood, end: object) -> None:
    printer = Simulated(mood, keep=True)
    printer.hurry.set()
    assert printer.print(SLIP) == end
    assert printer.state() == (Ready() if isinstance(end, Printed) else end)
    assert [read(data).lines for data in printer.printed] == ([["A2B3"]] if isinstance(end, Printed) else [])


def test_a_played_printer_of_a_site_keeps_nothing() -> None:
    printer = Simulated.from_setup(SimulatedTable())
    assert printer.print(SLIP) == Printed()
    assert printer.printed == []


def test_no_repr_tells_what_is_printed() -> None:
    slip = Slip((Block("A2B3"),), "A2B3", "A2B3", "A2B3")
    assert "A2B3" not in repr(slip) + repr(slip.blocks)


def test_the_readme_shows_settings_that_work(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    (block,) = (part.partition("```")[0] for part in readme.split("```toml\n") if part.startswith("[printer]"))
    assert settings(tmp_path, block) == UsbTable(width=58)
    for kind in ("network", "serial", "simulated"):
        line = next(line for line in block.splitlines() if f'kind = "{kind}"' in line)
        rest = line.partition("# with ")[2].split(", or ")[0].replace(", ", "\n").split('\n"')[0]
        assert settings(tmp_path, f'[printer]\nkind = "{kind}"\n{rest}').__struct_config__.tag == kind
