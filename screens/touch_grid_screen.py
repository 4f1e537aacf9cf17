"""Fields all over the screen, each to be touched once: does all of it feel a finger."""

from kiosk.page import Page, TouchGridPage
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.widgets.cards import Key

load_kv(__file__)


class TouchGridScreen(PageScreen):
    """All fields of one size; none is ever too small, for the panel is what it is."""

    page: TouchGridPage

    @property
    def columns(self) -> int:
        """Fields side by side."""
        return 3 if self.theme.panel.portrait else 4

    def build(self) -> bool:
        grid = self.ids.grid
        grid.clear_widgets()
        for choice in self.page.choices:
            grid.add_widget(Key(self.kit, choice, self.choose))
        return True

    def update(self, page: Page) -> None:
        """A field was touched: the others stay, for a finger may be on one of them already."""
        if not isinstance(page, TouchGridPage) or page.title != self.page.title:
            self.draw(page)
            return
        grid = self.ids.grid
        shown = list(reversed(grid.children))  # Kivy keeps the last one added first
        for index, (old, choice) in enumerate(zip(shown, page.choices, strict=True)):
            if old.choice.chosen != choice.chosen:
                grid.remove_widget(old)
                grid.add_widget(Key(self.kit, choice, self.choose), index=len(shown) - 1 - index)
        self.page = page
