"""What a page says on arrival: everything that it shows, so that nothing has to be read."""

from dataclasses import replace

from kiosk.languages.wording import HouseWords
from kiosk.page import (
    AgendaPage,
    ChecklistPage,
    Choice,
    EntryPage,
    IdlePage,
    Page,
    SettingsPage,
    SiteEntryPage,
    SitePage,
    SlotsPage,
    Utterance,
    WaitingPage,
    choice_mark,
    choice_utterance,
    line_utterance,
)


def compose(page: Page) -> tuple[Utterance, ...]:
    """Title, notice of an example or exercise, sentences, then "Vous pouvez toucher" and the labels."""
    if isinstance(page, WaitingPage) and not page.lines:
        return ()  # most waits are over before a word is: the voice speaks when one is slow
    house, language = page.house, page.house.language
    said = [] if isinstance(page, SitePage) else [Utterance(page.title, "title", language)]
    if page.notice:
        said.append(Utterance(page.notice, "notice", language))
    said += [line_utterance(line, f"line:{number}", house) for number, line in enumerate(page.lines) if line.text]
    match page:
        case SettingsPage():
            for group in page.groups:
                said.append(Utterance(group.label, f"group:{group.label}", language))
                said += _choices(group.options, house)
            said += _choices(page.choices, house)
        case ChecklistPage():
            said += [*_choices(page.items, house), *_touch(page.choices, house)]
        case EntryPage():
            said += _asked(page)
            said += _touch((*page.tools, *page.choices), house)
        case SlotsPage(day=""):
            said += _touch((*(day.choice for day in page.days), *page.choices), house)
        case SlotsPage():
            others = tuple(day.choice for day in page.days if not day.choice.chosen)
            said += [Utterance(page.day, "day", language, live=True), *_touch(page.choices, house)]
            said += [Utterance(house.or_day, "", language), *_choices(others, house)] if others else []
        case IdlePage():
            said += _choices(page.choices, house)
        case _:
            cells = page.cells if isinstance(page, AgendaPage) else ()
            said += _touch((*cells, *page.choices), house)
    return tuple(said)


def utterances_of(page: Page, mark: str) -> tuple[Utterance, ...]:
    """What is said of the thing with this mark, when a finger finds it; empty when there is nothing to say."""
    found = _utterances_of(page, mark)
    return tuple(replace(one, personal=True) for one in found) if mark in page.quiet else found


def marks_of(page: Page) -> frozenset[str]:
    """Every mark under which a finger can find something."""
    return frozenset(map(choice_mark, explorable(page))) | {one.mark for one in compose(page)}


def _utterances_of(page: Page, mark: str) -> tuple[Utterance, ...]:
    for choice in explorable(page):
        if choice_mark(choice) == mark:
            found = choice_utterance(choice, page.house)
            secret = isinstance(page, SiteEntryPage) and page.hidden and choice in page.keys
            return (replace(found, personal=True),) if secret else (found,)
    if isinstance(page, SitePage) and mark == "site":
        known = (page.official.name, page.official.note)
        return tuple(Utterance(text, mark, page.house.language) for text in known if text)
    return tuple(one for one in compose(page) if one.mark == mark and one.text)


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
        case AgendaPage():
            extra = page.cells
        case _:
            pass
    return tuple(choice for choice in (*extra, *page.choices, *page.bar) if choice.label)


def _asked(page: EntryPage) -> list[Utterance]:
    """The field, and what was typed in it so far; of an official page its name alone, as the page has it."""
    if isinstance(page, SiteEntryPage):
        return [Utterance(page.field, "field", page.house.language, live=True)] if page.field else []
    return [Utterance(page.field, "field", page.house.language), *_typed(page)]


def _typed(page: EntryPage) -> tuple[Utterance, ...]:
    """What was typed so far, for a headset alone."""
    typed = line_utterance(page.value, "field", page.house)
    return (replace(typed, live=True, personal=True),) if typed.text else ()


def _choices(choices: tuple[Choice, ...], house: HouseWords) -> list[Utterance]:
    return [choice_utterance(choice, house) for choice in choices if choice.enabled and choice.label]


def _touch(choices: tuple[Choice, ...], house: HouseWords) -> list[Utterance]:
    said = _choices(choices, house)
    return [Utterance(house.touch, "", house.language), *said] if said else []
