"""What all screens share: the head, room for the body, and the bar at the foot."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kivy.uix.boxlayout import BoxLayout

from kiosk.page import Page, Sound
from screens.fitting import FULL, SCALES
from screens.head import Head
from screens.kv import load_kv
from screens.palette import Rgba
from screens.theme import Theme
from screens.widgets.bar import Bar
from screens.widgets.bar_plan import bar_height
from screens.widgets.kit import Choose, Kit
from screens.widgets.marked import light

if TYPE_CHECKING:
    from screens.sign_head import SignHead

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

    def __init__(self, kit: Kit, page: Page, choose: Choose, *, trial: bool = False) -> None:
        """`choose` is called with the id of whatever is touched; `trial`: only `fits` is wanted, nothing is shown."""
        self.kit = replace(kit, house=page.house)
        self.choose = choose
        self.page = page
        self.fits = True
        self._trial = trial
        self.scales = FULL if trial else SCALES
        super().__init__()
        self._foot = BoxLayout(size_hint_y=None, height=0)
        self.add_widget(self._foot)
        self.draw(page)

    @property
    def theme(self) -> Theme:
        """The look of this page."""
        return self.kit.theme

    @property
    def ground(self) -> Rgba:
        """What everything stands on."""
        return self.theme.palette.ground

    @property
    def edge(self) -> float:
        """Free space above and under the body: generous on a roomy panel."""
        return self.theme.px(6.0 if self.theme.room == 1 else 2.6)

    @property
    def under_head(self) -> float:
        """Free space between head and body."""
        return self.edge

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Padding of the body: left, top, right, bottom."""
        return self.theme.margin, 0.0, self.theme.margin, self.edge * 0.75

    @property
    def room(self) -> Room:
        """What head and bar leave."""
        panel, theme = self.theme.panel, self.theme
        used = self.ids.head.height + self._foot.height + self.sides[3]
        return Room(panel.width_px - 2 * theme.margin, panel.height_px - used)

    def draw(self, page: Page) -> None:
        """Show this page: head and bar, then whatever the body holds."""
        self.page = page
        self.ids.head.clear_widgets()
        self._foot.clear_widgets()
        head = self.build_head()
        if head:
            self.ids.head.add_widget(head)
        self.ids.head.height = head.height if head else self.edge
        if page.bar:
            self._foot.height = bar_height(self.theme, page.bar, float(self.theme.panel.width_px))
            if not self._trial:
                volume = 0 if page.prefs.sound is Sound.NONE else page.prefs.volume
                self._foot.add_widget(Bar(self.kit, page.bar, self.choose, volume))
        self.fits = self.build() and (head is None or head.fits)

    def build_head(self) -> "Head | SignHead | None":
        """The title strip and the sentences under it; None for a page without."""
        lines, edge = self.lines_in_head, self.edge
        return Head(self.kit, self.page, self.choose, with_lines=lines, edge=edge, foot=self.under_head)

    def build(self) -> bool:
        """Fill what the screen's kv file lays out; False when the texts had to be made smaller to fit."""
        raise NotImplementedError

    def update(self, page: Page) -> None:
        """Show the same page with other values."""
        self.draw(page)

    def light(self, mark: str) -> None:
        """Light what is being said."""
        light(self, mark)
