"""The pages of a call for a person: to be read from afar while it lasts, then calm ways on. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from kiosk.calling.progress import Call
from kiosk.journey.loader import HOME, Ref
from kiosk.journey.model import Journey
from kiosk.journey.values import NAMED, Trust, fill
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import CallPage, Choice, Line, NoticePage, Page
from kiosk.pages import words
from kiosk.pages.journey_pages import SIGN, VERIFY_LINE
from kiosk.pages.site import Site
from kiosk.session import VisitorSession

CAME: Final = Choice(words.CAME, "On est venu", icon="check-circle")
ALONE: Final = Choice(words.CLOSE, "Continuer seul", icon="arrow-left", primary=False)
STOP: Final = Choice(words.CLOSE, "Arrêter l’appel", icon="x-circle", primary=False)
AGAIN: Final = Choice(words.CALL, "Appeler encore", icon="hand-waving")
CALLS: Final = "La borne appelle une personne."
UNSENT: Final = "Le message n’est pas parti."
ALOUD: Final = "Appelez à voix haute."
GO: Final = "Allez voir une personne de l’accueil."
NUMBER: Final = "Le numéro\u00a0: {number}."
HOURS: Final = "Heures d’appel\u00a0: {hours}."
_PHONE: Final = "_phone"


def call_page(site: Site, session: VisitorSession, ref: Ref) -> Page:
    """How the call stands."""
    call, journey = session.call or Call(), site.library.journey(ref)
    catalogue = site.catalogue(session.prefs.language)
    page = late_page(_numbers(site, journey, catalogue)) if call.late else ringing_page(_name(journey), call)
    if not call.paused:
        return page
    choices = tuple(STOP if choice is ALONE else choice for choice in page.choices)
    return replace(page, choices=choices, bar=words.PERSON_ALONE)


def ringing_page(name: str, call: Call) -> CallPage:
    """The call. `name`: what it is about, in French, as the facilitator knows it; empty: nobody's business."""
    told = (UNSENT, ALOUD) if call.unsent else (CALLS,)
    about = (Line(name, strong=True, language=FRENCH.language),) if name else ()
    return CallPage(
        title="Quelqu’un demande de l’aide",
        lines=(*about, *map(Line, told)),
        icon="hand-waving",
        choices=(CAME, ALONE),
        bar=words.BAR,
    )


def late_page(numbers: tuple[Line, ...] = ()) -> NoticePage:
    """Nobody has come within a minute: what there is to do instead."""
    return NoticePage(
        title="Personne n’est encore venu",
        lines=(Line(GO, icon="hand-waving" if numbers else ""), *numbers),
        icon="hand-waving",
        choices=(AGAIN, ALONE),
        bar=words.BAR,
    )


def every_call(site: Site, catalogue: Catalogue) -> Iterator[Page]:
    """For clips and checks: every name that is said in this language's journeys, and every state."""
    journeys = (one for one in site.library.journeys.values() if catalogue.speaks(one.id))
    yield from (ringing_page(name, Call()) for name in dict.fromkeys(map(_name, journeys)))
    yield ringing_page("", Call(unsent=True))
    yield replace(ringing_page("", Call()), choices=(CAME, STOP), bar=words.PERSON_ALONE)
    number, hours = (
        _line(catalogue, NUMBER, SIGN, number="0800 00 000"),
        _line(catalogue, HOURS, "clock", hours="9 h à 12 h"),
    )
    yield from (late_page(), late_page((number, hours)), late_page((number, VERIFY_LINE)))


def _name(journey: Journey) -> str:
    """What the facilitator may read from afar."""
    return "" if journey.id == HOME or journey.sensitive else journey.title


def _numbers(site: Site, journey: Journey, catalogue: Catalogue) -> tuple[Line, ...]:
    """The first telephone number of which the journey speaks, and its hours where somebody has checked them."""
    texts = chain.from_iterable(step.text for step in journey.steps)
    named = dict.fromkeys(name for text in texts for name in NAMED.findall(text) if name.endswith(_PHONE))
    known = [name for name in named if (value := site.library.values.get(name)) and value.text]
    if not known or not _name(journey):
        return ()
    number = fill(f"{{{known[0]}}}", site.library.values, site.today)
    hours = fill(f"{{{known[0]}_hours}}", site.library.values, site.today)
    unsure = number.trust is not Trust.SURE
    lines = [_line(catalogue, NUMBER, SIGN if unsure else "phone", number=number.text)]
    if unsure:
        lines.append(VERIFY_LINE)
    if hours.trust is Trust.SURE:
        lines.append(_line(catalogue, HOURS, "clock", hours=hours.text))
    return tuple(lines)


def _line(catalogue: Catalogue, template: str, icon: str, **values: str) -> Line:
    text, language = catalogue.fill(template, **values)
    return Line(text, icon=icon, live=True, language=language or ("" if catalogue.is_french else catalogue.language))
