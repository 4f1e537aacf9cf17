"""A French page in another language: the one place where texts of pages are replaced."""

from dataclasses import replace
from typing import Any, TypeVar

from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import ChecklistPage, Choice, EntryPage, Line, Page, SettingGroup, SettingsPage
from kiosk.pages import words

P = TypeVar("P", bound=Page)


def translated(page: P, catalogue: Catalogue) -> P | None:
    """The page in this language; None when its title or another heading has no translation: then it stays French.

    Live texts were made in the language already, and names carry theirs; both stay as they are. A sentence or a
    choice without a translation stays French and says so. Ids never change.
    """
    if catalogue.is_french:
        return page
    title = catalogue.text(page.title)
    more = _more(page, catalogue)
    if title is None or more is None:
        return None
    return replace(
        page,
        title=title,
        lines=tuple(_line(line, catalogue) for line in page.lines),
        choices=_choices(page.choices, catalogue),
        bar=_choices(page.bar, catalogue),
        house=catalogue.house,
        **more,
    )


def _more(page: Page, catalogue: Catalogue) -> dict[str, Any] | None:
    """What some kinds of pages have besides; None when a heading has no translation."""
    match page:
        case ChecklistPage():
            return {"items": _choices(page.items, catalogue)}
        case EntryPage():
            field = catalogue.text(page.field)
            keys, tools = _choices(page.keys, catalogue), _choices(page.tools, catalogue)
            return None if field is None else {"field": field, "keys": keys, "tools": tools}
        case SettingsPage():
            groups = [_group(group, catalogue) for group in page.groups]
            known = tuple(group for group in groups if group is not None)
            return {"groups": known} if len(known) == len(groups) else None
        case _:
            return {}


def _group(group: SettingGroup, catalogue: Catalogue) -> SettingGroup | None:
    label = catalogue.text(group.label)
    return None if label is None else replace(group, label=label, options=_choices(group.options, catalogue))


def _choices(choices: tuple[Choice, ...], catalogue: Catalogue) -> tuple[Choice, ...]:
    return tuple(_choice(choice, catalogue) for choice in choices)


def _choice(choice: Choice, catalogue: Catalogue) -> Choice:
    """Label, hint and spoken words together, so that no choice is half in each language."""
    if choice.live or choice.language or not choice.label:
        return choice
    if choice.id == words.LANGUAGE:
        return replace(choice, label=catalogue.house.name)
    label, hint, spoken = (catalogue.text(text) for text in (choice.label, choice.hint, choice.spoken))
    if label is None or hint is None or spoken is None:
        return replace(choice, language=FRENCH.language)
    return replace(choice, label=label, hint=hint, spoken=spoken)


def _line(line: Line, catalogue: Catalogue) -> Line:
    if line.live or line.personal or line.language or not line.text:
        return line
    said = catalogue.say(line.text)
    return replace(line, text=said.text, language=said.language)
