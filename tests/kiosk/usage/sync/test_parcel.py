"""The parcel on a stick: whole or not there, and only the kiosk's own key makes it genuine."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest

from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.parcel import BadParcel, NotWritten, Parcel, is_genuine, read, write
from kiosk.usage.sync.rows import WireRow

MINE = Credential(kiosk="ab" * 16, token="secret-token", key="cd" * 32)
ROWS = (
    WireRow(MINE.kiosk, "2026-11-20", "visits", "commune_identite", "", "", 4),
    WireRow(MINE.kiosk, "2026-W47", "outcomes", "~", "~", "~", 2),
    WireRow(MINE.kiosk, "undated", "minutes", "", "", "", 31),
)


def written(folder: Path) -> Path:
    path = write(folder, MINE, ROWS)
    assert isinstance(path, Path)
    return path


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    parcel = read(path)
    assert isinstance(parcel, Parcel)
    assert path.name == "comptes-abababab.json"
    assert parcel.rows == ROWS
    assert is_genuine(parcel, MINE.key)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_the_file_is_the_format_that_others_read(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path).read_text(encoding="utf-8"))
    mac = found.pop("mac")
    assert list(found) == ["format", "kiosk", "rows"]
    assert list(found["rows"][0]) == ["kiosk", "period", "event", "journey", "step", "outcome", "n"]
    text = json.dumps(found, sort_keys=True, separators=(",", ":")).encode()
    assert hmac.new(bytes.fromhex(MINE.key), text, hashlib.sha256).hexdigest() == mac


@pytest.mark.parametrize("change", ["n", "key", "kiosk"])
def test_another_hand_is_seen(tmp_path: Path, change: str) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    if change == "n":
        path.write_text(text.replace('"n":4', '"n":5'), encoding="utf-8")
    if change == "kiosk":
        path.write_text(text.replace(MINE.kiosk, "ba" * 16), encoding="utf-8")
    parcel = read(path)
    assert isinstance(parcel, Parcel)
    assert not is_genuine(parcel, "dc" * 32 if change == "key" else MINE.key)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format":1', '"format":2'),
        ('"n":4', '"n":-4'),
        ('"event":"visits"', '"event":"names"'),
        ('"journey":"commune_identite"', '"journey":"a name"'),
        ('"period":"2026-11-20"', '"period":"2026-11-20\\n"'),
        ('"rows":[{"kiosk":"ab', '"rows":[{"kiosk":"ff'),
        ("}", ""),
    ],
)
def test_no_parcel_is_a_value(tmp_path: Path, old: str, new: str) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert isinstance(read(path), BadParcel)


def test_a_stick_that_is_gone_is_a_value(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "comptes-1.json"), BadParcel)
    assert isinstance(write(tmp_path / "gone", MINE, ROWS), NotWritten)


def test_a_newer_parcel_takes_the_place_of_the_older(tmp_path: Path) -> None:
    written(tmp_path)
    path = write(tmp_path, MINE, ROWS[:1])
    parcel = read(tmp_path / "comptes-abababab.json")
    assert isinstance(path, Path)
    assert isinstance(parcel, Parcel)
    assert parcel.rows == ROWS[:1]
