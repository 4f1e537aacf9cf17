"""What a page says on arrival: everything that it shows, so that nothing has to be read."""

from kiosk.page import (
    ChecklistPage,
    Choice,
    EntryPage,
    IdlePage,
    Page,
    SettingsPage,
    SlotsPage,
    Utterance,
    WaitingPage,
    choice_mark,
    choice_utterance,
    line_utterance,
)
from kiosk.pages import words


def compose(page: Page) -> tuple[Utterance, ...]:
    """Title, example notice, sentences, then "Vous pouvez toucher" and the labels."""
    if isinstance(page, WaitingPage) and not page.lines:
        return ()  # most waits are over before a word is: the voice speaks when one is slow
    said = [Utterance(page.title, "title")]
    if page.example:
        said.append(Utterance(words.EXAMPLE, "example"))
    said += [line_utterance(line, f"line:{number}") for number, line in enumerate(page.lines) if line.text]
    match page:
        case SettingsPage():
            for group in page.groups:
                said.append(Utterance(group.label, f"group:{group.label}"))
                said += _choices(group.options)
            said += _choices(page.choices)
        case ChecklistPage():
            said += [*_choices(page.items), *_touch(page.choices)]
        case EntryPage():
            said += [Utterance(page.field, "field"), *_touch((*page.tools, *page.choices))]
        case SlotsPage(day=""):
            said += _touch((*(day.choice for day in page.days), *page.choices))
        case SlotsPage():
            others = tuple(day.choice for day in page.days if not day.choice.chosen)
            said += [Utterance(page.day, "day", live=True), *_touch(page.choices)]
            said += [Utterance(words.OR_DAY), *_choices(others)] if others else []
        case IdlePage():
            said += _choices(page.choices)
        case _:
            said += _touch(page.choices)
    return tuple(said)


def utterance_of(page: Page, mark: str) -> Utterance | None:
    """What is said of the thing with this mark, when a finger finds it; None when there is nothing to say."""
    for choice in explorable(page):
        if choice_mark(choice) == mark:
            return choice_utterance(choice)
    return next((one for one in compose(page) if one.mark == mark and one.text), None)


def explorable(page: Page) -> tuple[Choice, ...]:
    """Everything on the page that can be touched, for the clips and for "Sans voir"."""
    extra: tuple[Choice, ...] = ()
    match page:
        case SettingsPage():
            extra = tuple(option for group in page.groups for option in group.options)
        case ChecklistPage():
            extra = page.items
        case EntryPage():
            extra = (*page.keys, *page.tools)
        case SlotsPage():
            extra = tuple(day.choice for day in page.days)
        case _:
            pass
    return tuple(choice for choice in (*extra, *page.choices, *page.bar) if choice.label)


def _choices(choices: tuple[Choice, ...]) -> list[Utterance]:
    return [choice_utterance(choice) for choice in choices if choice.enabled and choice.label]


def _touch(choices: tuple[Choice, ...]) -> list[Utterance]:
    said = _choices(choices)
    return [Utterance(words.TOUCH), *said] if said else []
