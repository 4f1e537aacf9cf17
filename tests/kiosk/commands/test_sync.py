"""`kiosk sync` as a process: what it says, how it ends, and that neither a kill nor a second one does harm."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import SyncStatus, read_status
from tests.hub_server import Fault, HubServer, hub_server
from tests.kiosk.usage.sync.bench import BIG, MINE, TODAY, UNDATED, VISITS, count, day_row, key, opened

ROOT = Path(__file__).parents[3]
_PATIENCE = 90.0


@dataclass
class Place:
    """A kiosk's folder, settings and credential."""

    folder: Path
    hub: HubServer
    day: str = TODAY.isoformat()
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def credential(self) -> Path:
        return self.folder / "hub.toml"

    def words(self, *words: str, credential: bool = True) -> list[str]:
        given = ["--credential", str(self.credential)] if credential else []
        site = ["--site", str(self.folder / "site.toml"), "--data", str(self.data)]
        return [*site, *given, *words]

    def command(self, *words: str, credential: bool = True) -> list[str]:
        return [sys.executable, "-m", "tests.kiosk.commands.sync_child", *self.words(*words, credential=credential)]

    def start(self, *words: str, credential: bool = True) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command(*words, credential=credential),
            cwd=ROOT,
            env={**os.environ, **self.environment, "KIOSK_TEST_TODAY": self.day},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, credential: bool = True) -> tuple[int, str, str]:
        child = self.start(*words, credential=credential)
        out, err = child.communicate(timeout=_PATIENCE)
        assert MINE.token not in out + err
        assert MINE.key not in out + err
        return child.returncode, out, err

    def status(self) -> SyncStatus:
        found = read_status(self.data)
        assert isinstance(found, SyncStatus)
        return found

    def write(self, hub: str) -> None:
        demo = (ROOT / "kiosk" / "sites" / "la_louviere_demo.toml").read_text(encoding="utf-8")
        (self.folder / "site.toml").write_text(f"{demo}\n{hub}", encoding="utf-8")


Case = Callable[[Place], tuple[str, ...]]
"""Makes trouble; the words to add to the command."""
Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with hub_server() as hub:
        place = Place(tmp_path, hub)
        place.write(f'[hub]\nurl = "{hub.url}"\nheaders = {{X-Key = "{{token}}", X-Who = "{{kiosk}}"}}\n')
        text = f'kiosk = "{MINE.kiosk}"\ntoken = "{MINE.token}"\nkey = "{MINE.key}"\n'
        place.credential.write_text(text, encoding="utf-8")
        count(place.data, {VISITS: 4, BIG: 5})
        yield place


