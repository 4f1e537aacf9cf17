"""The pages of a journey's steps that need no provider: choice, info, checklist, entry, outcome."""

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
from kiosk.journey.values import Trust, fill
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


def journey_page(site: Site, session: VisitorSession, ref: Ref) -> Page:
    """The page of a step that no provider has a part in."""
    step = site.library.step(ref)
    tone = site.library.journey(ref).tone
    match step:
        case ChoiceStep():
            kind = HomePage if ref == site.library.home else ChoicePage
            return kind(
                title=step.title,
                lines=lines_of(site, step),
                choices=choices_of(site, ref),
                tone=tone,
                bar=words.HOME_BAR if ref == site.library.home else words.BAR,
            )
        case InfoStep():
            return InfoPage(
                title=step.title,
                lines=lines_of(site, step),
                choices=_first_primary(choices_of(site, ref)),
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
                lines=lines_of(site, step),
                choices=_first_primary(choices_of(site, ref)),
                icon=step.icon,
                tone=tone,
                bar=words.BAR,
            )
        case _:
            raise TypeError(step)


def checklist_page(site: Site, session: VisitorSession, ref: Ref, step: ChecklistStep) -> ChecklistPage:
    """Things to bring, each ticked or not yet."""
    return ChecklistPage(
        title=step.title,
        lines=lines_of(site, step),
        items=tuple(
            Choice(item.id, item.label, icon=item.icon, chosen=item.id in session.ticked, primary=False)
            for item in step.items
        ),
        choices=_first_primary(choices_of(site, ref)),
        tone=site.library.journey(ref).tone,
        bar=words.BAR,
    )


def entry_page(site: Site, session: VisitorSession, ref: Ref, step: EntryStep) -> EntryPage:
    """A field with our keypad; "Continuer" is there once something is typed."""
    typed = session.typed.get(step.field, "")
    layout = "digits" if step.field == "phone" else session.layout
    done = Choice(words.DONE, "Continuer", icon="arrow-right", enabled=keypad.is_complete(step.field, typed))
    return EntryPage(
        title=step.title,
        lines=lines_of(site, step),
        field=step.label,
        value=Line(typed, personal=True),
        layout=layout,
        keys=keypad.keys(layout, step.field),
        tools=keypad.tools(layout, step.field),
        choices=(done,),
        tone=site.library.journey(ref).tone,
        bar=words.BAR,
    )


def lines_of(site: Site, step: Step) -> tuple[Line, ...]:
    """The step's sentences with their values; a note where a value wants checking."""
    filled = tuple(fill(sentence, site.library.values, site.today) for sentence in step.text)
    lines = tuple(Line(each.text) for each in filled)
    verify = any(each.trust is Trust.VERIFY for each in filled)
    return (*lines, Line(words.VERIFY, icon="warning")) if verify else lines


def choices_of(site: Site, ref: Ref) -> tuple[Choice, ...]:
    """The step's buttons that this site offers."""
    return tuple(_choice(option) for option in offered(site.library, ref, site.abilities))


def _choice(option: Option) -> Choice:
    return Choice(option.id, option.label, option.hint, option.icon, option.tone)


def _first_primary(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The way on stands out; the others are white."""
    return tuple(
        choice if number == 0 else Choice(choice.id, choice.label, choice.hint, choice.icon, choice.tone, primary=False)
        for number, choice in enumerate(choices)
    )
