"""Puts the screen of one page on the window, without the application around it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.ids import ChoiceId
from kiosk.page import Page
from screens.panel import Panel, panel_for
from screens.press import PressRules
from screens.theme import theme_for
from tests.pilot import Pilot

if TYPE_CHECKING:
    from screens.page_screen import PageScreen


@dataclass(frozen=True)
class Staged:
    """A screen on the window, and what was touched on it."""

    screen: "PageScreen"
    touched: list[ChoiceId]


def stage(pilot: Pilot, page: Page, panel: Panel | None = None) -> Staged:
    """Show this page alone; presses count once the first half second has passed."""
    from screens.navigator import screen_for
    from screens.widgets.kit import Kit

    panel = panel or panel_for(*pilot.window.size)
    touched: list[ChoiceId] = []
    kit = Kit(theme_for(panel, page.prefs), PressRules(pilot.clock.now))
    screen = screen_for(page)(kit, page, touched.append)
    pilot.show(screen)
    return Staged(screen, touched)
