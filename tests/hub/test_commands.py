"""`kiosk hub ...` as it is run on a hub: in its own small environment, where kivy and babel do not exist."""

import subprocess
from pathlib import Path

import pytest
import requests

from kiosk.usage.sync.credential import Credential, read
from kiosk.usage.sync.parcel import write
from kiosk.usage.sync.rows import WireRow
from tests.hub_process import PYTHON, Hub, need_hub, today

PLACE = "Maison du tourisme d’Écaussinnes"
_HEAVY = "kivy babel requests numpy PIL datasette voices screens holidays icalendar"
_IMPORTS = f"""
import sys
from kiosk.__main__ import main
code = main(sys.argv[1:])
print(sorted(set({_HEAVY.split()!r}) & set(sys.modules)))
sys.exit(code)
"""


def _kiosk(*words: str | Path) -> subprocess.CompletedProcess[str]:
    need_hub()
    return subprocess.run([PYTHON, "-m", "kiosk", "hub", *words], check=False, capture_output=True, text=True)


def _enrolled(hub: Path, output: Path, *words: str) -> list[Credential]:
    said = _kiosk("enrol", "--place", PLACE, *words, "-o", output, "--hub", hub)
    assert said.returncode == 0, said.stderr
    found = [read(Path(line)) for line in said.stdout.splitlines()]
    return [one for one in found if isinstance(one, Credential)]


def test_each_kiosk_gets_a_file_of_its_own_that_nobody_else_reads(tmp_path: Path) -> None:
    kiosks = _enrolled(tmp_path / "hub", tmp_path / "files", "--region", "Centre", "--count", "3")
    files = sorted((tmp_path / "files").iterdir())
    assert [file.name for file in files] == sorted(f"{one.kiosk}.toml" for one in kiosks)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert len({word for one in kiosks for word in (one.kiosk, one.token, one.key)}) == 9
    listed = _kiosk("list", "--hub", tmp_path / "hub").stdout
    for one in kiosks:
        assert f"{one.kiosk}  {PLACE} (Centre)  enrolled {today()}  heard never" in listed
        assert one.token not in listed
        assert one.key not in listed
        assert one.token.encode() not in (tmp_path / "hub" / "enrolment.db").read_bytes()


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    need_hub()
    words = ["hub", "enrol", "--place", PLACE, "-o", str(tmp_path / "files"), "--hub", str(tmp_path / "hub")]
    said = subprocess.run([PYTHON, "-c", _IMPORTS, *words], check=True, capture_output=True, text=True)
    assert said.stdout.splitlines()[-1] == "[]", said.stdout


def test_a_token_is_taken_back_and_another_given_while_the_hub_runs(hub: Hub, tmp_path: Path) -> None:
    (old,) = _enrolled(hub.folder, tmp_path / "files")
    row = WireRow(old.kiosk, "2026-W47", "minutes", "", "", "", 5)
    assert hub.push(old, [row]).ok
    said = _kiosk("revoke", old.kiosk, "--hub", hub.folder)
    assert (said.returncode, said.stdout) == (0, f"{old.kiosk}: is refused from now on; its counts stay\n")
    assert hub.push(old, [row]).status_code == 401
    assert f"revoked {today()}" in _kiosk("list", "--hub", hub.folder).stdout

    said = _kiosk("renew", old.kiosk, "-o", tmp_path / "anew", "--hub", hub.folder)
    new = read(Path(said.stdout.strip()))
    assert isinstance(new, Credential), said.stderr
    assert new.kiosk == old.kiosk
    assert hub.push(old, [row]).status_code == 401
    assert hub.push(new, [row]).ok


def test_a_stick_is_loaded_beside_a_hub_that_runs(hub: Hub, tmp_path: Path) -> None:
    (kiosk,) = _enrolled(hub.folder, tmp_path / "files")
    row = WireRow(kiosk.kiosk, "2026-W47", "outcomes", "a", "", "done", 4)
    assert isinstance(write(tmp_path, kiosk, [row]), Path)
    name = f"comptes-{kiosk.kiosk[:8]}.json"
    for told in ("1 rows, of which 1 new or greater", "1 rows, of which 0 new or greater"):
        said = _kiosk("load", tmp_path, "--hub", hub.folder)
        assert (said.returncode, said.stdout) == (0, f"{name}: {PLACE}: {told}\n")
    assert row in hub.rows()
    assert hub.kiosks()[kiosk.kiosk].heard == today()

    _kiosk("revoke", kiosk.kiosk, "--hub", hub.folder)
    said = _kiosk("load", tmp_path, "--hub", hub.folder)
    assert (said.returncode, said.stdout) == (1, f"refused: {name}: its kiosk was revoked on {today()}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list",), "is no hub's folder"),
        (("load", "."), "is no hub's folder"),
        (("revoke", "abc"), "expected the id of a kiosk"),
        (("revoke", "0" * 32), "is no hub's folder"),
        (("enrol", "--place", "two\nlines", "-o", "x"), "expected one line"),
        (("enrol", "--place", " ", "-o", "x"), "expected one line"),
        (("enrol", "--place", "a", "-o", "x", "--count", "0"), "expected a number from 1"),
    ],
)
def test_what_makes_no_sense_is_told_and_makes_no_hub(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    said = _kiosk(*words, "--hub", tmp_path / "nowhere")
    assert said.returncode in {1, 2}
    assert told in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_without_parcels_and_a_kiosk_never_enrolled_are_told(hub: Hub, tmp_path: Path) -> None:
    assert "holds no parcel" in _kiosk("load", tmp_path, "--hub", hub.folder).stderr
    for words in (("revoke", "0" * 32), ("renew", "0" * 32, "-o", tmp_path)):
        assert "is not enrolled here" in _kiosk(*words, "--hub", hub.folder).stderr
    assert not list(tmp_path.iterdir())


def test_no_kiosk_is_enrolled_whose_file_cannot_be_written(hub: Hub, tmp_path: Path) -> None:
    before = hub.kiosks().keys()
    (tmp_path / "file").write_bytes(b"")
    said = _kiosk("enrol", "--place", PLACE, "-o", tmp_path / "file", "--hub", hub.folder)
    assert said.returncode == 1
    assert "nothing has changed" in said.stderr
    assert hub.kiosks().keys() == before
    assert requests.get(hub.root, timeout=60).status_code == 404
