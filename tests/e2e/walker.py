"""Walks edge by edge in the window, by real touches, and looks at each arrival: where it is, and what is drawn."""

from dataclasses import dataclass, field

from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.journey.model import ChecklistStep, RecapStep, SiteStep, SlotsStep, TicketStep
from kiosk.page import ErasedPage, Page, QrPage, SitePage, SlotsPage, TicketPage
from kiosk.pages import words
from kiosk.pages.build import page_for
from kiosk.session import Overlay, Trouble
from kiosk.tour import Stop, stops
from kiosk.walk import OTHERWISE, Walk, landing, position, target_of
from screens.tour.guide import Guide
from tests.e2e.conftest import Visit
from tests.edges import Edge, edges_at

Answers = tuple[ChoiceId, ...]
COVERS = {"@person": Overlay.PERSON, "@counts": Overlay.COUNTS}


@dataclass
class Walker:
    """A visitor who walks what is still `todo`, and ticks it off. Each arrival is asserted."""

    visit: Visit
    todo: set[Edge]
    looked: set[Ref] = field(default_factory=set)
    retours: set[Edge] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.kiosk = self.visit.stage.kiosk
        self.library, self.abilities = self.kiosk.site.library, self.kiosk.site.abilities
        self.guide = Guide(self.visit.pilot, self.kiosk, lambda: self.visit.page)
        self.base: Answers = ()
        """Answers of this visit that lie behind an `@home`."""
        self.stops = stops(self.kiosk.site)
        self.ways = {stop.answers for stop in self.stops}
        self.visit.pilot.step()  # the first picture has no bar yet
        self.visit.pilot.draws = False  # but once a page, when it is looked at

    @property
    def answers(self) -> Answers:
        return self.kiosk.session.walk.answers

    def arrivals(self) -> frozenset[tuple[Edge, Ref | None]]:
        """Every edge of this site, and where it leads here; None: out of the journeys."""
        edges = (edge for stop in self.stops for edge in edges_at(self.library, stop.ref, self.abilities))
        return frozenset((edge, self._there(edge)) for edge in edges)

    def leave(self) -> None:
        """Let this site rest: the next one takes the window."""
        self.visit.stage.close()

    def walk_all(self) -> None:
        """Every edge that is still to do and that this site offers; each step by the shortest way, branch by branch."""
        for stop in self.stops:
            self._walk_from(stop)

    def go_around(self) -> None:
        """Where no hour is free and no site opens: the other way of each slots step and site step."""
        for stop in self.stops:
            if Edge(stop.ref, OTHERWISE) in self.todo:
                self.stand(stop.answers)
                self.walk(OTHERWISE)

    def _walk_from(self, stop: Stop) -> None:
        """First the edges that lead to steps with a shorter way; the others are the way to the next steps."""
        edges = edges_at(self.library, stop.ref, self.abilities)
        todo = [edge for edge in edges if edge in self.todo]
        aside = [edge for edge in todo if (*stop.answers, edge.answer) not in self.ways]
        for edge in aside:
            self.stand(stop.answers)
            self.walk(edge.answer)
        for edge in todo:
            if edge in self.todo:
                self.stand((*stop.answers, edge.answer))

    def stand(self, answers: Answers) -> None:
        """Go where these answers lead: back as far as need be, or from the start, then on."""
        while self.answers[: len(self.base)] != self.base or self._beyond != answers[: len(self._beyond)]:
            if not self.back():
                self.restart()
        for answer in answers[len(self._beyond) :]:
            self.walk(answer)

    def walk(self, answer: ChoiceId) -> None:
        """One edge, and what must hold where it leads."""
        edge, before = Edge(self.kiosk.ref, answer), self.answers
        target = target_of(self.library.step(edge.ref), answer)
        self.guide.answer(answer)
        if target == "@end":
            assert isinstance(self.visit.page, ErasedPage)
            self.visit.pilot.advance(6, 0.5)
            self.base = ()
        elif target in COVERS:
            self._covered(COVERS[target])
            assert self.back()
        else:
            self._arrived((*before, answer), edge)
        self.todo.discard(edge)
        if target == "@home":
            self.base = self.answers

    def back(self) -> bool:
        """Retour: what was covered is there again, or one answer less; False where it is not offered."""
        before, covered = self.answers, self.kiosk.session.overlay is not None
        if not self.guide.back():
            return False
        self.retours.add(Edge(position(self.library, Walk(before), self.abilities), words.BACK))
        self._arrived(before if covered else before[:-1], words.BACK)
        return True

    def restart(self) -> None:
        """End this visit; the next begins at the resting screen."""
        self.guide.restart()
        self.base = ()
        self._arrived((), "Terminer")

    # ---- what must hold ----------------------------------------------------------------------------------

    def _there(self, edge: Edge) -> Ref | None:
        target = target_of(self.library.step(edge.ref), edge.answer)
        there = self.library.resolve(edge.ref, target) if target else None
        return landing(self.library, there, self.abilities) if there else None

    @property
    def _beyond(self) -> Answers:
        return self.answers[len(self.base) :]

    def _arrived(self, answers: Answers, by: object) -> None:
        ref = position(self.library, Walk(answers), self.abilities)
        session = self.kiosk.session
        assert (session.walk.answers, self.kiosk.ref, session.overlay) == (answers, ref, None), by
        assert session.appointment.trouble is None or isinstance(self.library.step(ref), SlotsStep), by
        self._drawn(by)
        step, page = self.library.step(ref), self.visit.page
        other = isinstance(step, SiteStep) or (isinstance(page, SlotsPage) and page.day)
        assert page.title == step.title or other or session.appointment.trouble is Trouble.NO_SLOT, by
        if ref not in self.looked:
            self.looked.add(ref)
            self._look(step)

    @property
    def _meant(self) -> str:
        """The title of what the session says now."""
        return page_for(self.kiosk.site, self.kiosk.session).title

    def _drawn(self, by: object) -> Page:
        """The page that the session means is the one on the window."""
        page, pilot = self.visit.page, self.visit.pilot
        assert page.title == self._meant, by
        there = pilot.texts()
        told = isinstance(page, SitePage) and any(page.title in text for text in there)  # with what follows it
        assert told or page.title in there, f"{by}: {page.title!r} is not drawn"
        pilot.draw()
        return page

    def _covered(self, overlay: Overlay) -> None:
        assert self.kiosk.session.overlay is overlay
        assert self.visit.pilot.wait_until(lambda: self.visit.page.title == self._meant)  # figures are read elsewhere
        self._drawn(overlay)

    # ---- what else can be touched ------------------------------------------------------------------------

    def _look(self, step: object) -> None:
        """The first time at a step: no word is cut, and what is no edge is touched as well."""
        assert self.visit.pilot.labels_that_do_not_fit() == []
        match step:
            case ChecklistStep():
                self._tick([item.id for item in step.items])
            case RecapStep():
                self._another_hour()
            case TicketStep():
                self._use_ticket()
            case _:
                pass

    def _tick(self, items: list[ChoiceId]) -> None:
        """Each item, be it ticked already on another list or not."""
        before = self.kiosk.session.ticked
        for item in items:
            self.guide.touch(item)
        assert self.kiosk.session.ticked == before ^ set(items)

    def _another_hour(self) -> None:
        """*Changer l'heure*, then on to the same page with an hour."""
        answers = self.answers
        self.guide.touch(words.OTHER_HOUR)
        slots = self.answers
        assert isinstance(self.visit.page, SlotsPage)
        self._arrived(slots, words.OTHER_HOUR)
        for answer in answers[len(slots) :]:
            self.walk(answer)

    def _use_ticket(self) -> None:
        """Each button of a ticket; at last it is cancelled, and another way taken."""
        assert not self.guide.back()
        answers, offered = self.answers, {choice.id for choice in self.visit.page.choices}
        if words.QR in offered:
            self.guide.touch(words.QR)
            assert isinstance(self._drawn(words.QR), QrPage)
            self.guide.touch(words.CLOSE)
            self._arrived(answers, "ticket")
        if words.OTHER_WAY in offered:
            self._other_way()
            assert self.back()
            for answer in answers[len(self.answers) :]:
                self.walk(answer)
        self.guide.touch(words.CANCEL)
        self._drawn(words.CANCEL)
        self.guide.touch(words.CLOSE)
        assert isinstance(self._drawn("ticket"), TicketPage)
        self.guide.touch(words.CANCEL)
        self.guide.touch(words.CANCEL_YES)
        assert self.kiosk.session.appointment.trouble is Trouble.CANCELLED
        self._drawn(words.CANCEL_YES)
        self._other_way()

    def _other_way(self) -> None:
        """*Un autre moyen*: to where the hours were offered, and by the way around them."""
        self.guide.touch(words.OTHER_WAY)
        before = self.answers[:-1]
        self._arrived((*before, OTHERWISE), words.OTHER_WAY)
        self.todo.discard(Edge(position(self.library, Walk(before), self.abilities), OTHERWISE))
