"""What an area of the panel is, and what it is given. One area is one tile and what stands behind it."""

from typing import Protocol

from kiosk.events import EndReason
from kiosk.facilitator.acts import StaffAct
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page, Utterance
from kiosk.pages.site import Site
from kiosk.pages.staff_pages import Known
from kiosk.ports import Ports
from kiosk.session import VisitorSession


class Visit(Protocol):
    """What an area may do to the visit under the panel; it never shows anything of it."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    def reset(self, reason: EndReason) -> None:
        """Wipe the visit; the page that says so goes on show when the panel closes."""
        ...

    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...


class Desk(Protocol):
    """What every area is given. UI thread; slow work goes through `ports.background`."""

    @property
    def ports(self) -> Ports:
        """The outside; `ports.staff` holds what is for the facilitator alone."""
        ...

    @property
    def visit(self) -> Visit: ...
    def redraw(self, *, fresh: bool = True) -> None:
        """Show the area's page as it is now, or the panel where it has none; nothing while nobody is at the panel."""
        ...

    def leave(self) -> None:
        """Back to the panel."""
        ...

    def tell(self, sentence: str) -> None:
        """Show a French sentence on the panel, until something else is done there."""
        ...

    def say(self, sentence: str) -> None:
        """Have the voice say a French sentence over the page on show."""
        ...

    def close(self) -> None:
        """Lock the door and give the screen back to the visit."""
        ...

    def act(self, act: StaffAct, *, well: bool = True) -> None:
        """Log what was done."""
        ...


class Area:
    """A tile, and pages behind it or a thing done at once. A subclass says what is different."""

    def __init__(self, desk: Desk) -> None:
        """One is made a process, when the door is first opened."""
        self.desk = desk

    @property
    def tile(self) -> Choice | None:
        """The tile as it is now; None: there is none now, for something it needs is missing."""
        raise NotImplementedError

    @property
    def page(self) -> Page | None:
        """What stands behind the tile now, whole, with `staff_pages.BAR`; None: the panel itself."""
        return None

    @property
    def known(self) -> Known | None:
        """The left side of the panel; of the areas one tells it."""
        return None

    def entered(self) -> None:
        """The panel is about to be shown: somebody came in."""

    def opened(self) -> None:
        """The tile was touched. Without a page the panel is drawn anew afterwards."""

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A target of `page` was touched; draw it anew where it changed. False: it is none of this area's.

        *Retour* (`words.BACK`) comes here first; False leads back to the panel.
        """
        del choice_id
        return False

    def tick(self, now: float) -> None:
        """Time goes by while the panel is open; `now` is monotonic."""

    def left(self) -> None:
        """The area's page is shown no more, or the panel was closed: forget what was begun."""
