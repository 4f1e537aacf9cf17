"""Whose certificate is trusted: the site's own alone where it has one, none of another time; no environment decides."""

from pathlib import Path

import pytest

from kiosk.usage.sync.line import Accepted, Hub, Line, Reply, Stopped
from kiosk.usage.sync.result import Reason
from tests.hub_server import HubServer, hub_server
from tests.kiosk.usage.sync.certificates import certificate, context, need_openssl


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_openssl()
    folder = tmp_path_factory.mktemp("certificates")
    certificate(folder / "own")
    certificate(folder / "other")
    certificate(folder / "old", "2020", "2021")
    certificate(folder / "future", "2040", "2041")
    return folder


def post(hub: HubServer, own: Path | None) -> Reply:
    with Line(Hub(hub.url, {}, str(own) if own else True)) as line:
        return line.post(b'{"rows":[]}')


def test_the_sites_own_certificate_is_trusted(made: Path) -> None:
    own = made / "own" / "hub.pem"
    with hub_server(context(own)) as hub:
        assert post(hub, own) == Accepted()


@pytest.mark.parametrize("trusted", ["other", ""])
def test_another_hub_is_told_nothing(made: Path, trusted: str) -> None:
    with hub_server(context(made / "own" / "hub.pem")) as hub:
        assert post(hub, made / trusted / "hub.pem" if trusted else None) == Stopped(Reason.TLS)
        assert not hub.bodies


@pytest.mark.parametrize("time", ["old", "future"])
def test_a_certificate_of_another_time_speaks_of_the_date(made: Path, time: str) -> None:
    of_then = made / time / "hub.pem"
    with hub_server(context(of_then)) as hub:
        assert post(hub, of_then) == Stopped(Reason.DATE)
        assert not hub.bodies


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_the_environment_does_not_decide_whom_to_trust(made: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = made / "own" / "hub.pem", made / "other" / "hub.pem"
    with hub_server(context(own)) as hub:
        monkeypatch.setenv(name, str(own))
        assert post(hub, other) == Stopped(Reason.TLS)
        monkeypatch.setenv(name, str(other))
        assert post(hub, own) == Accepted()


def test_a_hub_without_tls_where_tls_is_asked_for(hub: HubServer) -> None:
    with Line(Hub(hub.url.replace("http:", "https:"), {})) as line:
        assert line.post(b'{"rows":[]}') == Stopped(Reason.TLS)
    assert not hub.bodies
