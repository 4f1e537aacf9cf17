"""Touches its way through the application, page by page, as a visitor would."""

from collections.abc import Callable
from pathlib import Path

from kiosk.controller import Kiosk
from kiosk.ids import ChoiceId
from kiosk.official_site.words import Way
from kiosk.page import EntryPage, ErasedPage, InfoPage, Page, RecapPage, SitePage, SlotsPage, Sound, TicketPage
from kiosk.pages import site_ticket, words
from kiosk.pages.listening import must_ask, sound_id
from kiosk.pages.site_pages import WAY
from kiosk.walk import NEXT, OTHERWISE
from screens.drive import Driver
from screens.widgets.glass import GlassPane
from screens.widgets.touchable import Touchable

AROUND = ChoiceId(f"{WAY}{Way.OTHERWISE.value}")
"""*Un autre moyen* on a calm page over an official site."""
SAMPLES = {"digits": "0470000000", "name": "ANNE", "mail": "A@A.BE"}
"""What the guide types: a number that belongs to nobody, a first name, an address of nobody."""


class Guide:
    """Knows where the visitor stands from the controller, and touches what is on the window."""

    def __init__(self, driver: Driver, kiosk: Kiosk, shown: Callable[[], Page], language: str = "fr") -> None:
        """`shown` gives the page that the window shows; `language` is chosen at the beginning of every visit."""
        self._language = language
        self._driver = driver
        self._kiosk = kiosk
        self._shown = shown

    def go(self, answers: tuple[ChoiceId, ...]) -> None:
        """Stand where these answers lead: back by Retour as far as need be, or from the start; then on by touch."""
        while self._kiosk.session.overlay or not self._is_on_the_way(answers):
            if not self._offered(words.BACK):
                self.restart()
                break
            self.touch(words.BACK)
        if not self._answers:
            self._driver.step()  # the first picture of the application has no bar yet
        if self._kiosk.session.prefs.language != self._language:
            self.touch(words.LANGUAGE)
            self.touch(words.speaking(self._language))
        while len(self._answers) < len(answers):
            self.answer(answers[len(self._answers)])

    def answer(self, answer: ChoiceId) -> None:
        """Give one answer where the visitor stands, be it by several touches, and say how to listen where it is asked.

        It may also lead to a person, to another page of the house, or to the end. Raises LookupError where it leads
        nowhere.
        """
        before = self._place
        for _ in range(_PARTS):
            self._answer(answer)
            if self._place != before:
                break
        else:
            message = f"{answer!r} leads nowhere from {self._kiosk.ref}"
            raise LookupError(message)
        if must_ask(self._kiosk.site, self._kiosk.session, self._kiosk.ref):
            self.touch(sound_id(Sound.LOUDSPEAKER))

    def back(self) -> bool:
        """One answer less by Retour, or what covers the page taken away; False where Retour is not offered."""
        before = self._place
        for _ in range(_PARTS):
            if not self._tapped(words.BACK):
                return False
            if self._place != before:
                break
        return True

    def restart(self) -> None:
        """End the visit as a visitor does; from the resting screen by way of its first door."""
        if not self._offered(words.FINISH):
            self.touch(self._shown().choices[0].id)
        self.touch(words.FINISH)
        self.touch(words.END)
        if isinstance(self._shown(), ErasedPage):
            self._driver.advance(5.5, 0.5)

    def touch(self, choice_id: ChoiceId) -> None:
        """Touch a target of the page, paging to it when the page has several parts."""
        for _ in range(_PARTS):
            if self._tapped(choice_id):
                return
            if not self._tapped(words.MORE):
                break
        message = f"{choice_id!r} is not among {[widget.mark for widget in self._touchables()]}"
        raise LookupError(message)

    def press_site(self) -> None:
        """Touch an official page twice in the same place: what lies there is read, then pressed."""
        (glass,) = (one for one in self._touchables() if one.mark == "glass")
        for _ in range(2):
            self._driver.advance(0.6, 0.3)
            self._driver.tap(*glass.center)
            self._settle()

    def turns_to_another_part(self) -> bool:
        """Touch what shows the next part of the page; False when the page is whole."""
        return self._tapped(words.MORE)

    def _tapped(self, choice_id: ChoiceId) -> bool:
        target = self._find(choice_id)
        if target is None:
            return False
        self._driver.advance(0.6, 0.3)  # a press in the first half second of a page does not count
        self._driver.tap(*target.center)
        self._settle()
        return True

    def picture(self, path: Path) -> Path:
        """The window as it is, once it rests."""
        self._driver.advance(0.6, 0.3)
        return self._driver.screenshot(path)

    @property
    def _place(self) -> tuple[object, ...]:
        """What changes with an answer: which visit, the answers, what covers the page."""
        session = self._kiosk.session
        return session.serial, session.walk.answers, session.overlay

    @property
    def _answers(self) -> tuple[ChoiceId, ...]:
        return self._kiosk.session.walk.answers

    def _is_on_the_way(self, answers: tuple[ChoiceId, ...]) -> bool:
        return self._answers == answers[: len(self._answers)] and self._kiosk.session.appointment.end is None

    def _answer(self, answer: ChoiceId) -> None:
        if answer == OTHERWISE:
            self._go_around()
        elif answer == NEXT:
            self._go_on(self._shown())
        else:
            self.touch(answer)

    def _go_around(self) -> None:
        """By the way beside where no site opens, no hour is free; at the end of an exercise, behind its ticket."""
        if self._offered(AROUND):
            self.touch(AROUND)
            return
        while not self._offered(words.OTHER_WAY) and not isinstance(self._shown(), TicketPage):
            self._answer(NEXT)
        self.touch(words.OTHER_WAY)

    def _go_on(self, page: Page) -> None:
        """What leads on where the file names no button."""
        match page:
            case InfoPage() if self._tapped(words.MORE):  # the sentences before a keypad
                self._answer(NEXT)
            case SlotsPage(day=""):
                self.touch(page.days[0].choice.id)
            case SlotsPage():
                self.touch(page.choices[0].id)
            case EntryPage():
                if not page.choices[0].enabled:
                    self._type(page)
                self.touch(words.DONE)
            case RecapPage():
                self.touch(words.CONFIRM)
            case SitePage():
                self.press_site()
            case TicketPage():  # an official site has confirmed
                self.touch(site_ticket.ON)
            case _:
                raise TypeError(page)

    def _type(self, page: EntryPage) -> None:
        """Fill the field, key by key."""
        mail = any(key.label == "@" for key in page.keys)
        for sign in SAMPLES["digits" if page.layout.startswith("digits") else "mail" if mail else "name"]:
            self.touch(ChoiceId(f"key:{sign}"))

    def _settle(self) -> None:
        """Give a provider's thread the time to answer."""
        self._driver.step(3)
        self._driver.wait_until(lambda: self._kiosk.session.appointment.work is None)
        self._driver.step(2)

    def _offered(self, choice_id: ChoiceId) -> bool:
        return self._find(choice_id) is not None

    def _find(self, choice_id: ChoiceId) -> Touchable | GlassPane | None:
        return next((one for one in self._touchables() if one.mark == f"choice:{choice_id}"), None)

    def _touchables(self) -> list[Touchable | GlassPane]:
        return [
            one
            for child in self._driver.window.children
            for one in child.walk()
            if isinstance(one, Touchable | GlassPane)
        ]


_PARTS = 12
"""More parts than any page has."""
