"""The part of the controller that takes what a visitor types with the keypad of a journey."""

from dataclasses import replace
from typing import Protocol

from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.journey.model import EntryStep
from kiosk.page import Page, Sound, Utterance, choice_utterance
from kiosk.pages import keypad, words
from kiosk.pages.site import Site
from kiosk.pages.speech import explorable
from kiosk.session import VisitorSession
from kiosk.walk import NEXT


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def page(self) -> Page | None: ...
    def change(self, session: VisitorSession) -> None: ...
    def advance(self, answer: ChoiceId = NEXT) -> None: ...
    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...


class EntryFlow:
    """What stands in the session's `typed`. UI thread."""

    def __init__(self, kiosk: Host) -> None:
        self._kiosk = kiosk

    def press(self, key: ChoiceId) -> None:
        """A key, or "Effacer"."""
        step, session = self._step, self._kiosk.session
        if isinstance(step, EntryStep):
            typed = keypad.press(session.typed.get(step.field, ""), key)
            self._kiosk.session = replace(session, typed={**session.typed, step.field: typed})
            self._kiosk.refresh(fresh=False, say=self._echo(key))

    def delete(self) -> None:
        """Take the last sign away."""
        self.press(words.DELETE)

    def layout(self) -> None:
        """The other order of letters."""
        session = self._kiosk.session
        self._kiosk.change(replace(session, layout="azerty" if session.layout == "abc" else "abc"))

    def done(self) -> None:
        """What stands there is all; what cannot be whole is not taken."""
        step = self._step
        if isinstance(step, EntryStep):
            typed = self._kiosk.session.typed.get(step.field, "")
            if keypad.is_complete(step.field, typed):
                self._kiosk.advance()

    @property
    def _step(self) -> object:
        return self._kiosk.site.library.step(self._kiosk.ref)

    def _echo(self, key: ChoiceId) -> tuple[Utterance, ...]:
        """The key that was pressed, for who listens with a headset: nobody else may hear what is typed."""
        shown = self._kiosk.page
        if self._kiosk.session.prefs.sound is not Sound.HEADSET or shown is None:
            return ()
        pressed = (choice for choice in explorable(shown) if choice.id == key)
        return tuple(replace(choice_utterance(choice, shown.house), personal=True) for choice in pressed)
