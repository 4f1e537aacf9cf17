"""A facilitator's whole morning by touch in a real window: real checks, a real agenda, a real PIN, a real pause.

Every page on the way is held to the panel as it is passed: nothing is cut, small or crowded. Its pictures stay in the
test's folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from kiosk.bookings.protocol import Booked, Contact, Slot, Slots
from kiosk.bookings.staff_agenda import StaffAgenda
from kiosk.commands.checks import needs
from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.facilitator.pin import hashed
from kiosk.health.result import Result
from kiosk.health.running import run
from kiosk.health.simulated import Machine, build
from kiosk.ids import BookingKey, NeedId
from kiosk.opening import Opened
from kiosk.page import EntryPage, ErasedPage, HomePage, OutOfServicePage, Page, WaitingPage
from kiosk.settings import load
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.booking_site import desks
from tests.e2e.conftest import MONDAY, Begin, Visit

PIN = "274951"
TODAY = date(2026, 11, 23)
EPN = NeedId("epn_seance")
AFTERNOON = "lundi 23 novembre, après-midi"
NBSP = "\u00a0"


@dataclass
class House:
    """What stands behind the window: a machine, its agenda, what the device is asked."""

    data: Path
    device: Simulated = field(default_factory=Simulated)
    opened: Opened | None = None

    def __post_init__(self) -> None:
        self.machine = build(self.data / "machine", Machine())
        self.state = DeviceState(self.data / FILE_NAME)
        self.state.put(Key.PIN_HASH, hashed(PIN))
        assert self.state.save()
        self.desks = desks(load(), self.data, lambda: MONDAY)
        self.agenda = StaffAgenda.of([desk.provider for desk in self.desks.values()])

    def take(self, opened: Opened) -> Opened:
        """Remember the site that is shown."""
        self.opened = opened
        return opened

    def check(self) -> tuple[Result, ...]:
        assert self.opened is not None
        return run(needs(self.opened, self.data, self.machine))

    def hours(self) -> tuple[Slot, ...]:
        """What a visitor is offered of a session today."""
        desk = self.desks[EPN]
        found = desk.provider.slots(desk.service, TODAY, TODAY)
        assert isinstance(found, Slots)
        return found.slots

    def book(self) -> Booked:
        """A visitor takes the first of them."""
        end = self.desks[EPN].provider.book(self.hours()[0], BookingKey("a" * 32), Contact())
        assert isinstance(end, Booked)
        return end


@dataclass
class Morning:
    """The window, the hands on it, and the album."""

    visit: Visit
    album: Path
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def said(self) -> str:
        """All sentences of the page."""
        return " ".join(line.text for line in self.page.lines).replace(NBSP, " ")

    def look(self) -> None:
        """Hold the page to the panel, and keep its picture."""
        pilot = self.visit.pilot
        pilot.step()
        assert pilot.labels_that_do_not_fit() == [], self.page
        assert pilot.targets_that_do_not_fit() == [], self.page
        pilot.screenshot(self.album / f"{next(self.numbers):02}.png")

    def touch(self, *labels: str) -> Page:
        for label in labels:
            self.visit.touch(label)
            self.done()
            self.look()
        return self.page

    def done(self) -> None:
        """Wait until what was touched is done."""
        kiosk, pilot = self.visit.stage.kiosk, self.visit.pilot
        assert pilot.wait_until(lambda: not isinstance(self.page, WaitingPage), seconds=60)
        assert kiosk.session.appointment.work is None

    def cell(self, spoken: str) -> Page:
        """Touch the cell of the agenda of which this is said first, on whatever part of the page."""
        pilot = self.visit.pilot
        pilot.advance(0.6)
        while not (found := [one for one in pilot.touchables() if _plain(one.choice.spoken).startswith(spoken)]):
            self.visit.turn_over()
        pilot.tap(*found[0].center)
        self.done()
        self.look()
        return self.page

    def until(self, condition: Callable[[], bool]) -> None:
        assert self.visit.pilot.wait_until(condition), self.page
        self.look()

    def enter(self) -> None:
        """Five touches on the round sign, then the PIN."""
        from screens.widgets.title import RoundSign

        pilot = self.visit.pilot
        pilot.advance(0.6)
        for _ in range(5):
            (sign,) = [one for one in pilot.touchables() if isinstance(one, RoundSign)]
            pilot.tap(*sign.center)
            pilot.advance(0.2)
        assert isinstance(self.page, EntryPage)
        self.look()
        pilot.advance(0.6)
        for digit in PIN:
            pilot.tap_label(digit)
        self.visit.touch("Ouvrir")
        self.until(lambda: isinstance(self.page, StaffPage))


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("size", [(800, 480), (1280, 800)], ids=["7-inch", "10-inch"])
def test_a_facilitators_morning(begin: Begin, tmp_path: Path, size: tuple[int, int]) -> None:
    house = House(tmp_path)
    ports = StaffPorts(state=house.state, health=house.check, device=Device(house.device), agenda=house.agenda)
    visit = begin(size=size, change=house.take, staff=ports)
    visit.pilot.draws = False  # but for the pictures
    morning = Morning(visit, tmp_path)
    opening_check(morning)
    code = block_an_afternoon(morning, house)
    pause_and_resume(morning)
    reset_in_the_middle(morning)
    look_at_the_week(morning, code)
    power_off(morning, house)


def opening_check(morning: Morning) -> None:
    morning.enter()
    morning.touch("Ouverture", "Tester le son", "Oui, j’ai entendu")
    assert morning.page.title in {"La borne est prête", "La borne peut ouvrir"}
    assert isinstance(morning.touch("Retour"), StaffPage)


def block_an_afternoon(morning: Morning, house: House) -> str:
    """With an appointment in it, that stays; its code."""
    booked = house.book()
    assert len(house.hours()) > 1
    morning.touch("Mes créneaux")
    morning.cell(AFTERNOON)
    assert morning.touch("Fermer l’après-midi").title == "1 rendez-vous reste pris"
    assert booked.cancel_code in morning.said
    morning.touch("Fermer le reste")
    morning.until(lambda: house.hours() == ())
    while not isinstance(morning.page, StaffPage):
        morning.touch("Retour")
    return booked.cancel_code


def pause_and_resume(morning: Morning) -> None:
    morning.touch("Mettre en pause", "Je reviens à 11 h", "Fermer")
    assert isinstance(morning.page, OutOfServicePage)
    assert morning.said.startswith("Je reviens à 11 h")
    morning.enter()
    morning.touch("Reprendre", "Fermer")
    assert isinstance(morning.page, HomePage)


def reset_in_the_middle(morning: Morning) -> None:
    """The visitor's page comes back as it was; then all of the visit is erased."""
    morning.touch("La commune", "Ma carte d’identité")
    before = morning.page
    morning.enter()
    assert morning.touch("Fermer").title == before.title
    morning.enter()
    assert isinstance(morning.touch("Effacer la session"), ErasedPage)
    assert morning.visit.stage.kiosk.session.started is None
    morning.visit.pilot.advance(10, 1.0)
    assert isinstance(morning.page, HomePage)


def look_at_the_week(morning: Morning, code: str) -> None:
    morning.enter()
    morning.touch("Mes créneaux", "Les codes")
    assert [one.hint for one in morning.page.choices if one.hint.startswith("code")] == [f"code {code}"]
    morning.touch("Retour", "Retour")


def power_off(morning: Morning, house: House) -> None:
    morning.touch("Éteindre")
    assert "power_off" not in house.device.asked
    morning.visit.touch("Oui, éteindre")
    morning.until(lambda: "power_off" in house.device.asked)