def test_a_night_and_what_it_says(place: Place) -> None:
    code, out, _ = place.run("--dry-run")
    assert code == 0
    assert [row["n"] for row in json.loads(out)["rows"]] == [4, 5]
    assert not place.hub.bodies
    place.environment = {"CREDENTIALS_DIRECTORY": str(place.folder)}
    assert place.run(credential=False) == (0, "2 rows accepted.\n", "")
    assert place.hub.kept == {key(VISITS): 4, key(BIG): 5}
    assert place.hub.headers[0]["X-Key"] == MINE.token
    assert place.hub.headers[0]["X-Who"] == MINE.kiosk
    assert "Authorization" not in place.hub.headers[0]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Run it in this process: the code, and all that was said."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)

    def run(place: Place, *words: str) -> tuple[int, str]:
        day = date.fromisoformat(place.day) if place.day else None
        monkeypatch.setattr("kiosk.commands.sync.trusted_day", lambda *_: day)
        try:
            code = main(["sync", *words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        return code, "".join(capsys.readouterr())

    return run


def _nothing(_: Place) -> tuple[str, ...]:
    return ()


def _settings(text: str) -> Case:
    def change(place: Place) -> tuple[str, ...]:
        place.write(text.format(url=place.hub.url))
        return ()

    return change


def _portal(place: Place) -> tuple[str, ...]:
    place.hub.script.append(Fault.PORTAL)
    return ()


def _no_stick(place: Place) -> tuple[str, ...]:
    return "--to-usb", str(place.folder / "gone")


def _refused(place: Place) -> tuple[str, ...]:
    place.hub.refuses = lambda row: row["n"] == 5
    return ()


def _bad_credential(place: Place) -> tuple[str, ...]:
    place.credential.write_text(f'kiosk = "{MINE.kiosk}"\ntoken = "{MINE.token} x"\n', encoding="utf-8")
    return ()


def _bad_counts(place: Place) -> tuple[str, ...]:
    (place.data / "usage.db").write_bytes(b"no database, but long enough to look like one" * 100)
    return ()


def _no_clock(place: Place) -> tuple[str, ...]:
    place.day = ""
    return ()


@pytest.mark.parametrize(
    ("case", "code", "word"),
    [
        (_settings(""), 0, "No hub is set"),
        (_settings('[hub]\nurl = "http://hub.example.be/"\n'), 1, "hub.url"),
        (_settings('[hub]\nurl = "{url}"\nca_file = "none.pem"\n'), 1, "hub.ca_file"),
        (lambda _: ("--since-days", "-3"), 2, "--since-days"),
        (_portal, 3, "somebody else than the hub"),
        (_no_stick, 3, "Nothing was written"),
        (_refused, 4, "set aside"),
        (_nothing, 5, "--credential"),
        (_bad_credential, 5, "hub.toml: token"),
        (_bad_counts, 7, "cannot be read"),
        (_no_clock, 8, "clock"),
    ],
)
def test_each_end_has_its_code_and_its_sentence(place: Place, typed: Typed, case: Case, code: int, word: str) -> None:
    words = case(place)
    found, said = typed(place, *place.words(*words, credential=case is not _nothing))
    assert found == code
    assert word in said
    assert code == 2 or len(said.splitlines()) == 1, "a sentence, and no trace"
    assert MINE.token not in said
    assert MINE.key not in said


def test_another_user_leaves_no_file_behind(place: Place, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that root made would keep the kiosk's own nights out."""
    before = sorted(path.name for path in place.data.iterdir())
    owner = place.data.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    for words in ((), ("--to-usb", str(place.folder)), ("--dry-run",)):
        code, said = typed(place, *place.words(*words))
        assert code == 1
        assert f"{place.data}: is {place.data.owner()}'s; run this as that user" in said
        assert f"-p LoadCredential=hub.toml:{place.credential}" in said
    assert sorted(path.name for path in place.data.iterdir()) == before
    assert not place.hub.bodies
    monkeypatch.setattr(os, "geteuid", lambda: owner)
    assert typed(place, *place.words())[0] == 0


def test_by_stick_without_network_clock_or_hub(place: Place) -> None:
    place.write("")
    place.day = ""
    count(place.data, {UNDATED: 6})
    stick = place.folder / "stick"
    stick.mkdir()
    code, out, _ = place.run("--to-usb", str(stick))
    parcel = opened(stick / "comptes-abababab.json")
    assert (code, "3 rows" in out) == (0, False)
    # The last day with visits may still run, and so its week: both wait for a later one, or for a clock.
    assert [(row.period, row.n) for row in parcel.rows] == [("undated", 6)]
    assert (place.status().last_carry, place.status().carried, place.status().carries) == (Result.DONE, None, 1)
    place.day = TODAY.isoformat()
    assert place.run("--to-usb", str(stick))[0] == 0
    assert place.status().carried == TODAY
    assert len(opened(stick / "comptes-abababab.json").rows) == 3


def test_without_a_folder_the_stick_that_is_plugged_in(place: Place, typed: Typed) -> None:
    stick = place.folder / "stick"
    place.write(f'[device]\nstick = "{stick}"\n')
    code, said = typed(place, *place.words("--to-usb"))
    assert (code, "there is no stick" in said) == (3, True)
    assert place.status().last_carry is Result.NO_STICK
    stick.mkdir()
    assert typed(place, *place.words("--to-usb"))[0] == 0
    assert (stick / "borne" / "comptes-abababab.json").exists()
    code, said = typed(place, *place.words("--to-usb", "--dry-run"))
    assert (code, len(json.loads(said)["rows"])) == (0, 2)


@pytest.mark.parametrize("killed_at", [1, 3])
def test_a_killed_one_has_lost_nothing(place: Place, killed_at: int) -> None:
    rows = {day_row(n): n + 1 for n in range(1200)}
    count(place.data, rows)
    reached, go_on = threading.Event(), threading.Event()

    def before() -> None:
        if len(place.hub.bodies) == killed_at - 1:
            reached.set()
            assert go_on.wait(_PATIENCE)

    place.hub.before = before
    child = place.start()
    assert reached.wait(_PATIENCE)
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=_PATIENCE)
    place.hub.before = lambda: None
    go_on.set()
    code, out, _ = place.run()
    assert code == 0
    assert out == f"{1202 - 500 * (killed_at - 1)} rows accepted.\n"
    assert place.hub.kept == {key(row): n for row, n in (rows | {VISITS: 4, BIG: 5}).items()}


def test_two_at_once(place: Place) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def before() -> None:
        reached.set()
        assert go_on.wait(_PATIENCE)

    place.hub.before = before
    first = place.start()
    assert reached.wait(_PATIENCE)
    assert place.run()[0] == 6
    assert place.status().last_attempt is Result.BUSY
    go_on.set()
    first.communicate(timeout=_PATIENCE)
    assert first.returncode == 0
    assert len(place.hub.bodies) == 1
    assert place.status().last_attempt is Result.DONE


def test_a_person_sees_it_grow(place: Place) -> None:
    count(place.data, {day_row(n): 1 for n in range(600)})
    place.hub.script.extend([Fault.NONE, 503])
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        place.command(),
        cwd=ROOT,
        env={**os.environ, "KIOSK_TEST_TODAY": place.day},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    assert child.wait(_PATIENCE) == 3
    seen = ""
    with suppress(OSError):  # what the other end has closed
        while part := os.read(ours, 4096):
            seen += part.decode()
    os.close(ours)
    line, stopped, _ = seen.replace("\r\n", "\n").split("\n")
    assert line.endswith("500 of 602 rows")
    assert stopped.startswith("Stopped: a fault of the hub (HTTP 503). 500 rows accepted, 102 rows kept")


def test_help_tells_the_ends() -> None:
    words = [sys.executable, "-m", "kiosk", "sync", "--help"]
    out = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for code in (0, 1, 3, 4, 5, 6, 7, 8):
        assert f"\n  {code}  " in out
