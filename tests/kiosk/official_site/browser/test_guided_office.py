"""Its guidance fits the real booking site: each page is recognised, what is pointed at is there, the end is read."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.confirmation import read_confirmation
from kiosk.official_site.events import Arrived, BrowserEvent, Touched
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.protocol import Glass
from kiosk.official_site.telling import Told, is_field, tell
from kiosk.official_site.view import Element, View
from tests.django_office import DjangoOffice

_EMAIL = "aline@example.be"
_TYPED = {"Nom complet *": "Aline Dupuis", "Courriel *": _EMAIL, "0612345678": "081 23 45 67"}
_PATIENCE_S = 10.0


@dataclass
class _Person:
    """Looks at what is told of the page, and does that."""

    browser: Chromium
    guidance: Guidance
    heard: "queue.SimpleQueue[BrowserEvent]"
    typed: dict[str, str]
    """What the person writes, by the name of the field."""

    def until(self, true: Callable[[Told, View], bool]) -> tuple[Told, View]:
        """Wait for a page as it should be."""
        while True:
            event = self.heard.get(timeout=_PATIENCE_S)
            if isinstance(event, Arrived) and true(told := tell(self.guidance, event.view), event.view):
                return told, event.view

    def at(self, page: str) -> tuple[Told, View]:
        """Wait for a page of the guidance."""
        return self.until(lambda told, _: told.page is not None and told.page.id == page)

    def touch(self, view: View, name: str) -> None:
        """Bring the last of that name into sight, and put a finger on it twice: it is told, then pressed."""
        element = _named(view, name)
        if not _in_sight(element, view):
            self.browser.show(element.node)
            _, view = self.until(lambda _, now: _in_sight(_named(now, name), now))
            element = _named(view, name)
        assert element.box
        self.browser.look(element.box.left + element.box.width / 2, element.box.top + element.box.height / 2)
        while not isinstance(event := self.heard.get(timeout=_PATIENCE_S), Touched):
            pass
        assert event.element
        self.browser.activate(event.element.node)

    def fill_in(self, told: Told) -> Told:
        """Fill in field after field, as each is pointed at; return what is told when all are."""
        while told.pointed and is_field(told.pointed):
            before = told.pointed
            self.browser.fill(before.node, self.typed[before.name])
            told, _ = self.until(lambda now, _, before=before: now.pointed not in {None, before})  # type: ignore[misc]
        return told


@contextmanager
def _person(office: DjangoOffice, user: str) -> Iterator[_Person]:
    browser = Chromium(lambda: Process.start(Launch(reach=("127.0.0.1",), user=user)))
    heard: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
    browser.on_event(heard.put)
    browser.open(office.url, office.hosts, Glass(1280, 600, 1.5))
    try:
        yield _Person(browser, office.guidance(), heard, dict(_TYPED))
    finally:
        browser.close()


def _named(view: View, name: str) -> Element:
    return [one for one in view.elements if name in {one.name, one.note} and not one.options][-1]


def _in_sight(element: Element, view: View) -> bool:
    box = element.box
    return box is not None and box.top > 0 and box.top + box.height < view.extent.height


def _months(view: View) -> list[str]:
    return [one.name for one in view.elements if one.role == "heading"]


def _choose(person: _Person) -> None:
    """A day next month, its first hour; a Sunday is not offered."""
    _, view = person.at("jour")
    before = _months(view)
    person.browser.activate(_named(view, "Mois prochain").node)
    _, view = person.until(lambda _, now: _months(now) != before)
    names = [one.name for one in view.elements]
    monday = names[len(names) - names[::-1].index("dim.") + 14]
    person.touch(view, monday)
    _, view = person.until(lambda _, now: any(one.name == "08:30" for one in now.elements))
    person.touch(view, "08:30")


def test_the_guidance_leads_to_an_appointment(django_office: DjangoOffice, user: str) -> None:
    office = django_office
    with _person(office, user) as person:
        _choose(person)
        told, _ = person.at("jour_choisi")
        assert told.pointed
        assert told.pointed.name == "Suivant"
        person.browser.activate(told.pointed.node)
        told = person.fill_in(person.at("coordonnees")[0])
        assert told.pointed
        person.browser.activate(told.pointed.node)
        told, _ = person.at("code")
        assert told.pointed
        person.typed[told.pointed.name] = office.code_for(_EMAIL)
        told = person.fill_in(told)
        assert told.pointed
        person.browser.activate(told.pointed.node)
        told, view = person.at("confirme")
        assert told.page
        assert told.page.done
        (booked,) = office.bookings()
        read = read_confirmation("Essai", told.page.done, view, None)
        assert (read.day, read.hour) == (booked.day, booked.hour)
