"""*Redémarrer* and *Éteindre*: asked once more, and nothing that waits to be written is lost."""

from typing import ClassVar

from kiosk.events import EndReason
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_power
from kiosk.pages.staff_power import Power


class Powering(Area):
    """What both share. A visit underneath ends, and is counted, before anything is asked of the device."""

    power: ClassVar[Power]
    _asking = False
    _going = False

    @property
    def tile(self) -> Choice | None:
        """Always there: a device that can do neither says so."""
        return self.power.tile

    @property
    def page(self) -> Page | None:
        """The question, then that it is under way."""
        if self._going:
            return staff_power.going_page(self.power)
        somebody = self.desk.visit.session.started is not None
        return staff_power.ask_page(self.power, somebody=somebody) if self._asking else None

    def opened(self) -> None:
        self._asking = True

    def chosen(self, choice_id: ChoiceId) -> bool:
        """Yes or no."""
        if choice_id == staff_power.YES and not self._going:
            self._go()
        elif choice_id == staff_power.NO:
            self.desk.leave()
        return choice_id in {staff_power.YES, staff_power.NO}

    def left(self) -> None:
        self._asking = self._going = False

    def do(self) -> bool:
        """Ask the device; not on the UI thread. False: it cannot."""
        raise NotImplementedError

    def _go(self) -> None:
        """The visit is recorded before the device writes what waits: both go through one queue."""
        if self.desk.visit.session.started is not None:
            self.desk.visit.reset(EndReason.STAFF)
        self._going = True
        self.desk.redraw()
        self.desk.ports.background(self._write_and_do, self._asked)

    def _write_and_do(self) -> bool:
        self.desk.ports.staff.state.save()
        return self.do()

    def _asked(self, well: bool) -> None:  # noqa: FBT001  # an answer
        self.desk.act(self.power.act, well=well)
        if not well:
            self.desk.tell(self.power.fails)
            if self._going:
                self.desk.leave()


class Restarting(Powering):
    """The kiosk alone begins anew; the device stays on."""

    power = staff_power.RESTART

    def do(self) -> bool:
        return self.desk.ports.staff.device.restart()


class SwitchingOff(Powering):
    """The device itself: its plug may then be pulled."""

    power = staff_power.POWER_OFF

    def do(self) -> bool:
        return self.desk.ports.staff.device.power_off()
