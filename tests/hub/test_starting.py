"""How a hub starts: with the secret that systemd hands over, another day with another one, and by one command."""

import random
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

from kiosk.usage.sync.credential import Credential, read
from kiosk.usage.sync.rows import WireRow
from tests.hub_process import ROOT, Hub, need_hub, running

_PATIENCE = 60.0


def _row(kiosk: Credential) -> WireRow:
    return WireRow(kiosk.kiosk, "2026-W47", "minutes", "", "", "", 25)


def test_the_secret_may_change_and_no_kiosk_notices(tmp_path: Path) -> None:
    need_hub()
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "secret").write_text("one", encoding="ascii")
    with running(tmp_path / "hub", CREDENTIALS_DIRECTORY=str(tmp_path / "credentials")) as hub:
        (kiosk,) = hub.enrol()
        assert hub.push(kiosk, [_row(kiosk)]).ok
        hub.stop()
        (tmp_path / "credentials" / "secret").write_text("two", encoding="ascii")
        hub.start()
        assert hub.push(kiosk, [_row(kiosk)]).ok
        assert _environment(hub)["DATASETTE_SECRET"] == "two"


def test_no_secret_stands_on_the_command_line(hub: Hub) -> None:
    words = Path(f"/proc/{hub.pid}/cmdline").read_text(encoding="utf-8")
    assert "--default-deny" in words
    assert (hub.folder / "secret").read_text(encoding="ascii") not in words


def test_files_of_a_hub_are_its_owners_alone(hub: Hub) -> None:
    assert hub.folder.stat().st_mode & 0o777 == 0o700
    for name in ("counts.db", "enrolment.db", "secret", "counts.db-wal"):
        assert (hub.folder / name).stat().st_mode & 0o777 == 0o600, name


def test_one_command_makes_a_hub_and_says_how_to_send_to_it(tmp_path: Path) -> None:
    need_hub()
    hub = Hub(tmp_path / "hub", _free_port())
    log = tmp_path / "log"
    with log.open("wb") as file:
        trying = subprocess.Popen(
            [ROOT / "provisioning" / "hub" / "try", "--hub", hub.folder, "--port", str(hub.port)],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    try:
        deadline = time.monotonic() + _PATIENCE
        while "running on" not in log.read_text(encoding="utf-8"):
            assert trying.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        told = log.read_text(encoding="utf-8")
        sync = re.search(r"kiosk sync --site (\S+) --credential (\S+)", told)
        assert sync, told
        assert f'url = "{hub.url}"' in Path(sync[1]).read_text(encoding="utf-8")
        kiosk = read(Path(sync[2]))
        assert isinstance(kiosk, Credential), kiosk
        assert hub.push(kiosk, [_row(kiosk)]).ok
        assert hub.rows() == [_row(kiosk)]
    finally:
        trying.send_signal(signal.SIGTERM)
        trying.wait(_PATIENCE)


def _environment(hub: Hub) -> dict[str, str]:
    words = Path(f"/proc/{hub.pid}/environ").read_text(encoding="utf-8").split("\0")
    return dict(word.split("=", 1) for word in words if word)


def _free_port() -> int:
    """One below those that the kernel gives to whoever asks for any: no other test is given it meanwhile."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
