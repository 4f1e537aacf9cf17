"""What can be wrong with a site beyond its files' own form: offices without a place, needs without a journey."""

from collections.abc import Iterator

from kiosk.opening import Opened


def site_faults(opened: Opened) -> Iterator[str]:
    """One line a fault: where it stands, what it is, how to mend it."""
    library, settings = opened.site.library, opened.site.settings
    needs = {journey.need for journey in library.journeys.values() if journey.need}
    for number, service in enumerate(settings.services):
        where = f"services[{number}]"
        if service.office != "site" and service.office not in library.offices:
            names = ", ".join(("site", *library.offices))
            yield f"{where}.office: {service.office!r} is not in the place file; expected one of: {names}"
        if service.need not in needs:
            yield f"{where}.need: no journey asks for {service.need!r}; expected one of: {', '.join(sorted(needs))}"
    yield from opened.desks.faults
