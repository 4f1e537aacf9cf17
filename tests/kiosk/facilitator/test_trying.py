"""The tiles that try the printer and the voice."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.facilitator.trying import SLIP, told
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Ready, Refused, State, TimedOut, Unplugged
from kiosk.printing.slip import Slip
from kiosk.settings import Settings, load
from kiosk.staff_page import StaffPage
from tests.kiosk.bench import Bench

ENDS = (Printed(), Printed(low=True), NoPaper(), Unplugged(), TimedOut(), Refused())


@dataclass
class Paper:
    """A printer that ends as it is told, and keeps what it was given."""

    end: PrintEnd

    def __post_init__(self) -> None:
        self.slips: list[Slip] = []

    def print(self, slip: Slip, /) -> PrintEnd:
        self.slips.append(slip)
        return self.end

    def state(self) -> State:
        return Ready()


def panel(data: Path, settings: Settings, **more: Any) -> Bench:
    """A kiosk whose door is open."""
    bench = Bench(data, settings, more=more)
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    return bench


def with_printer() -> Settings:
    import msgspec

    from kiosk.printing.setup import SimulatedTable

    return msgspec.structs.replace(load(), printer=SimulatedTable())


@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_what_became_of_the_slip_is_told(tmp_path: Path, end: PrintEnd) -> None:
    paper = Paper(end)
    bench = panel(tmp_path, with_printer(), printer=paper)
    bench.touch("Tester l’imprimante")
    assert paper.slips == [SLIP]
    assert isinstance(bench.page, StaffPage)
    assert [line.text for line in bench.page.lines] == [told(end)]


def test_every_end_has_its_own_sentence() -> None:
    assert len({told(end) for end in ENDS}) == len(ENDS)


def test_a_second_touch_prints_nothing_while_the_first_slip_is_not_out(tmp_path: Path) -> None:
    paper = Paper(Printed())
    bench = panel(tmp_path, with_printer(), printer=paper)
    bench.later = True
    bench.touch("Tester l’imprimante")
    bench.press("staff:print")
    bench.work()
    assert len(paper.slips) == 1
    bench.touch("Tester l’imprimante")
    bench.work()
    assert len(paper.slips) == 2


def test_without_a_printer_there_is_no_such_tile(tmp_path: Path) -> None:
    bench = panel(tmp_path, load())
    assert "Tester l’imprimante" not in bench.labels()


def test_the_voice_is_heard_over_the_panel(tmp_path: Path) -> None:
    bench = panel(tmp_path, load())
    begin = len(bench.pages)
    bench.touch("Tester le son")
    said = [utterance.text for page in bench.pages[begin:] for utterance in page.say]
    assert said == ["Bonjour. Je suis la voix de la borne."]
    assert isinstance(bench.page, StaffPage)
