"""Whole nights by TLS with the site's own authority; and what a wrong clock makes of a certificate.

The clock of this machine stays: certificates of another time are what a clock gone wrong sees.
"""

import shutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hub_setup import HubTable
from kiosk.usage.sync.result import Reason, Result
from tests.certificates import Authority
from tests.hub_server import hub_server
from tests.kiosk.usage.sync.bench import BIG, VISITS, Kiosk

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
COUNTS = {VISITS: 7, BIG: 5}
OPEN_HUB = Callable[[ssl.SSLContext], Kiosk]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "own")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "other")


@pytest.fixture
def hub_with(tmp_path: Path, authority: Authority) -> Iterator[OPEN_HUB]:
    """Start a hub behind TLS; its kiosk has counts, and trusts the authority alone."""
    with ExitStack() as hubs:

        def start(context: ssl.SSLContext) -> Kiosk:
            hub = hubs.enter_context(hub_server(context))
            kiosk = Kiosk.at(tmp_path / "data", hub)
            table = HubTable(url=hub.url, ca_file=str(authority.certificate))
            return replace(kiosk, task=replace(kiosk.task, table=table))

        yield start


def is_refused(kiosk: Kiosk, reason: Reason) -> bool:
    """Whether a night ends with this, and without a byte of the counts having left."""
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.waiting) == (Result.STOPPED, 0, len(COUNTS))
    assert kiosk.hub.bodies == []
    assert kiosk.hub.kept == {}
    return ended.reason is reason


def test_the_sites_own_authority_is_trusted(hub_with: OPEN_HUB, authority: Authority) -> None:
    kiosk = hub_with(authority.context())
    kiosk.count(COUNTS)
    assert kiosk.hub.url.startswith("https://")
    assert kiosk.sync().result is Result.DONE
    assert kiosk.has(COUNTS)


@pytest.mark.parametrize("days", [(1, 240), (-240, -1)], ids=["the clock is behind", "the clock is ahead"])
def test_a_certificate_of_another_time_is_refused_and_all_is_sent_once_the_clock_is_right(
    hub_with: OPEN_HUB, authority: Authority, days: tuple[int, int]
) -> None:
    kiosk = hub_with(authority.context(*days))
    kiosk.count(COUNTS)
    for _ in range(2):
        assert is_refused(kiosk, Reason.DATE)
    later = hub_with(authority.context())
    assert later.sync().accepted == len(COUNTS)
    assert later.has(COUNTS)


def test_a_certificate_of_another_address_is_refused(hub_with: OPEN_HUB, tmp_path: Path) -> None:
    elsewhere = Authority(tmp_path / "elsewhere", "192.0.2.1")
    kiosk = hub_with(elsewhere.context())
    kiosk.count(COUNTS)
    kiosk.task = replace(kiosk.task, table=HubTable(url=kiosk.hub.url, ca_file=str(elsewhere.certificate)))
    assert is_refused(kiosk, Reason.TLS)


def test_the_environment_gives_no_trust_and_takes_none(
    hub_with: OPEN_HUB, authority: Authority, stranger: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(stranger.certificate))
    false = hub_with(stranger.context())
    false.count(COUNTS)
    assert is_refused(false, Reason.TLS)
    right = hub_with(authority.context())
    assert right.sync().result is Result.DONE
    assert right.has(COUNTS)
