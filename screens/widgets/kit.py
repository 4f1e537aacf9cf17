"""What every touchable widget of one page is built with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kiosk.ids import ChoiceId
from kiosk.languages.wording import FRENCH_WORDS, HouseWords
from screens.press import PressRules
from screens.theme import Theme

if TYPE_CHECKING:
    from screens.site_link import SiteLink

Choose: TypeAlias = Callable[[ChoiceId], None]
"""What a screen is given: called with the id of a choice when a press on it counts."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The page's look and its press rules."""

    theme: Theme
    press: PressRules
    house: HouseWords = FRENCH_WORDS
    """What widgets write of their own accord, in the page's language."""
    site: "SiteLink | None" = None
    """Where the pictures of an official page come from, and touches on it go; None: a glass stays empty."""
