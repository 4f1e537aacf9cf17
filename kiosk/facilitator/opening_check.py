"""*Ouverture*: is the kiosk ready? All checks at once, and two that a person answers: the sound and the touch."""

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area, Desk
from kiosk.health.result import CheckId, Found, Result, State, broken, ready, verdict
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_opening as pages
from kiosk.pages import words

if TYPE_CHECKING:
    from collections.abc import Callable

HEARD: Final = ready("Vous avez entendu la voix.")
NOT_HEARD: Final = broken("Vous n’avez pas entendu la voix.", "Vérifiez le câble du haut-parleur et son bouton.")
FELT: Final = ready("Tout l’écran répond au doigt.")
NOT_FELT: Final = broken("Une partie de l’écran ne répond pas.", "Nettoyez l’écran. Puis redémarrez la borne.")


class _At(Enum):
    """Which of the pages is on show."""

    RUNNING = auto()
    LIST = auto()
    ALL = auto()
    DETAIL = auto()
    SOUND = auto()
    GRID = auto()
    STUCK = auto()


class OpeningCheck(Area):
    """What a person answered holds until the panel is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._at = _At.RUNNING
        self._running = self._awaited = False
        self._results: tuple[Result, ...] = ()
        self._answers: dict[CheckId, Found] = {}
        self._touched: frozenset[int] = frozenset()
        self._detail = CheckId("")

    @property
    def tile(self) -> Choice | None:
        """None where nothing can be checked: a rehearsal, a test."""
        return pages.tile() if self.desk.ports.staff.health is not None else None

    @property
    def page(self) -> Page | None:
        made: dict[_At, Callable[[], Page]] = {
            _At.RUNNING: pages.waiting_page,
            _At.LIST: lambda: pages.list_page(self._told),
            _At.ALL: lambda: pages.all_page(self._told),
            _At.DETAIL: lambda: pages.detail_page(next(one for one in self._told if one.check == self._detail)),
            _At.SOUND: pages.sound_page,
            _At.GRID: lambda: pages.grid_page(self._touched),
            _At.STUCK: lambda: pages.stuck_page(pages.FIELDS - len(self._touched)),
        }
        return made[self._at]()

    def opened(self) -> None:
        """Check at once."""
        self._run()

    def left(self) -> None:
        """An answer that comes later is nobody's, unless somebody comes back for it."""
        self._awaited = False
        self._at, self._results, self._touched = _At.RUNNING, (), frozenset()
        self._answers.clear()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A row, a trial, an answer, a field, or the way back to the list."""
        if choice_id == words.BACK:
            return self._back()
        if choice_id.startswith(pages.FIELD):
            self._feel(int(choice_id.removeprefix(pages.FIELD)))
        elif choice_id.startswith(pages.DETAIL):
            self._detail = CheckId(choice_id.removeprefix(pages.DETAIL))
            self._go(_At.DETAIL)
        else:
            self._button(choice_id)
        return True

    @property
    def _told(self) -> tuple[Result, ...]:
        """What the checks found, and over it what a person answered."""
        return tuple(replace(one, found=self._answers.get(one.check, one.found)) for one in self._results)

    def _button(self, choice_id: ChoiceId) -> None:
        match choice_id:
            case pages.AGAIN:
                self._run()
                self.desk.redraw()
            case pages.ALL:
                self._go(_At.ALL)
            case pages.HEAR:
                self._go(_At.SOUND)
                self.desk.say(pages.SPOKEN)
            case pages.HEARD:
                self._answer(pages.SOUND, HEARD)
            case pages.NOT_HEARD:
                self._answer(pages.SOUND, NOT_HEARD)
            case pages.GRID:
                self._go(_At.GRID)
            case pages.STUCK:
                self._answer(pages.TOUCH, NOT_FELT)
            case _:
                pass

    def _run(self) -> None:
        """Have everything checked, elsewhere; once at a time: visitors' work needs the same few threads."""
        check = self.desk.ports.staff.health
        if check is None:
            return
        self._at, self._awaited = _At.RUNNING, True
        if not self._running:
            self._running = True
            self.desk.ports.background(check, self._checked)

    def _checked(self, results: tuple[Result, ...]) -> None:
        self._running = False
        if self._awaited:
            self._results = results
            self.desk.act(StaffAct.CHECK, well=verdict(results) is not State.BROKEN)
            self._go(_At.LIST)

    def _go(self, at: _At) -> None:
        self._at = at
        self.desk.redraw()

    def _back(self) -> bool:
        """From the list to the panel, from the rest to the list; a grid that was begun asks first."""
        if self._at in {_At.RUNNING, _At.LIST}:
            return False
        self._go(_At.STUCK if self._at is _At.GRID and self._touched else _At.LIST)
        return True

    def _answer(self, check: CheckId, found: Found) -> None:
        """What a person says wins over what the machine believes; what is wrong says what to do."""
        self._answers[check] = found
        self._touched, self._detail = frozenset(), check
        self._go(_At.DETAIL if found.do else _At.LIST)

    def _feel(self, number: int) -> None:
        self._touched |= {number}
        if len(self._touched) == pages.FIELDS:
            self._answer(pages.TOUCH, FELT)
        else:
            self.desk.redraw(fresh=False)
