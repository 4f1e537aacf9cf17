"""The house's own pages: a person, the end, idle, erased, out of service, "Voir et entendre", language."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.bookings.protocol import Booked, Requested
from kiosk.ids import ChoiceId
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
    Prefs,
    SettingGroup,
    SettingsPage,
    Utterance,
    choice_utterance,
)
from kiosk.pages import dates, words
from kiosk.pages.translation import translated
from kiosk.session import Overlay, VisitorSession

VOLUMES = ("Très doux", "Doux", "Normal", "Fort", "Très fort")


def overlay_page(
    session: VisitorSession, overlay: Overlay, *, example: bool = False, languages: Iterable[Catalogue] = ()
) -> Page:
    """The page that covers the journey's one. `example`: no appointment of this site is real.

    `languages` are those that are offered beside French.
    """
    match overlay:
        case Overlay.PERSON:
            return person_page()
        case Overlay.OTHER:
            return replace(person_page(), title="Autre chose\u00a0? Une personne vous aide")
        case Overlay.FINISH:
            return finish_page(session.appointment.end, example=example)
        case Overlay.LANGUAGE:
            return language_page(languages)
        case Overlay.SETTINGS:
            return settings_page(session.prefs)
        case Overlay.CANCEL:
            return cancel_page(example=example)
        case Overlay.QR:
            raise TypeError(overlay)


def person_page() -> NoticePage:
    """Where the kiosk ends and people begin."""
    return NoticePage(
        title="Une personne vous aide",
        lines=(Line("Allez voir une personne de l’accueil."), Line("Demander de l’aide est normal.")),
        icon="hand-waving",
        choices=(words.CLOSE_CHOICE,),
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


def language_page(languages: Iterable[Catalogue] = ()) -> ChoicePage:
    """Each language under its own name, asked for and said in itself; and an honest way on for the others."""
    title = "Choisissez votre langue"
    offered = (FRENCH, *languages)
    asked = ((one.text(title), one.language) for one in offered)
    return ChoicePage(
        title=title,
        lines=tuple(Line(text, language=language) for text, language in asked if text and text != title),
        choices=(
            *(
                Choice(words.speaking(one.language), one.house.name, icon="globe", language=one.language)
                for one in offered
            ),
            Choice(words.PERSON, "Une autre langue", "Une personne vous aide", "hand-waving", primary=False),
        ),
        bar=words.BAR,
    )


def settings_page(prefs: Prefs) -> SettingsPage:
    """Volume, text size, black and white, "Sans voir"."""
    volumes = tuple(
        _option(f"volume:{level}", name, chosen=prefs.volume == level) for level, name in enumerate(VOLUMES, start=1)
    )
    return SettingsPage(
        title="Voir et entendre",
        groups=(
            SettingGroup("Le son", "speaker-high", volumes),
            SettingGroup("Les lettres", "text-aa", _two("size", "Normales", "Grandes", on=prefs.large)),
            SettingGroup(
                "Les couleurs",
                "circle-half",
                _two("contrast", "En couleurs", "Noir et blanc", on=prefs.black_and_white),
            ),
            SettingGroup("Sans voir", "eye-closed", _two("blind", "Non", "Oui", on=prefs.blind)),
        ),
        choices=(Choice(words.CLOSE, "C’est bon", icon="check-circle"),),
        bar=words.BAR,
    )


def said_of(prefs: Prefs, choice_id: ChoiceId, catalogue: Catalogue = FRENCH) -> tuple[Utterance, ...]:
    """What is said when one of the options was touched; `prefs` are those after it."""
    house = catalogue.house
    if choice_id.startswith("blind:"):
        return (Utterance(house.blind_on if prefs.blind else house.blind_off, language=house.language),)
    page = settings_page(prefs)
    page = translated(page, catalogue) or page
    options = [option for group in page.groups for option in group.options]
    return tuple(choice_utterance(option, page.house) for option in options if option.id == choice_id)


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


def _two(group: str, off: str, on_label: str, *, on: bool) -> tuple[Choice, ...]:
    return (_option(f"{group}:off", off, chosen=not on), _option(f"{group}:on", on_label, chosen=on))


def _option(choice: str, label: str, *, chosen: bool) -> Choice:
    return Choice(ChoiceId(choice), label, chosen=chosen, primary=False)
