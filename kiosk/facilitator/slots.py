"""*Mes créneaux*: the embedded agenda of this kiosk, by week."""

from kiosk.facilitator.area import Area, Desk
from kiosk.facilitator.week_desk import WeekDesk
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_slots


class Slots(Area):
    """There is none where appointments are kept elsewhere: in the office's own calendar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        agenda = desk.ports.staff.agenda
        self._week = WeekDesk(desk, agenda) if agenda is not None else None
        self._open = False

    @property
    def tile(self) -> Choice | None:
        """Only with an embedded agenda."""
        return staff_slots.tile() if self._week is not None else None

    @property
    def page(self) -> Page | None:
        return self._week.page if self._week is not None and self._open else None

    def opened(self) -> None:
        """Read this week."""
        if self._week is not None:
            self._open = True
            self._week.begin()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A day, an hour, an appointment, what to do with it, or the way back."""
        return self._week is not None and self._week.chosen(choice_id)

    def tick(self, now: float) -> None:
        if self._week is not None and self._open:
            self._week.tick(now)

    def left(self) -> None:
        """What was asked of the agenda is done all the same."""
        self._open = False
        if self._week is not None:
            self._week.end()
