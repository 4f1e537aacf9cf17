"""The pages of *Réglages*: the loudest volume, the light, the first language, the opening hours. Pure."""

from collections.abc import Iterable
from typing import Final

from kiosk.device.limits import Limits
from kiosk.ids import ChoiceId
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.opening_hours import DAYS, LEAST, OpeningHours, Span
from kiosk.page import Choice, ChoicePage, Line, Page, SettingGroup, SettingsPage
from kiosk.pages.settings_pages import VOLUMES
from kiosk.pages.staff_pages import BAR
from kiosk.pages.words import NBSP

TILE: Final = Choice(ChoiceId("staff:settings"), "Réglages", icon="wrench")
VOLUME: Final = "limit:volume:"
LIGHT: Final = "limit:light:"
LANGUAGE: Final = "limit:language:"
HOURS: Final = ChoiceId("hours:week")
SLEEPS: Final = ChoiceId("hours:sleeps")
DAY: Final = "hours:day:"
"""Before the number of a weekday, 0 for Monday."""
OPEN: Final = ChoiceId("hours:open")
SHUT: Final = ChoiceId("hours:shut")
OPENS: Final = "hours:opens:"
CLOSES: Final = "hours:closes:"
"""Before minutes, more or less than now."""
SAME: Final = ChoiceId("hours:same")
NEXT: Final = ChoiceId("hours:next")
WEEK: Final = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
LIGHTS: Final = {2: "Faible", 3: "Moyenne", 5: "Forte"}
MINUS: Final = "\u2212"
_STEPS: Final = {
    -60: (f"{MINUS}1{NBSP}h", "Une heure plus tôt."),
    -LEAST: (f"{MINUS}{LEAST}{NBSP}min", "Un quart d’heure plus tôt."),
    LEAST: (f"+{LEAST}{NBSP}min", "Un quart d’heure plus tard."),
    60: (f"+1{NBSP}h", "Une heure plus tard."),
}
"""Minutes: what is shown, and what is said."""


def settings_page(limits: Limits, language: str, languages: Iterable[Catalogue]) -> Page:
    """What staff decide for all visitors; `languages`: those that are offered beside French."""
    names = ((one.language, one.house.name) for one in (FRENCH, *languages))
    return SettingsPage(
        title="Réglages de la borne",
        groups=(
            SettingGroup("Le son le plus fort", "speaker-high", _row(VOLUME, enumerate(VOLUMES, 1), limits.volume)),
            SettingGroup("La lumière", "sun", _row(LIGHT, LIGHTS.items(), limits.light)),
            SettingGroup("La langue au départ", "globe", _row(LANGUAGE, names, language)),
        ),
        choices=(Choice(HOURS, "Heures d’ouverture", icon="clock"),),
        bar=BAR,
    )


def week_page(hours: OpeningHours | None) -> Page:
    """Whether the kiosk sleeps, and the hours of each day."""
    if hours is None:
        lines, days = (Line("La borne ne dort jamais."),), tuple[Choice, ...]()
    else:
        lines = (Line("La borne dort quand c’est fermé."),)
        days = tuple(map(_day, range(DAYS), hours.days))
    sleeps = Choice(
        SLEEPS, "Ne jamais dormir" if hours else "Dormir quand c’est fermé", icon="sun" if hours else "moon"
    )
    return ChoicePage(title="Heures d’ouverture", lines=lines, choices=(*days, sleeps), bar=BAR)


def day_page(weekday: int, span: Span | None) -> Page:
    """The hours of one day, in steps by touch."""
    doors = (("open", "Ouvert"), ("shut", "Fermé"))
    groups = [SettingGroup("Ce jour", "house-line", _row("hours:", doors, "open" if span else "shut"))]
    if span is not None:
        groups.append(SettingGroup(f"Ouvre à {named(span.opens)}", "clock", _steps(OPENS)))
        groups.append(SettingGroup(f"Ferme à {named(span.closes)}", "moon", _steps(CLOSES)))
    same = (Choice(SAME, "Comme la veille", icon="files", primary=False),) if weekday else ()
    onward = (Choice(NEXT, "Jour suivant", icon="arrow-right"),) if weekday < DAYS - 1 else ()
    return SettingsPage(title=WEEK[weekday], groups=tuple(groups), choices=(*same, *onward), bar=BAR)


def named(minutes: int) -> str:
    """As in "14 h" or "14 h 15"."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}{NBSP}h" + (f"{NBSP}{minute:02}" if minute else "")


def _day(weekday: int, span: Span | None) -> Choice:
    """The hours stay together where the label falls into two lines."""
    hours = f"{named(span.opens)}{NBSP}à{NBSP}{named(span.closes)}" if span else "fermé"
    return Choice(ChoiceId(f"{DAY}{weekday}"), f"{WEEK[weekday]} {hours}", live=True, primary=False)


def _steps(which: str) -> tuple[Choice, ...]:
    """Earlier, then later."""
    return tuple(
        Choice(ChoiceId(f"{which}{by}"), shown, spoken=said, primary=False) for by, (shown, said) in _STEPS.items()
    )


def _row(before: str, names: Iterable[tuple[object, str]], chosen: object) -> tuple[Choice, ...]:
    return tuple(
        Choice(ChoiceId(f"{before}{value}"), label, chosen=value == chosen, primary=False) for value, label in names
    )
