"""Puts the page of a guided visit on the window, with a browser that only takes notes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.official_site.protocol import Glass
from kiosk.page import Page
from screens.panel import panel_for
from screens.press import PressRules
from screens.theme import Theme, theme_for
from tests.pilot import Pilot
from tests.screens.site_frames import plain_frame

if TYPE_CHECKING:
    from kiosk.ids import ChoiceId
    from screens.page_screen import PageScreen
    from screens.site_link import SiteLink
    from screens.widgets.glass import GlassPane

WHITE = (255, 255, 255)


@dataclass
class Notes:
    """What the glass told."""

    tapped: list[tuple[float, float]] = field(default_factory=list)
    felt: list[tuple[float, float]] = field(default_factory=list)
    pressed: int = 0
    resized: list[Glass] = field(default_factory=list)

    def press(self) -> None:
        self.pressed += 1


def link_to(notes: Notes) -> "SiteLink":
    """A link that writes down all it is told."""
    from screens.frames import Frames
    from screens.site_link import SiteLink

    return SiteLink(
        Frames(),
        tapped=lambda x, y: notes.tapped.append((x, y)),
        felt=lambda x, y: notes.felt.append((x, y)),
        pressed=notes.press,
        resized=notes.resized.append,
    )


class SiteStage:
    """Shows pages as the application does, on a panel of the window's size."""

    def __init__(self, pilot: Pilot) -> None:
        """Nothing is shown yet."""
        self.pilot = pilot
        self.notes = Notes()
        self.link = link_to(self.notes)
        self.chosen: list[ChoiceId] = []
        self.screen: PageScreen

    @property
    def theme(self) -> Theme:
        """The look of the page that is shown."""
        return self.screen.theme

    @property
    def glass(self) -> "GlassPane":
        """The glass on the window."""
        from screens.widgets.glass import GlassPane

        (glass,) = (one for one in self.screen.walk(restrict=True) if isinstance(one, GlassPane))
        return glass

    def show(self, page: Page) -> None:
        """A fresh screen."""
        from screens.navigator import screen_for
        from screens.widgets.kit import Kit

        theme = theme_for(panel_for(*self.pilot.window.size), page.prefs)
        kit = Kit(theme, PressRules(self.pilot.clock.now), site=self.link)
        self.screen = screen_for(page)(kit, page, self.chosen.append)
        self.pilot.show(self.screen)

    def fill(self, colour: tuple[int, int, int] = WHITE) -> None:
        """A picture of one colour, as large as the glass."""
        self.show_frame(int(self.glass.width), int(self.glass.height), colour)

    def show_frame(self, width: int, height: int, colour: tuple[int, int, int]) -> None:
        """A picture of one colour."""
        frames = self.link.frames
        frames.take(plain_frame(width, height, colour))
        assert self.pilot.wait_until(
            lambda: frames.texture is not None and tuple(frames.texture.size) == (width, height)
        )
        self.pilot.step()

    def window_point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the viewport, in CSS pixels, is on the window."""
        glass = self.glass
        return glass.x + x * glass.scale, glass.y + glass.height - y * glass.scale
