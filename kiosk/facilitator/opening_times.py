"""The opening hours behind *Réglages*: the week, and one day of it."""

from collections.abc import Callable

from kiosk.ids import ChoiceId
from kiosk.opening_hours import USUAL, USUAL_WEEK, OpeningHours, Span
from kiosk.page import Page
from kiosk.pages import staff_settings, words
from kiosk.pages.staff_settings import CLOSES, DAY, NEXT, OPEN, OPENS, SAME, SHUT, SLEEPS


class OpeningTimes:
    """Begins with the week as it is kept; each touch gives `keep` the new text, empty for a kiosk that never sleeps."""

    def __init__(self, kept: str, keep: Callable[[str], None]) -> None:
        self._hours = OpeningHours.kept(kept)
        self._keep = keep
        self._day: int | None = None

    @property
    def page(self) -> Page:
        """The week, or the day that was touched."""
        if self._day is None or self._hours is None:
            return staff_settings.week_page(self._hours)
        return staff_settings.day_page(self._day, self._hours.days[self._day])

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A target of the page was touched; False: it is none of these pages'."""
        if choice_id == SLEEPS:
            self._change(None if self._hours else USUAL_WEEK)
        elif choice_id.startswith(DAY):
            self._day = int(choice_id.removeprefix(DAY))
        elif self._day is not None and self._hours is not None:
            return self._of_day(choice_id, self._day, self._hours)
        else:
            return False
        return True

    def _of_day(self, choice_id: ChoiceId, day: int, hours: OpeningHours) -> bool:
        span = hours.days[day]
        if choice_id == words.BACK:
            self._day = None
        elif choice_id == NEXT:
            self._day = day + 1
        elif choice_id == SAME:
            self._change(hours.with_day(day, hours.days[day - 1]))
        elif choice_id in {OPEN, SHUT}:
            self._change(hours.with_day(day, (span or USUAL) if choice_id == OPEN else None))
        elif span is not None and choice_id.startswith((OPENS, CLOSES)):
            self._change(hours.with_day(day, _moved(span, choice_id)))
        else:
            return False
        return True

    def _change(self, hours: OpeningHours | None) -> None:
        self._hours = hours
        self._keep(hours.text() if hours else "")


def _moved(span: Span, choice_id: ChoiceId) -> Span:
    if choice_id.startswith(OPENS):
        return span.opening(int(choice_id.removeprefix(OPENS)))
    return span.closing(int(choice_id.removeprefix(CLOSES)))
