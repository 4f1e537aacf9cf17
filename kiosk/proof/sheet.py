"""Pure: the sheet of one journey, step by step, from what the tour left and what the content says."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.texts import step_texts
from kiosk.ids import JourneyId
from kiosk.journey.evidence import evidence_of
from kiosk.journey.loader import Ref
from kiosk.journey.model import RecapStep, SlotsStep, TicketStep
from kiosk.journey.personas import PersonaFile
from kiosk.pages.journey_pages import lines_of
from kiosk.pages.site import Site
from kiosk.proof.grounds import Ground, grounds_of
from kiosk.proof.people import Person, people_of
from kiosk.proof.shown import Screen
from kiosk.proof.ways import Way, ways_of


@dataclass(frozen=True, slots=True)
class Card:
    """One step, or one screen of the house (`ways`, `grounds` and `findings` are empty then)."""

    id: str
    """A name within all sheets, good as the name of an anchor."""
    title: str
    screens: tuple[Screen, ...]
    """None: this site does not show the step."""
    fingerprint: str
    """Eight characters that change with the words: who has read a step before has to read it again then."""
    text: tuple[str, ...] = ()
    """Its sentences, with the values in their places; none of a screen of the house."""
    ways: tuple[Way, ...] = ()
    grounds: tuple[Ground, ...] = ()
    findings: tuple[Finding, ...] = ()
    house: bool = False
    """True: a screen of the house, which states nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: a journey, or the screens of the house."""

    id: str
    title: str
    cards: tuple[Card, ...]
    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What was found in its file, in all its steps and beside them."""


def anchor(ref: Ref) -> str:
    """The name of a step's card."""
    return f"{ref.journey}-{ref.step}"


def journey_sheet(
    site: Site,
    journey: JourneyId,
    screens: Mapping[Ref, Sequence[Screen]],
    people: PersonaFile,
    findings: Sequence[Finding],
) -> Sheet:
    """The sheet of one journey: its steps in the order of its file. `findings` are those of the whole content."""
    content = site.library.journeys[journey]
    own = tuple(one for one in findings if one.file == f"{journey}.yaml")
    by_step = _by_step(site, journey, own)
    cards = []
    for number, step in enumerate(content.steps):
        ref = Ref(journey, step.id)
        text = tuple(line.text for line in lines_of(site, step))
        ways = ways_of(site, ref)
        said = (*text, *(words for _, words, _ in step_texts(step)), *(way.to for way in ways))
        grounds = grounds_of(evidence_of(site.library, step, site.today, _offices(site, ref)))
        seen, found = tuple(screens.get(ref, ())), tuple(by_step.get(number, ()))
        cards.append(Card(anchor(ref), step.title, seen, _fingerprint(said), text, ways, grounds, found))
    return Sheet(str(journey), content.title, tuple(cards), people_of(site, people, journey), own)


def house_sheet(screens: Mapping[str, Sequence[Screen]]) -> Sheet:
    """The screens that belong to no journey, by their names."""
    cards = (
        Card(name, shots[0].page.title, tuple(shots), _fingerprint(_fixed(shots)), house=True)
        for name, shots in screens.items()
    )
    return Sheet("maison", "Les écrans de la maison", tuple(cards))


def _fixed(screens: Sequence[Screen]) -> Iterator[str]:
    """The words of screens that are the same on every tour."""
    for page in (screen.page for screen in screens):
        yield page.title
        yield from (line.text for line in page.lines if not (line.live or line.personal))


def _fingerprint(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]


def _by_step(site: Site, journey: JourneyId, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """Findings by the number of the step on whose lines they stand; what stands above all steps is left out."""
    lines = Lines(site.library.folder)
    file = f"{journey}.yaml"
    starts = [lines.of(file, "steps", number) for number in range(len(site.library.journeys[journey].steps))]
    found: dict[int, list[Finding]] = {}
    for one in findings:
        above = [number for number, start in enumerate(starts) if start <= one.line]
        if above:
            found.setdefault(above[-1], []).append(one)
    return found


def _offices(site: Site, ref: Ref) -> tuple[str, ...]:
    """The offices of the place file that the page of an appointment shows."""
    need = site.library.journey(ref).need
    if not isinstance(site.library.step(ref), SlotsStep | RecapStep | TicketStep):
        return ()
    return tuple(one.office for one in site.settings.services if one.need == need)
