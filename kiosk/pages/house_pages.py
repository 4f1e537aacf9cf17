"""The house's own pages: a person, the end, language, idle, erased, out of service."""

from collections.abc import Iterable

from kiosk.bookings.protocol import Booked, Requested
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import (
    Choice,
    ChoicePage,
    ErasedPage,
    IdlePage,
    Line,
    NoticePage,
    OutOfServicePage,
    Page,
)
from kiosk.pages import dates, words
from kiosk.pages.listening import listening_page
from kiosk.pages.settings_pages import settings_page
from kiosk.session import Overlay, VisitorSession


def overlay_page(  # one way a kind of page
    session: VisitorSession,
    overlay: Overlay,
    *,
    example: bool = False,
    headset: bool = False,
    languages: Iterable[Catalogue] = (),
) -> Page:
    """The page that covers the journey's one. `example`: no appointment of this site is real.

    `headset`: there is one to be chosen; `languages` are those that are offered beside French.
    """
    match overlay:
        case Overlay.OTHER:
            return other_page()
        case Overlay.FINISH:
            return finish_page(session.appointment.end, example=example)
        case Overlay.LANGUAGE:
            return language_page(languages, session.prefs.language)
        case Overlay.SETTINGS:
            return settings_page(session.prefs, headset=headset)
        case Overlay.LISTENING:
            return listening_page(headset=headset)
        case Overlay.CANCEL:
            return cancel_page(example=example)
        case Overlay.QR | Overlay.COUNTS | Overlay.PRINTING | Overlay.PERSON:  # they need to know the site
            raise TypeError(overlay)


def other_page() -> NoticePage:
    """Where the kiosk ends and people begin."""
    return NoticePage(
        title="Autre chose\u00a0? Une personne vous aide",
        lines=(Line("Allez voir une personne de l’accueil."), Line("Demander de l’aide est normal.")),
        icon="hand-waving",
        choices=(words.PERSON_CHOICE, words.CLOSE_CHOICE),
        bar=words.BAR,
    )


def finish_page(end: Booked | Requested | None, *, example: bool = False) -> NoticePage:
    """The one confirmation before all is erased. `end`: what was made in this visit, and stays."""
    lines: tuple[Line, ...]
    match end:
        case Booked():
            lines = (Line("Votre rendez-vous reste réservé."), Line("Notez le jour, l’heure et le code."))
        case Requested():
            lines = (Line("Votre demande reste envoyée."), Line("Notez le jour et l’heure."))
        case None:
            lines = (Line("Tout s’efface pour vous protéger."),)
    return NoticePage(
        title="Voulez-vous terminer\u00a0?",
        lines=lines,
        icon="eraser",
        example=example and end is not None,
        choices=(words.END_CHOICE, words.KEEP_CHOICE),
        bar=words.BAR,
    )


def cancel_page(*, example: bool = False) -> NoticePage:
    """The one confirmation before an appointment is given back."""
    return NoticePage(
        title="Annuler ce rendez-vous\u00a0?",
        lines=(Line("Une autre personne peut alors prendre cette heure."),),
        icon="calendar-x",
        example=example,
        choices=(
            Choice(words.CANCEL_YES, "Oui, annuler", icon="calendar-x"),
            Choice(words.CLOSE, "Non, je garde le rendez-vous", icon="calendar-check", primary=False),
        ),
        bar=words.BAR,
    )


def language_page(languages: Iterable[Catalogue], spoken: str) -> ChoicePage:
    """Each language under its own name, asked for and said in itself; and an honest way on for the others.

    `spoken`: the code of the page's own language, in which the title asks already.
    """
    title = "Choisissez votre langue"
    offered = (FRENCH, *languages)
    asked = ((one.text(title), one.language) for one in offered if one.language != spoken)
    return ChoicePage(
        title=title,
        lines=tuple(Line(text, language=language) for text, language in asked if text),
        choices=(
            *(
                Choice(words.speaking(one.language), one.house.name, icon="globe", language=one.language)
                for one in offered
            ),
            Choice(words.PERSON, "Une autre langue", "Une personne vous aide", "hand-waving", primary=False),
        ),
        bar=words.BAR,
    )


def idle_page(seconds_left: int, seconds_total: int, catalogue: Catalogue = FRENCH) -> IdlePage:
    """The warning before all is erased."""
    time = dates.duration(seconds_left, catalogue.formats)
    return IdlePage(
        title="Êtes-vous encore là\u00a0?",
        lines=(Line("Sinon, tout s’efface pour vous protéger."),),
        choices=(words.STAY_CHOICE,),
        seconds_left=seconds_left,
        seconds_total=seconds_total,
        left=catalogue.fill(words.STILL, time=time).text,
    )


def erased_page() -> ErasedPage:
    """What the visitor sees last."""
    return ErasedPage(
        title="Tout est effacé",
        lines=(Line("Merci et à bientôt."),),
        icon="shield-check",
    )


def out_of_service_page(fault: str) -> OutOfServicePage:
    """The kiosk cannot serve; the facilitator reads why at the foot."""
    return OutOfServicePage(
        title="La borne est en pause",
        lines=(Line("Allez voir une personne de l’accueil."),),
        icon="moon",
        fault=fault,
    )


def still_page(name: str = "", phone: str = "") -> OutOfServicePage:
    """What a picture shows where the kiosk itself cannot even start: the same, and what may bring it back.

    `name` and `phone` are those of the settings' `[facilitator]`.
    """
    return out_of_service_page(
        "la borne ne démarre pas. Débranchez-la, attendez dix secondes, rebranchez-la. "
        f"Rien ne change\u00a0? {_whom_to_call(name, phone.replace(' ', words.NBSP))}"
    )


def maintenance_page() -> OutOfServicePage:
    """What a picture shows while the appliance changes its own system: nobody is to unplug it now."""
    return out_of_service_page(
        "un entretien du système est en cours. Il dure environ dix minutes. "
        "Laissez la borne allumée. Elle redémarre seule."
    )


def _whom_to_call(name: str, phone: str) -> str:
    if name and phone:
        return f"Téléphonez\u00a0: {name}, {phone}."
    if phone:
        return f"Téléphonez au {phone}."
    return f"Prévenez\u00a0: {name}." if name else "Appelez la personne qui l’a installée."
