"""Every fixed sentence that the kiosk can say on a site: what `kiosk voices build` prepares.

Built from the same pages that visitors see, so that no sentence can be forgotten; live texts (days, hours, codes)
are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from kiosk.bookings.protocol import Booked, Requested, Service, Slot, Slots
from kiosk.figures import NoFigures, Reading
from kiosk.ids import DeskId, GuidanceId, JourneyId, SlotId
from kiosk.journey.graph import all_refs
from kiosk.journey.loader import Ref
from kiosk.journey.model import EntryStep, RecapStep, SiteStep, SlotsStep, Step, TicketStep
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.official_site import sayings
from kiosk.page import ChecklistPage, Choice, Page, Prefs, SettingsPage, Utterance, choice_utterance
from kiosk.pages import house_pages
from kiosk.pages.booking_pages import recap_page, slots_page, ticket_page, trouble_page, waiting_page
from kiosk.pages.build import qr_page
from kiosk.pages.calling_pages import every_call
from kiosk.pages.counts_pages import counts_page, example_week
from kiosk.pages.journey_pages import entry_page, journey_page
from kiosk.pages.printing_pages import EVERY_STATE, printing_page
from kiosk.pages.site import Site
from kiosk.pages.site_samples import every_site_page
from kiosk.pages.speech import compose, explorable
from kiosk.pages.staff_pages import CLOSED, SOON, pause_page
from kiosk.pages.translation import translated
from kiosk.session import Appointment, Overlay, Trouble, VisitorSession, Work

_NOON = datetime(2027, 1, 5, 11, tzinfo=UTC)
_BOOKED = Booked("", "A2B3", _NOON, _NOON)


class Group(NamedTuple):
    """The sentences of one step that no earlier group has, for a person who reads them aloud."""

    journey: str
    """The journey's title; "" for what the house says around the journeys."""
    step: str
    """The step's title, likewise."""
    sentences: tuple[tuple[str, str], ...]
    """(language, text), in the order in which they are heard."""


def fixed_sentences(site: Site) -> tuple[tuple[str, str], ...]:
    """(language, text) of every sentence that wants a clip, each once, in the order of the journeys."""
    return tuple(pair for group in sentence_groups(site) for pair in group.sentences)


def sentence_groups(site: Site, journey: JourneyId | None = None) -> tuple[Group, ...]:
    """The fixed sentences by step, then those of the house, language by language; French first.

    Of one journey alone: all that its steps say, in every language in which it is offered. What was checked today is
    old one day: the note that says so is always among them.
    """
    site = replace(site, today=None)
    seen: set[tuple[str, str]] = set()
    groups = (
        Group(group.journey, group.step, _fresh(group.spoken, seen))
        for catalogue in (FRENCH, *site.languages.values())
        for group in _spoken_in(site, catalogue, journey)
    )
    return tuple(group for group in groups if group.sentences)


class _Spoken(NamedTuple):
    journey: str
    step: str
    spoken: Iterator[Utterance]


def _spoken_in(site: Site, catalogue: Catalogue, journey: JourneyId | None) -> Iterator[_Spoken]:
    """What is said in one language, step by step."""
    for ref in all_refs(site.library):
        if journey in {None, ref.journey} and catalogue.speaks(ref.journey):
            step = site.library.step(ref)
            pages = _in_language(catalogue, _shown(site, ref, catalogue))
            title = catalogue.say(site.library.journey(ref).title).text
            spoken = chain(_all_said(pages), _guided(site, step))
            yield _Spoken(title, catalogue.say(step.title).text, spoken)
    if journey is None and catalogue.is_french:  # official sites are guided in French alone
        sites = (one for guidance in site.library.guidances.values() for one in sayings.of_guidance(guidance))
        alone = (Utterance(text) for text in (*sites, *sayings.of_kiosk()))
        yield _Spoken("", "", chain(alone, _all_said(every_site_page())))
    if journey is None:
        alone = (Utterance(text, language=catalogue.language) for text in catalogue.house.spoken)
        yield _Spoken("", "", chain(_all_said(_in_language(catalogue, _house_pages(site, catalogue))), alone))


def _guided(site: Site, step: Step) -> Iterator[Utterance]:
    """What is said on the official site of a step."""
    guidance = site.library.guidances.get(step.guidance) if isinstance(step, SiteStep) else None
    return (Utterance(text) for text in (sayings.of_guidance(guidance) if guidance else ()))


def _all_said(pages: Iterable[Page]) -> Iterator[Utterance]:
    return chain.from_iterable(map(_utterances, pages))


def sentences_by_journey(site: Site) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Each journey's title and all that its steps say, as `fixed_sentences`; last, under "", what the house says."""
    journeys = [(journey.title, sentence_groups(site, journey.id)) for journey in site.library.journeys.values()]
    house = [group for group in sentence_groups(site) if not group.journey]
    return tuple((title, tuple(pair for group in groups for pair in group.sentences))
                 for title, groups in [*journeys, ("", house)])  # fmt: skip


