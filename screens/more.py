"""The buttons that lead from one part of a page to the next."""

from typing import Final

from kiosk.ids import ChoiceId
from kiosk.languages.wording import Further
from kiosk.page import Choice, Page

MORE: Final = ChoiceId("@more")


def further(words: Further, *, last: bool) -> Choice:
    """To the next part; on the last one, to the first."""
    icon = "arrow-counter-clockwise" if last else "arrow-right"
    return Choice(MORE, words.first if last else words.others, icon=icon, primary=False)


def onward(page: Page) -> Choice:
    """To the next part of a text."""
    return Choice(MORE, page.house.onward, icon="arrow-right")


def leads_on(page: Page) -> bool:
    """True for a part with nothing to do but to go on."""
    return [choice.id for choice in page.choices] == [MORE]


def is_more(choice: Choice) -> bool:
    """True for a button that only leads to another part."""
    return choice.id == MORE
