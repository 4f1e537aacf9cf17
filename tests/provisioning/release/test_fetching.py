"""The newest release of a server: in one go, in pieces, and what no server may make a kiosk do."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases import collecting, status
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from tests.certificates import Authority
from tests.provisioning.release import making
from tests.provisioning.release.making import Signer


@dataclass
class Server:
    """Gives the files of a folder; of bundles `most` bytes a request, and then hangs up."""

    folder: Path
    httpd: http.server.ThreadingHTTPServer | None = None
    url: str = ""
    most: int = 1 << 30
    asked: list[str] = field(default_factory=list)
    resumes: bool = True


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(tmp_path / "www")
    one.folder.mkdir()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = one.folder / self.path.lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            wanted = self.headers.get("Range", "") if one.resumes else ""
            one.asked.append(f"{path.name} {wanted}".strip())
            start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
            body = path.read_bytes()[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: one.most] if path.suffix == ".kiosk" else body)

        def log_message(self, *_: object) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.httpd, one.url = httpd, f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield one
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def fetched(store: Store, server: Server, key: Signer) -> Fault:
    return collecting.fetch(store, server.url, key.public)


def test_a_newer_one_is_laid_out(store: Store, server: Server, key: Signer) -> None:
    making.bundle(server.folder, key, "1.1")
    assert fetched(store, server, key).result == collecting.READY
    assert (store.incoming / "release/systemd/kiosk.service").exists()


def test_what_runs_already_is_not_downloaded(store: Store, server: Server, key: Signer) -> None:
    making.bundle(server.folder, key, "1.0")
    assert fetched(store, server, key).result == status.CURRENT
    assert server.asked == ["latest"]


def test_a_connection_that_breaks_costs_only_what_is_missing(store: Store, server: Server, key: Signer) -> None:
    size = making.bundle(server.folder, key, "1.1").stat().st_size
    server.most = size // 3
    first = fetched(store, server, key)
    assert first.result == "unreached"
    while fetched(store, server, key).result != collecting.READY:
        assert len(server.asked) < 20
    parts = [ask for ask in server.asked if ask.startswith("coup")]
    assert parts[:3] == [parts[0], f"{parts[0]} bytes={size // 3}-", f"{parts[0]} bytes={size // 3 * 2}-"]


def test_a_server_that_begins_anew_is_followed(store: Store, server: Server, key: Signer) -> None:
    size = making.bundle(server.folder, key, "1.1").stat().st_size
    server.most, server.resumes = size // 2, False
    assert fetched(store, server, key).result == "unreached"
    server.most = size
    assert fetched(store, server, key).result == collecting.READY


def test_no_more_than_was_signed_is_ever_stored(store: Store, server: Server, key: Signer) -> None:
    path = making.bundle(server.folder, key, "1.1")
    size = path.stat().st_size
    path.write_bytes(b"\0" * (size * 4))
    answer = fetched(store, server, key)
    assert "not the signed one" in answer.reason
    assert list(store.incoming.glob("*.part")) == []


def over_tls(server: Server, context: ssl.SSLContext) -> None:
    """The same server by https, from now on."""
    assert server.httpd is not None
    server.httpd.socket = context.wrap_socket(server.httpd.socket, server_side=True)
    server.url = server.url.replace("http:", "https:")


@pytest.mark.parametrize(("first_day", "last_day"), [(-1, 1), (1, 2), (-3, -2)])
def test_a_wrong_clock_keeps_no_release_away(
    *,
    first_day: int,
    last_day: int,
    store: Store,
    server: Server,
    key: Signer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The days of a server's certificate are not looked at: what it gives is signed."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    over_tls(server, authority.context(first_day, last_day))
    making.bundle(server.folder, key, "1.1")
    assert fetched(store, server, key).result == collecting.READY


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2"])
def test_an_unknown_server_is_refused_whatever_its_days(
    *, address: str, store: Store, server: Server, key: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed by nobody whom we trust, or for another address."""
    server_side, trusted = Authority(tmp_path / "one", address), Authority(tmp_path / "two")
    known = server_side if address != "127.0.0.1" else trusted
    monkeypatch.setenv("SSL_CERT_FILE", str(known.certificate))
    over_tls(server, server_side.context())
    making.bundle(server.folder, key, "1.1")
    answer = fetched(store, server, key)
    assert (answer.result, "certificate" in answer.reason.lower()) == ("unreached", True), answer.reason


def test_a_pointer_of_somebody_else_leads_nowhere(store: Store, server: Server, key: Signer, tmp_path: Path) -> None:
    making.bundle(server.folder, making.signer(tmp_path, "other"), "1.1")
    assert "signature" in fetched(store, server, key).reason
    assert server.asked == ["latest"]


def test_a_changed_pointer_leads_nowhere(store: Store, server: Server, key: Signer) -> None:
    making.bundle(server.folder, key, "1.1")
    pointer = server.folder / "latest"
    pointer.write_bytes(pointer.read_bytes().replace(b'"1.1"', b'"1.9"'))
    assert "signature" in fetched(store, server, key).reason


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"x" * 1_000_000])
def test_a_page_instead_of_a_pointer_leads_nowhere(body: bytes, store: Store, server: Server, key: Signer) -> None:
    (server.folder / "latest").write_bytes(body)
    assert fetched(store, server, key).result == "refused"


def test_a_manifest_is_no_pointer(store: Store, server: Server, key: Signer) -> None:
    """What is signed for one purpose is not taken for another."""
    making.bundle(server.folder, key, "1.1")
    assert collecting.take(store, [server.folder / "latest"], key.public).result == "refused"


def test_a_server_that_is_not_there_is_said_so(store: Store, server: Server, key: Signer) -> None:
    assert fetched(store, server, key).result == "unreached", "404"
    assert collecting.fetch(store, "http://127.0.0.1:1", key.public).result == "unreached"
    assert collecting.fetch(store, "", key.public).result == status.CURRENT


def test_no_other_kind_of_address_is_opened(store: Store, server: Server, key: Signer) -> None:
    making.bundle(server.folder, key, "1.1")
    assert collecting.fetch(store, server.folder.as_uri(), key.public).result == "unreached"