def _fresh(spoken: Iterable[Utterance], seen: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those that have a clip and are not yet `seen`, to which they are added."""
    found = dict.fromkeys((one.language, one.text) for one in spoken if not one.live and not one.personal and one.text)
    fresh = tuple(pair for pair in found if pair not in seen)
    seen.update(fresh)
    return fresh


def _utterances(page: Page) -> Iterator[Utterance]:
    yield from compose(page)
    yield from (choice_utterance(choice, page.house) for choice in explorable(page))
    for choice in _toggles(page):
        yield from (choice_utterance(replace(choice, chosen=chosen), page.house) for chosen in (False, True))


def _toggles(page: Page) -> tuple[Choice, ...]:
    """What can be chosen and stay on the page, so that it is also said as chosen."""
    match page:
        case SettingsPage():
            return tuple(option for group in page.groups for option in group.options)
        case ChecklistPage():
            return page.items
        case _:
            return ()


def every_page(site: Site, catalogue: Catalogue = FRENCH) -> Iterator[Page]:
    """Every page that this site can show in a language, with an hour and a code that stand for all."""
    for ref in all_refs(site.library):
        if catalogue.speaks(ref.journey):
            yield from _in_language(catalogue, _shown(site, ref, catalogue))
    yield from _in_language(catalogue, _house_pages(site, catalogue))


def _in_language(catalogue: Catalogue, pages: Iterable[Page]) -> Iterator[Page]:
    """Those that are shown in this language: a page without a translated heading stays French."""
    found = (translated(page, catalogue) for page in pages)
    return (page for page in found if page is not None)


def _house_pages(site: Site, catalogue: Catalogue) -> Iterator[Page]:
    nobody, languages = _nobody(catalogue), site.languages.values()
    for overlay in Overlay:
        if overlay not in {Overlay.QR, Overlay.COUNTS, Overlay.PRINTING, Overlay.PERSON}:
            page = house_pages.overlay_page(nobody, overlay, headset=True, languages=languages)
            yield from (page, replace(page, practice=True))
    yield from every_call(site, catalogue)
    example = example_week(site)
    undated = replace(example, week=replace(example.week, cells=()), monday=None)
    for counted in (example, undated, *NoFigures, *Reading):
        yield counts_page(site, counted, catalogue)
    yield from (house_pages.finish_page(end) for end in (_BOOKED, Requested("")))
    yield from (replace(house_pages.idle_page(30, 30, catalogue), practice=practice) for practice in (False, True))
    yield house_pages.erased_page()
    if catalogue.is_french:
        # there is no visitor, and so nobody who chose a language
        yield from (pause_page(sentence) for sentence in ("", SOON, CLOSED))
    yield from (trouble_page(trouble) for trouble in Trouble)
    yield from (waiting_page(Appointment(work=work, slow=True)) for work in Work)
    yield from (printing_page(state, phone=True) for state in EVERY_STATE)
    yield waiting_page(Appointment(work=Work.BOOK, slow=True), request=True)


def _nobody(catalogue: Catalogue) -> VisitorSession:
    """A session of no visitor, in a language."""
    return VisitorSession(serial=0, prefs=Prefs(language=catalogue.language))


def _shown(site: Site, ref: Ref, catalogue: Catalogue) -> Iterator[Page]:
    """The pages of a step; those of an exercise say so."""
    practice = site.library.journey(ref).practice
    step = site.library.step(ref)
    pages = () if isinstance(step, SiteStep) else _step_pages(site, ref, step, catalogue)  # that page is the site's own
    return (replace(page, practice=practice) for page in pages)


def _step_pages(site: Site, ref: Ref, step: Step, catalogue: Catalogue) -> Iterator[Page]:
    need, nobody = site.library.journey(ref).need, _nobody(catalogue)
    match step:
        case SlotsStep() | RecapStep() | TicketStep() if need not in site.services:
            return
        case SlotsStep():
            slot = _slot(site.services[need])
            offered = Appointment(offered=Slots((slot,), _NOON))
            for day in (None, slot.start.date()):
                session = replace(nobody, appointment=replace(offered, day=day))
                yield slots_page(site, session, step)
        case RecapStep():
            yield recap_page(site, ref, _slot(site.services[need]), step.title, catalogue)
        case TicketStep() if site.library.journey(ref).practice:
            booking = Appointment(slot=_slot(site.services[need]), end=_BOOKED)
            yield ticket_page(site, ref, booking, step.title, catalogue)
            yield from (trouble_page(trouble, practice=True) for trouble in Trouble)
        case TicketStep():
            slot = _slot(site.services[need])
            for end in (_BOOKED, Requested("")):
                booking = Appointment(slot=slot, end=end)
                yield ticket_page(site, ref, booking, step.title, catalogue, paper=True)
                yield qr_page(site, replace(nobody, appointment=booking), ref)
        case EntryStep():
            for layout in ("abc", "azerty"):
                yield entry_page(
                    site, replace(nobody, layout=layout, typed={step.field: "0@a.be 123456789"}), ref, step
                )
        case _:
            yield from dict.fromkeys(journey_page(one, nobody, ref) for one in _with_and_without_sites(site))


def _with_and_without_sites(site: Site) -> Iterator[Site]:
    """A browser may be installed one day, or taken away: what is said then has its sound."""
    for shown in (site.abilities.guided, site.library.led_to, frozenset[GuidanceId]()):
        yield replace(site, abilities=replace(site.abilities, guided=shown))


def _slot(service: Service) -> Slot:
    """An hour that stands for all hours: what is said of it is live and left out."""
    return Slot(SlotId("x"), service.id, _NOON, _NOON + timedelta(minutes=service.minutes), DeskId("1"))
