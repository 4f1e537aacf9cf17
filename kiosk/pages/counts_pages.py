"""The figures of the last closed week in plain words, or a calm sentence where there are none. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kiosk.events import Outcome
from kiosk.figures import BELOW, Cell, Figures, NoFigures, Reading, Week
from kiosk.ids import JourneyId
from kiosk.journey.loader import HOME
from kiosk.journey.model import options
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import FiguresPage, Line, NoticePage, Page, WaitingPage
from kiosk.pages import dates, words
from kiosk.pages.booking_pages import SLOW
from kiosk.pages.site import Site
from kiosk.usage.period import Period

NO_JOURNEY = "Aucun sujet choisi"
"""Visits that ended on the resting screen or on the questions behind its doors."""
ANOTHER_JOURNEY = "Un autre sujet"
"""A journey that has left the kiosk since."""
NO_DOOR = "dots-three-circle"
"""The sign of *Autre chose*."""
WEEK_OF = "Semaine du {day}"
SOME_WEEK = "Une semaine passée"
MINUTES = "La borne a servi {minutes} minutes."
VISITS = f"{{what}}{words.NBSP}: {{number}} visites"
FEW_VISITS = f"{{what}}{words.NBSP}: moins de {{number}} visites"
OUTCOMES = {
    Outcome.BOOKED.value: "Rendez-vous pris",
    Outcome.REQUESTED.value: "Rendez-vous demandé",
    Outcome.PHONE.value: "Par téléphone",
    Outcome.ONLINE.value: "Sur internet",
    Outcome.COUNTER.value: "Au guichet",
    Outcome.PERSON.value: "Avec une personne",
    Outcome.INFORMATION.value: "Information reçue",
    Outcome.LEFT.value: "Arrêt en chemin",
}
ANOTHER_OUTCOME = "Autre résultat"
NOTHING = {
    NoFigures.NOT_YET: (
        "Pas encore de chiffres",
        "calendar-blank",
        ("La borne les montre après une semaine entière.", "Revenez la semaine prochaine."),
    ),
    NoFigures.UNREADABLE: (
        "Les chiffres manquent",
        "warning",
        ("Impossible de lire les chiffres maintenant.", "Ce n’est pas votre faute."),
    ),
}


def counts_page(site: Site, counted: Figures | NoFigures | Reading, catalogue: Catalogue) -> Page:
    """What there is to show; what is live is in the language of `catalogue` already."""
    match counted:
        case Figures():
            return FiguresPage(
                title="Les chiffres d’une semaine finie",
                lines=tuple(_lines(site, counted, catalogue)),
                choices=(words.CLOSE_CHOICE,),
                bar=words.BAR,
            )
        case NoFigures():
            title, icon, sentences = NOTHING[counted]
            lines = tuple(Line(text) for text in sentences)
            return NoticePage(title=title, lines=lines, icon=icon, choices=(words.CLOSE_CHOICE,), bar=words.BAR)
        case Reading():
            lines = (Line(SLOW),) if counted is Reading.LONG else ()
            return WaitingPage(title="Je lis les chiffres.", lines=lines, icon="hourglass", bar=words.BAR)


def example_week(site: Site) -> Figures:
    """Invented figures in which every journey and every outcome appears: for clips, checks and the tour."""
    outcomes = [Cell(HOME, outcome, 10) for outcome in OUTCOMES]
    journeys = [Cell(journey, Outcome.LEFT.value, None) for journey in site.library.journeys if journey != HOME]
    cells = (*outcomes, *journeys, Cell(JourneyId(""), "", None))
    return Figures(Week(Period("2027-W01"), 120, cells), date(2027, 1, 4))


def _lines(site: Site, figures: Figures, catalogue: Catalogue) -> Iterator[Line]:
    """The week, then each journey; a line with an icon begins what belongs together."""
    week = figures.week
    if figures.monday is None:
        yield Line(SOME_WEEK, icon="calendar-blank", strong=True)
    else:
        day = dates.day_in_full(figures.monday, catalogue.formats)
        yield Line(catalogue.fill(WEEK_OF, day=day).text, icon="calendar-blank", strong=True, live=True)
    yield Line(catalogue.fill(MINUTES, minutes=str(week.minutes)).text, live=True)
    for journey in dict.fromkeys(cell.journey for cell in week.cells):
        yield _heading(site, journey, catalogue)
        yield from (_figure(cell, catalogue) for cell in week.cells if cell.journey == journey)


def _heading(site: Site, journey: JourneyId, catalogue: Catalogue) -> Line:
    """The journey's title, in French where the journey is not offered in the page's language."""
    heading = Line(NO_JOURNEY, icon=NO_DOOR, strong=True)
    if journey == HOME:
        return heading
    if journey not in site.library.journeys:
        return replace(heading, text=ANOTHER_JOURNEY)
    title = site.library.journeys[journey].title
    heading = replace(heading, icon=_door_icon(site, journey))
    if not catalogue.speaks(journey):
        return replace(heading, text=title, language=FRENCH.language)
    said = catalogue.say(title)
    return replace(heading, text=said.text, language="" if catalogue.is_french else said.language or catalogue.language)


def _door_icon(site: Site, journey: JourneyId) -> str:
    """The sign of the door behind which the journey lies, which who reads badly knows from the resting screen."""
    doors = options(site.library.step(site.library.home))
    tone = site.library.journeys[journey].tone
    return next((door.icon for door in doors if door.tone is tone), NO_DOOR)


def _figure(cell: Cell, catalogue: Catalogue) -> Line:
    what = catalogue.say(OUTCOMES.get(cell.outcome, ANOTHER_OUTCOME)).text
    sentence, number = (FEW_VISITS, BELOW) if cell.n is None else (VISITS, cell.n)
    return Line(catalogue.fill(sentence, what=what, number=str(number)).text, live=True)
