"""The pages of a journey's steps that need no provider: choice, info, checklist, entry, outcome."""

from dataclasses import replace

from kiosk.journey.loader import Ref
from kiosk.journey.model import (
    ChecklistStep,
    ChoiceStep,
    EntryStep,
    InfoStep,
    Option,
    OutcomeStep,
    Step,
)
from kiosk.journey.values import Filled, Trust, fill
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import (
    ChecklistPage,
    Choice,
    ChoicePage,
    EntryPage,
    HomePage,
    InfoPage,
    Line,
    OutcomePage,
    Page,
)
from kiosk.pages import keypad, words
from kiosk.pages.site import Site
from kiosk.session import VisitorSession
from kiosk.walk import offered

VERIFY_LINE = Line(words.VERIFY)
"""What stands behind a value that nobody has checked at the place, or not for long."""
SIGN = "warning"
"""Beside such a value."""


def journey_page(site: Site, session: VisitorSession, ref: Ref) -> Page:
    """The page of a step that no provider has a part in, in French; its live texts are in the session's language."""
    catalogue = site.catalogue(session.prefs.language)
    step = site.library.step(ref)
    tone = site.library.journey(ref).tone
    match step:
        case ChoiceStep():
            kind = HomePage if ref == site.library.home else ChoicePage
            return kind(
                title=step.title,
                lines=lines_of(site, step, catalogue),
                choices=choices_of(site, ref, catalogue),
                tone=tone,
                bar=words.HOME_BAR if ref == site.library.home else words.BAR,
            )
        case InfoStep():
            return InfoPage(
                title=step.title,
                lines=lines_of(site, step, catalogue),
                choices=_first_primary(choices_of(site, ref, catalogue)),
                icon=step.icon,
                tone=tone,
                bar=words.BAR,
            )
        case ChecklistStep():
            return checklist_page(site, session, ref, step)
        case EntryStep():
            return entry_page(site, session, ref, step)
        case OutcomeStep():
            return OutcomePage(
                title=step.title,
                lines=lines_of(site, step, catalogue),
                choices=_first_primary(choices_of(site, ref, catalogue)),
                icon=step.icon,
                tone=tone,
                bar=words.BAR,
            )
        case _:
            raise TypeError(step)


def checklist_page(site: Site, session: VisitorSession, ref: Ref, step: ChecklistStep) -> ChecklistPage:
    """Things to bring, each ticked or not yet."""
    catalogue = site.catalogue(session.prefs.language)
    return ChecklistPage(
        title=step.title,
        lines=lines_of(site, step, catalogue),
        items=tuple(
            Choice(item.id, item.label, icon=item.icon, chosen=item.id in session.ticked, primary=False)
            for item in step.items
        ),
        choices=_first_primary(choices_of(site, ref, catalogue)),
        tone=site.library.journey(ref).tone,
        bar=words.BAR,
    )


def entry_page(site: Site, session: VisitorSession, ref: Ref, step: EntryStep) -> EntryPage:
    """A field with our keypad; "Continuer" is there once something is typed."""
    catalogue = site.catalogue(session.prefs.language)
    typed = session.typed.get(step.field, "")
    layout = "digits" if step.field == "phone" else session.layout
    done = Choice(words.DONE, "Continuer", icon="arrow-right", enabled=keypad.is_complete(step.field, typed))
    return EntryPage(
        title=step.title,
        lines=lines_of(site, step, catalogue),
        field=step.label,
        value=Line(typed, personal=True),
        layout=layout,
        keys=keypad.keys(layout, step.field),
        tools=keypad.tools(layout, step.field),
        choices=(done,),
        tone=site.library.journey(ref).tone,
        bar=words.BAR,
    )


def lines_of(site: Site, step: Step, catalogue: Catalogue = FRENCH) -> tuple[Line, ...]:
    """The step's sentences, translated, then filled with their values.

    A sign stands beside each with a value that wants checking, and behind the last of them a note says so, once.
    """
    filled = [_filled(site, sentence, catalogue) for sentence in step.text]
    unsure = [number for number, (_, trust) in enumerate(filled) if trust is Trust.VERIFY]
    lines: list[Line] = []
    for number, (line, _) in enumerate(filled):
        lines.append(replace(line, icon=SIGN if number in unsure else "", apart=number > min(unsure, default=number)))
        if unsure and number == unsure[-1]:
            lines.append(VERIFY_LINE)
    return tuple(lines)


def _filled(site: Site, sentence: str, catalogue: Catalogue) -> tuple[Line, Trust]:
    said = catalogue.say(sentence)
    filled: Filled = fill(said.text, site.library.values, site.today)
    if filled.trust is Trust.FALLBACK:
        said = catalogue.say(filled.text)
        return Line(said.text, language=_known(said.language, catalogue)), filled.trust
    return Line(filled.text, language=_known(said.language, catalogue)), filled.trust


def _known(language: str, catalogue: Catalogue) -> str:
    """A sentence that was translated here says its language, so that it is not looked up once more."""
    return language or ("" if catalogue.is_french else catalogue.language)


def choices_of(site: Site, ref: Ref, catalogue: Catalogue = FRENCH) -> tuple[Choice, ...]:
    """The step's buttons that this site offers; one that leads to a journey without a translation says so."""
    return tuple(
        _choice(option, _hint(site, ref, option, catalogue)) for option in offered(site.library, ref, site.abilities)
    )


def _hint(site: Site, ref: Ref, option: Option, catalogue: Catalogue) -> str:
    there = site.library.resolve(ref, option.to)
    return option.hint if there is None or catalogue.speaks(there.journey) else words.IN_FRENCH


def _choice(option: Option, hint: str) -> Choice:
    return Choice(option.id, option.label, hint, option.icon, option.tone)


def _first_primary(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The way on stands out; the others are white."""
    return tuple(
        choice if number == 0 else Choice(choice.id, choice.label, choice.hint, choice.icon, choice.tone, primary=False)
        for number, choice in enumerate(choices)
    )
