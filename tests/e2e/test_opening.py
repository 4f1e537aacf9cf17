"""A facilitator checks the opening in a real window: real checks in real threads, the voice, every field by touch."""

from pathlib import Path

import pytest

from kiosk.commands.checks import needs
from kiosk.health.result import Result
from kiosk.health.running import run
from kiosk.health.simulated import ILL, build
from kiosk.opening import Opened
from kiosk.page import ChoicePage, HomePage, InfoPage, TouchGridPage, WaitingPage
from kiosk.pages.staff_opening import FIELDS, SPOKEN
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.e2e.conftest import Begin, Visit
from voices.protocol import Tuning


class Machine:
    """A Raspberry Pi with every fault at once, at the site that the application shows."""

    def __init__(self, folder: Path) -> None:
        self._root = build(folder / "machine", ILL)
        self._data = folder
        self._opened: Opened | None = None

    def take(self, opened: Opened) -> Opened:
        """Remember what is shown."""
        self._opened = opened
        return opened

    def check(self) -> tuple[Result, ...]:
        assert self._opened is not None
        return run(needs(self._opened, self._data, self._root))


def checked(visit: Visit) -> None:
    """Wait until the real checks have ended."""
    assert visit.pilot.wait_until(lambda: not isinstance(visit.page, WaitingPage), seconds=60)
    visit.pilot.advance(0.6)


@pytest.mark.parametrize("size", [(800, 480), (1280, 800)])
def test_an_opening_check_by_touch(begin: Begin, tmp_path: Path, size: tuple[int, int]) -> None:
    machine = Machine(tmp_path)
    visit = begin(size=size, change=machine.take, staff=StaffPorts(health=machine.check))
    visit.stage.kiosk.staff.knock()  # the door has tests of its own
    visit.stage.kiosk.staff.let_in()
    assert isinstance(visit.touch("Ouverture"), WaitingPage | ChoicePage)
    checked(visit)
    assert visit.page.title == "La borne n’est pas prête"
    assert isinstance(visit.touch("La température"), InfoPage)
    assert visit.page.lines[0].text.replace("\u00a0", " ") == "La borne est trop chaude : 83 degrés."
    visit.touch("Retour", "Tester le son")
    assert visit.voice.spoken[-1][0] == SPOKEN
    assert visit.voice.tuning == Tuning()
    visit.touch("Oui, j’ai entendu", "Tester l’écran")
    assert isinstance(visit.page, TouchGridPage)
    visit.touch(*(str(number) for number in range(1, FIELDS + 1)))
    visit.touch("Voir tous les contrôles")
    told = [line.text.replace("\u00a0", " ") for line in visit.page.lines]
    while visit.page.choices[0].id == "@more":
        visit.turn_over()
        told += [line.text.replace("\u00a0", " ") for line in visit.page.lines]
    assert {"Le son : prêt", "L’écran tactile : prêt", "La température : en panne"} <= set(told)
    assert isinstance(visit.touch("Retour", "Retour"), StaffPage)
    assert isinstance(visit.touch("Fermer"), HomePage)
