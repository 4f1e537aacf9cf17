"""Pure: the shortest way by touches from the resting screen to every step that this site can show."""

from collections import deque
from dataclasses import dataclass, replace

from kiosk.device.limits import Limits
from kiosk.figures import Figures, NoFigures, Reading
from kiosk.ids import ChoiceId, JourneyId
from kiosk.journey.loader import Ref
from kiosk.journey.model import ChoiceStep, EntryStep, RecapStep, SiteStep, SlotsStep
from kiosk.languages.catalogue import Catalogue
from kiosk.opening_hours import USUAL, USUAL_WEEK
from kiosk.page import Page
from kiosk.pages import house_pages
from kiosk.pages.booking_pages import trouble_page, waiting_page
from kiosk.pages.counts_pages import counts_page, example_week
from kiosk.pages.listening import listening_page
from kiosk.pages.printing_pages import EVERY_STATE, printing_page
from kiosk.pages.site import Site
from kiosk.pages.staff_pages import SOON, Ask, pause_page, pin_page
from kiosk.pages.staff_power import POWER_OFF, ask_page, going_page
from kiosk.pages.staff_settings import day_page, settings_page, week_page
from kiosk.printing.progress import Printing
from kiosk.printing.protocol import PrintEnd
from kiosk.session import Appointment, Trouble, Work
from kiosk.walk import NEXT, OTHER, OTHERWISE, Walk, offered, position


@dataclass(frozen=True, slots=True)
class Stop:
    """A step, and the answers that lead there. NEXT is what a page of the booking asks for: an hour, a name, a yes."""

    ref: Ref
    answers: tuple[ChoiceId, ...]

    @property
    def name(self) -> str:
        """A file's name for it."""
        return f"{self.ref.journey}-{self.ref.step}"


def stops(site: Site, journey: JourneyId | None = None) -> tuple[Stop, ...]:
    """Every step that can be reached, nearest first along each branch; with `journey`, those of that journey alone."""
    start = Stop(site.library.home, ())
    found = {start.ref: start}
    waiting = deque([start])
    while waiting:
        stop = waiting.popleft()
        for answer in _answers(site, stop.ref):
            there = position(site.library, Walk((*stop.answers, answer)), site.abilities)
            if there not in found:
                found[there] = Stop(there, (*stop.answers, answer))
                waiting.append(found[there])
    wanted = (stop for stop in found.values() if journey in {None, stop.ref.journey})
    return tuple(sorted(wanted, key=lambda stop: stop.answers))


def house_states(site: Site, catalogue: Catalogue) -> tuple[tuple[str, Page], ...]:
    """The designed states that no answer leads to, each with a file's name. No figure of the counts is a real one."""
    states: list[tuple[str, Page]] = [(f"trouble-{one.value}", trouble_page(one)) for one in Trouble]
    states += [(f"waiting-{one.value}", waiting_page(Appointment(work=one, slow=True))) for one in Work]
    states.append(("listening", listening_page(headset=True)))
    states.append(("counts-example", counts_page(site, _few(example_week(site)), catalogue)))
    states += [(f"counts-{one.value}", counts_page(site, one, catalogue)) for one in (*NoFigures, Reading.LONG)]
    states += [(f"printing-{_named(one)}", printing_page(one, phone=True)) for one in EVERY_STATE]
    states.append(
        ("out-of-service", house_pages.out_of_service_page("site.toml: idle.after: Expected `int`, got `str`"))
    )
    states += [("pause", pause_page(SOON)), ("staff-pin", pin_page(Ask.PIN, 4))]
    return (*states, *_about_the_device(site))


def _about_the_device(site: Site) -> tuple[tuple[str, Page], ...]:
    """What a facilitator chooses for it and asks of it."""
    return (
        ("staff-settings", settings_page(Limits(), "fr", site.languages.values())),
        ("staff-hours", week_page(USUAL_WEEK)),
        ("staff-day", day_page(2, USUAL)),
        ("staff-off", ask_page(POWER_OFF, somebody=True)),
        ("staff-off-now", going_page(POWER_OFF)),
    )


def _named(state: Printing | PrintEnd) -> str:
    """Of a state of printing, in lower case."""
    return state.value if isinstance(state, Printing) else type(state).__name__.lower()


def _few(figures: Figures) -> Figures:
    """Of invented figures some of each kind: a sheet needs no more."""
    cells = figures.week.cells
    return replace(figures, week=replace(figures.week, cells=(*cells[:2], *cells[-3:])))


def _answers(site: Site, ref: Ref) -> tuple[ChoiceId, ...]:
    step = site.library.step(ref)
    if isinstance(step, SlotsStep) and site.library.journey(ref).practice:
        return (NEXT, OTHERWISE)  # only an exercise leads on behind its ticket
    if isinstance(step, SlotsStep | SiteStep | EntryStep | RecapStep):
        return (NEXT,)
    answers = (option.id for option in offered(site.library, ref, site.abilities) if not option.to.startswith("@"))
    return (*answers, OTHER) if isinstance(step, ChoiceStep) and step.other else tuple(answers)
