"""What all screens share: the head, room for the body, and the bar at the foot."""

from typing import ClassVar, NamedTuple

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.page import Choice, Page
from screens.head import Head
from screens.kv import load_kv
from screens.theme import Theme
from screens.widgets.bar import Bar
from screens.widgets.kit import Choose, Kit
from screens.widgets.marked import light

load_kv(__file__)


class Room(NamedTuple):
    """Pixels the body of a page has."""

    width: float
    height: float


class PageScreen(BoxLayout):
    """A whole page, built from a `Page` and nothing else; a subclass fills the body in `build`.

    `fits` is False when a text had to be written smaller than the theme wants: `screens.split` then gives the
    screen less to carry. Nothing is ever cut.
    """

    lines_in_head: ClassVar[bool] = True
    """The page's sentences stand under the title; False: the body shows them."""

    def __init__(self, kit: Kit, page: Page, choose: Choose) -> None:
        """`choose` is called with the id of whatever is touched."""
        self.kit = kit
        self.choose = choose
        self.page = page
        self.fits = True
        super().__init__()
        self.draw(page)

    @property
    def theme(self) -> Theme:
        """The look of this page."""
        return self.kit.theme

    @property
    def edge(self) -> float:
        """Free space above and under the body: generous on a roomy panel."""
        return self.theme.px(max(2.6, 6.0 * self.theme.room**3))

    @property
    def room(self) -> Room:
        """What head and bar leave."""
        panel, theme = self.theme.panel, self.theme
        used = self.ids.head.height + self.ids.foot.height + self.edge * 0.75
        return Room(panel.width_px - 2 * theme.margin, panel.height_px - used)

    def draw(self, page: Page) -> None:
        """Show this page: head and bar, then whatever the body holds."""
        self.page = page
        self.ids.head.clear_widgets()
        self.ids.foot.clear_widgets()
        self.ids.body.clear_widgets()
        width = float(self.theme.panel.width_px)
        head = self.build_head()
        self.ids.head.height = head.height if head else 0
        if head:
            self.ids.head.add_widget(head)
        if page.bar:
            bar = Bar(self.kit, page.bar, self.choose, page.prefs.volume)
            self.ids.foot.height = bar.needed_height(width)
            self.ids.foot.add_widget(bar)
        self.fits = self.build() and (head is None or head.fits)

    def build_head(self) -> "Head | None":
        """The title strip and the sentences under it; None for a page without."""
        return Head(self.kit, self.page, self.choose, with_lines=self.lines_in_head, edge=self.edge)

    def build(self) -> bool:
        """Fill `ids.body`; False when the texts had to be made smaller to fit."""
        raise NotImplementedError

    def put(self, widget: Widget) -> None:
        """Add a widget to the body."""
        self.ids.body.add_widget(widget)

    def update(self, page: Page) -> None:
        """Show the same page with other values."""
        self.draw(page)

    def light(self, mark: str) -> None:
        """Light what is being said."""
        light(self, mark)

    def touch(self, choice: Choice) -> None:
        """What a press on a choice does."""
        self.choose(choice.id)
