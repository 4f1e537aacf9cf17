"""*Mettre en pause*, with a sentence to choose, and *Reprendre*."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.device_state import Key
from kiosk.events import EndReason
from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.facilitator.pause import Pause
from kiosk.ids import ChoiceId
from kiosk.page import Choice, ChoicePage, Page
from kiosk.pages import staff_pages, words
from kiosk.pages.staff_pages import CLOSED, SOON

PAUSE: Final = ChoiceId("staff:pause")
SAY: Final = "pause:"
"""Before the number of a sentence, the id of the choice that takes it."""
IN_MINUTES: Final = 15
HOURS_AHEAD: Final = 2
EVENING: Final = 18
"""No return is promised for a later hour."""


class Pausing(Area):
    """A pause ends the visit under the panel, and stays over a restart until somebody takes it back."""

    _offered: tuple[str, ...] = ()
    """The sentences to choose from, as they were when the question was asked: hours go by while somebody reads."""

    @property
    def tile(self) -> Choice | None:
        """To pause, or to go on."""
        if self.desk.ports.staff.state.get(Key.PAUSE):
            return Choice(PAUSE, "Reprendre", icon="play")
        return Choice(PAUSE, "Mettre en pause", icon="pause-circle")

    @property
    def page(self) -> Page | None:
        """Which sentence."""
        if not self._offered:
            return None
        choices = (
            Choice(ChoiceId(f"{SAY}{number}"), said.removesuffix("."), live=True, primary=False)
            for number, said in enumerate(self._offered)
        )
        return ChoicePage(title="Que dit la borne\u00a0?", choices=tuple(choices), bar=staff_pages.BAR)

    def opened(self) -> None:
        """Take the pause back, or ask for the sentence."""
        if self.desk.ports.staff.state.get(Key.PAUSE):
            self._keep("", StaffAct.RESUME)
        else:
            self._offered = self._sentences()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A sentence."""
        number = choice_id.removeprefix(SAY)
        if choice_id == number:
            return False
        site, sentence = self.desk.visit.site, self._offered[int(number)]
        day = self.desk.ports.now().astimezone(site.zone).date() if site.today and sentence != SOON else None
        self._keep(Pause(sentence, day).text(), StaffAct.PAUSE)
        self.desk.leave()
        return True

    def left(self) -> None:
        self._offered = ()

    def _sentences(self) -> tuple[str, ...]:
        """Without a clock that can be trusted no hour is named."""
        site = self.desk.visit.site
        if site.today is None:
            return (SOON, CLOSED)
        return (*returns(self.desk.ports.now().astimezone(site.zone)), SOON, CLOSED)

    def _keep(self, pause: str, act: StaffAct) -> None:
        """In memory now, on disk soon."""
        state, visit = self.desk.ports.staff.state, self.desk.visit
        state.put(Key.PAUSE, pause)
        if pause and visit.session.started is not None:
            visit.reset(EndReason.STAFF)
        else:
            visit.refresh()
        self.desk.ports.background(state.save, lambda well: self._kept(act, well=well))

    def _kept(self, act: StaffAct, *, well: bool) -> None:
        self.desk.act(act, well=well)
        if not well:
            self.desk.tell("La borne n’écrit pas\u00a0: la pause s’arrête si elle redémarre.")


def returns(now: datetime) -> tuple[str, ...]:
    """Hours of return to choose from: in a quarter of an hour, and the next full hours of the day. `now` is local."""
    quarter = now + timedelta(minutes=IN_MINUTES)
    quarter += timedelta(minutes=-quarter.minute % 5)
    full = now.replace(minute=0) + timedelta(hours=1)
    hours = [full + timedelta(hours=number) for number in range(HOURS_AHEAD + 1)]
    later = [hour for hour in hours if hour.day == now.day and hour > quarter and hour.hour <= EVENING]
    soon = [quarter] if quarter.day == now.day else []
    return tuple(f"Je reviens à {_named(hour)}." for hour in (*soon, *later[:HOURS_AHEAD]))


def _named(hour: datetime) -> str:
    """As in "14 h" or "14 h 15"."""
    return f"{hour.hour}{words.NBSP}h" + (f"{words.NBSP}{hour.minute:02}" if hour.minute else "")
