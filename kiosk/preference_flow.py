"""The part of the controller that takes how a visitor wants to hear, see and be spoken to."""

from dataclasses import replace
from typing import Protocol

from kiosk.ids import ChoiceId
from kiosk.page import Utterance
from kiosk.pages import words
from kiosk.pages.settings_pages import said_of
from kiosk.pages.site import Site
from kiosk.preferences import preferred
from kiosk.session import Overlay, VisitorSession
from kiosk.walk import Walk


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def must_ask(self) -> bool:
        """Whether the step waits until the visitor has said how to listen."""
        ...

    def offers(self, choice_id: ChoiceId) -> bool:
        """Whether the page on show has this target."""
        ...

    def stand(self, walk: Walk) -> None: ...
    def arrived(self) -> bool: ...
    def uncover(self) -> None: ...
    def refresh(
        self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None, keep: ChoiceId | None = None
    ) -> None: ...


class PreferenceFlow:
    """What stands in the session's `prefs`. UI thread."""

    def __init__(self, kiosk: Host) -> None:
        self._kiosk = kiosk

    def blind(self) -> None:
        """*Sans voir*, on or off."""
        self.prefer(ChoiceId("blind:off" if self._kiosk.session.prefs.blind else "blind:on"))

    def speak(self, choice_id: ChoiceId) -> None:
        """Take another language, and go on in it."""
        session = self._kiosk.session
        prefs = replace(session.prefs, language=choice_id.removeprefix(words.SPEAK))
        self._kiosk.session = replace(session, prefs=prefs)
        self._kiosk.uncover()

    def listen(self, choice_id: ChoiceId) -> None:
        """Take a way to listen, and go on in it: to the step that waited for it, or to what is covered."""
        kiosk, waited = self._kiosk, self._kiosk.must_ask
        kiosk.session = replace(kiosk.session, listening=True)
        if kiosk.session.overlay is Overlay.SETTINGS:
            if waited:
                kiosk.arrived()
            self.prefer(choice_id)
            return
        kiosk.session = replace(kiosk.session, prefs=preferred(kiosk.session.prefs, choice_id))
        if waited:
            kiosk.stand(kiosk.session.walk)
        else:
            kiosk.uncover()

    def prefer(self, choice_id: ChoiceId) -> None:
        """Take a preference and let it be heard and seen at once."""
        kiosk, before = self._kiosk, self._kiosk.session.prefs
        prefs = preferred(before, choice_id)
        redraw = any(getattr(prefs, look) != getattr(before, look) for look in ("large", "black_and_white", "blind"))
        kiosk.session = replace(kiosk.session, prefs=prefs)
        said = said_of(prefs, choice_id, kiosk.site.catalogue(prefs.language))
        touched = choice_id if kiosk.offers(choice_id) else None
        kiosk.refresh(fresh=redraw or kiosk.session.overlay is not Overlay.SETTINGS, say=said, keep=touched)
