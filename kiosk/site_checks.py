"""What can be wrong with a site beyond its files' own form: offices without a place, needs without a journey."""

from collections.abc import Iterator

from kiosk.ids import NeedId
from kiosk.journey.loader import Library
from kiosk.journey.model import EntryStep
from kiosk.opening import Opened


def site_faults(opened: Opened) -> Iterator[str]:
    """One line a fault: where it stands, what it is, how to mend it."""
    library, settings = opened.site.library, opened.site.settings
    needs = {journey.need for journey in library.journeys.values() if journey.need and not journey.practice}
    for number, service in enumerate(settings.services):
        where = f"services[{number}]"
        if service.office != "site" and service.office not in library.offices:
            names = ", ".join(("site", *library.offices))
            yield f"{where}.office: {service.office!r} is not in the place file; expected one of: {names}"
        asked = _asked(library, service.need)
        if service.need in needs and not asked.issuperset(service.require):
            lost = ", ".join(sorted(set(service.require) - asked))
            yield f"{where}.require: no journey asks {service.need!r} for {lost}; add an entry step, or remove it"
        if service.need not in needs:
            yield f"{where}.need: no journey asks for {service.need!r}; expected one of: {', '.join(sorted(needs))}"
    yield from opened.desks.faults


def _asked(library: Library, need: NeedId) -> frozenset[str]:
    """The pieces of contact for which the journeys of a need have a keypad."""
    steps = (step for journey in library.journeys.values() if journey.need == need for step in journey.steps)
    return frozenset(step.field for step in steps if isinstance(step, EntryStep))
