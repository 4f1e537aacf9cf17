"""`KioskApp`: builds the window's one root and shows pages on it, nothing else."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kivy.app import App
from kivy.uix.widget import Widget

from kiosk.ids import ChoiceId
from kiosk.page import AsleepPage, Page, Sound, Utterance
from kiosk.pages.speech import utterances_of
from kiosk.pages.words import BLIND
from screens.background import deliver_by_clock
from screens.blind_layer import BlindLayer
from screens.navigator import screen_for
from screens.panel import Panel
from screens.press import PressRules
from screens.theme import theme_for
from screens.widgets.kit import Kit
from voices.protocol import Tuning, Voice

if TYPE_CHECKING:
    from screens.page_screen import PageScreen
    from screens.site_link import SiteLink


class KioskApp(App):
    """A fresh screen a page; the voice says what the page says; a touch hushes it."""

    def __init__(
        self,
        panel: Panel,
        voice: Voice,
        now: Callable[[], float],
        *,
        choose: Callable[[ChoiceId], None],
        touched: Callable[[], None],
        heard: Callable[[str], None],
        door: Callable[[], None] = lambda: None,
        wipe: Callable[[], None] = lambda: None,
        site: "SiteLink | None" = None,
    ) -> None:
        """`choose` gets the id of each press that counts, `touched` is told of every touch; `now` never runs back.

        `door` is called when the facilitator knocks on the round sign, `wipe` when the reset key is pressed.

        `heard` gets the mark of what the voice begins to say; "" when it ends, or says what has no mark. `site` gives
        the pictures of an official page and takes the touches on it.
        """
        super().__init__()
        self._site = site
        self._page: Page | None = None
        self.screen: PageScreen | None = None
        self._panel = panel
        self._voice = voice
        self._choose = choose
        self._touched = touched
        self._heard = heard
        self._press = PressRules(now)
        self._round = 0
        toggle = partial(choose, BLIND)
        hands = partial(BlindLayer, panel, now, toggle=toggle, door=door, wipe=wipe)
        self.pane = hands(explored=self._explored, touched=self._on_touch)
        voice.on_started(self._on_started)

    @property
    def page(self) -> Page:
        """The page on show."""
        if self._page is None:
            raise LookupError("nothing was shown yet")
        return self._page

    def build(self) -> Widget:
        return self.pane

    def show(self, page: Page) -> None:
        """Draw the page afresh, or with `page.fresh` False let the screen on show update itself; then say it."""
        self._page = page
        if self.screen is not None and not page.fresh:
            self.screen.update(page)
        else:
            self._press.page_shown()
            kit = Kit(theme_for(self._panel, page.prefs), self._press, site=self._site)
            self.screen = screen_for(page)(kit, page, self._choose)
            self.pane.hold(self.screen, blind=page.prefs.blind, asleep=isinstance(page, AsleepPage))
        prefs = page.prefs
        self._voice.tune(Tuning(prefs.volume, prefs.speed, headset=prefs.sound is Sound.HEADSET))
        self._say(page.say)

    def _say(self, utterances: tuple[Utterance, ...]) -> None:
        sound = self.page.prefs.sound
        if utterances and sound is not Sound.NONE:
            self._round += 1
            self._voice.say(utterances)
            # Lit in the page's first picture: by the time that picture is drawn, the voice has long begun.
            said = (one.mark for one in utterances if sound is Sound.HEADSET or not one.personal)
            self._light(next(said, ""))

    def _explored(self, mark: str) -> None:
        """A finger that explores found this: say it, and mark it while it is said."""
        self._say(utterances_of(self.page, mark))

    def _on_touch(self) -> None:
        self._round += 1
        self._voice.hush()
        self._light("")
        self._touched()

    def _on_started(self, mark: str) -> None:
        """From the voice's own thread: light the mark where widgets live, if nothing newer was said since."""
        said = self._round
        deliver_by_clock(lambda: self._tell(mark, said))

    def _tell(self, mark: str, said: int) -> None:
        if said == self._round:
            self._heard(mark)
            self._light(mark)

    def _light(self, mark: str) -> None:
        if self.screen is not None:
            self.screen.light(mark)
