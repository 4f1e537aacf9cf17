"""Guidances held against sites that really run, by the browser that visitors have. It never waits for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import msgspec
import pytest

from kiosk.browsers import Browsers
from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.official_sites import official_findings
from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.first_page import sight
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Trouble
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.protocol import Hosts
from kiosk.official_site.verify import Sight, record
from tests import django_office as office
from tests import trap_site as trap
from tests.django_office import DjangoOffice
from tests.trap_site import NAMES, TrapSite, trap_site

_CALM_S = 0.5


@pytest.fixture(scope="module")
def site() -> Iterator[TrapSite]:
    with trap_site() as running:
        yield running


def _browsers(user: str, hosts: Hosts, found_at: tuple[tuple[str, str], ...] = ()) -> Browsers:
    start = partial(Process.start, Launch(reach=(*NAMES, "127.0.0.1"), user=user, found_at=found_at))
    return Browsers(browser=lambda: Chromium(start), hosts=lambda _: hosts)


@dataclass
class Looking:
    """Looks at the trap site, begun at any of its pages."""

    site: TrapSite
    user: str

    def at(self, path: str = "/rdv", longest: float = 20.0) -> Sight:
        return sight(self.browsers, self.begun(path), longest=longest, calm=_CALM_S)

    def findings(self, path: str = "/rdv") -> list[Finding]:
        see = partial(sight, self.browsers, calm=_CALM_S)
        return list(official_findings([self.begun(path)], see, Lines(trap.CONTENT)))

    @property
    def browsers(self) -> Browsers:
        return _browsers(self.user, self.site.hosts, self.site.found_at)

    def begun(self, path: str) -> Guidance:
        return msgspec.structs.replace(self.site.guidance(), start=self.site.url(path))


@pytest.fixture
def looking(site: TrapSite, user: str) -> Iterator[Looking]:
    yield Looking(site, user)
    site.change("")


def test_a_site_as_the_guidance_has_it_has_no_finding(looking: Looking) -> None:
    assert looking.findings() == []


def test_a_site_that_has_changed_is_found_with_what_it_shows_now(looking: Looking) -> None:
    looking.site.change("renamed_button")
    (found,) = looking.findings()
    assert found.rule == "site-misfit"
    assert found.line
    assert "0 elements fit, not 1; there are: « " in found.message


def test_the_booking_site_fits_and_what_is_recorded_holds_no_address_of_a_visit(
    django_office: DjangoOffice, user: str
) -> None:
    browsers = _browsers(user, django_office.hosts)
    seen = sight(browsers, django_office.guidance())
    assert list(official_findings([django_office.guidance()], lambda _: seen, Lines(office.CONTENT))) == []
    assert seen.view
    assert b"?" not in record(seen.view).splitlines()[1]


def test_a_dialog_does_not_stop_it(looking: Looking) -> None:
    seen = looking.at("/accueil-message")
    assert seen.view
    assert seen.view.title == "Gardé"


def test_a_first_page_that_leads_away_is_told(looking: Looking) -> None:
    (found, *_) = looking.findings("/ailleurs")
    assert found.rule == "site-barred"
    assert trap.OTHER in found.message


@pytest.mark.parametrize(
    ("path", "why"), [("/erreur", Trouble.SERVER), ("/lent", Trouble.SLOW)], ids=["broken", "silent"]
)
def test_a_site_that_gives_no_page_ends_in_time(looking: Looking, path: str, why: Trouble) -> None:
    assert looking.at(path, longest=3.0) == Sight(failed=why)


def test_a_site_that_never_rests_is_judged_when_the_time_is_over(looking: Looking) -> None:
    seen = looking.at("/mouvement", longest=3.0)
    assert seen.view
    assert seen.view.title == "La file d’attente"


def test_a_machine_without_a_network_is_told_apart(user: str) -> None:
    there = msgspec.structs.replace(trap.TrapSite().guidance(), start="https://commune.test/rdv")
    seen = sight(_browsers(user, there.allowed(), (("commune.test", "~NOTFOUND"),)), there)
    assert seen == Sight(failed=Trouble.NO_NETWORK)
