"""The parcel on a stick: whole or not there, closed to everybody, and only the kiosk's own key makes it genuine."""

import base64
import json
from pathlib import Path

import pytest
from nacl.secret import SecretBox

from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.parcel import BadParcel, NotWritten, Parcel, Sealed, read, unsealed, write
from kiosk.usage.sync.rows import WireRow
from tests.kiosk.usage.sync.bench import opened

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


def boxed(folder: Path, text: str, kiosk: str = MINE.kiosk) -> Path:
    """A parcel with the right key, and `text` in it."""
    path = folder / "comptes-1.json"
    box = base64.b64encode(SecretBox(bytes.fromhex(MINE.key)).encrypt(text.encode())).decode()
    path.write_text(json.dumps({"format": 2, "kiosk": kiosk, "box": box}), encoding="utf-8")
    return path


def reason(path: Path, key: str = MINE.key) -> str:
    found = read(path)
    if isinstance(found, Sealed):
        inside = unsealed(found, key)
        assert isinstance(inside, BadParcel)
        return inside.reason
    return found.reason


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert path.name == "comptes-abababab.json"
    assert opened(path, MINE) == Parcel(kiosk=MINE.kiosk, rows=ROWS)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_file_is_the_format_that_others_read(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path).read_text(encoding="utf-8"))
    assert list(found) == ["format", "kiosk", "box"]
    assert (found["format"], found["kiosk"]) == (2, MINE.kiosk)
    text = SecretBox(bytes.fromhex(MINE.key)).decrypt(base64.b64decode(found["box"], validate=True)).decode()
    assert text.startswith(f'{{"format":2,"kiosk":"{MINE.kiosk}","rows":[{{"kiosk":')
    assert list(json.loads(text)["rows"][0]) == ["kiosk", "period", "event", "journey", "step", "outcome", "n"]


def test_a_stick_that_was_found_tells_nothing(tmp_path: Path) -> None:
    """Visits of a day and cells below 5: neither in clear, nor the same from one writing to the next."""
    path = written(tmp_path)
    text = path.read_bytes()
    box = base64.b64decode(json.loads(text)["box"])
    for word in (b"visits", b"2026", b"commune", MINE.token.encode(), bytes.fromhex(MINE.key), MINE.key.encode()):
        assert word not in text
        assert word not in box
    assert written(tmp_path).read_bytes() != text


@pytest.mark.parametrize("place", [0, 23, 24, 40, -1])
def test_another_hand_is_seen(tmp_path: Path, place: int) -> None:
    path = written(tmp_path)
    told = json.loads(path.read_bytes())
    box = bytearray(base64.b64decode(told["box"]))
    box[place] ^= 1
    path.write_text(json.dumps(told | {"box": base64.b64encode(box).decode()}), encoding="utf-8")
    assert "not genuine" in reason(path)


@pytest.mark.parametrize("length", [0, 1, 24, 39, 40])
def test_a_box_that_was_cut_is_seen(tmp_path: Path, length: int) -> None:
    path = written(tmp_path)
    told = json.loads(path.read_bytes())
    cut = base64.b64encode(base64.b64decode(told["box"])[:length]).decode()
    path.write_text(json.dumps(told | {"box": cut}), encoding="utf-8")
    assert "not genuine" in reason(path)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    assert "not genuine" in reason(written(tmp_path), "dc" * 32)


def test_another_name_on_the_box_is_seen(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(MINE.kiosk, "ba" * 16), encoding="utf-8")
    assert "another kiosk" in reason(path)


INSIDE = (
    f'{{"format":2,"kiosk":"{MINE.kiosk}","rows":[{{"kiosk":"{MINE.kiosk}","period":"2026-11-20","event":"visits",'
    '"journey":"commune_identite","step":"","outcome":"","n":4}]}'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format":2', '"format":1'),
        ('"n":4', '"n":-4'),
        ('"event":"visits"', '"event":"names"'),
        ('"journey":"commune_identite"', '"journey":"a name"'),
        ('"period":"2026-11-20"', '"period":"2026-11-20\\n"'),
        ('"rows":[{"kiosk":"ab', '"rows":[{"kiosk":"ff'),
        ("}", ""),
    ],
)
def test_what_is_no_counts_in_it_is_a_value(tmp_path: Path, old: str, new: str) -> None:
    assert opened(boxed(tmp_path, INSIDE), MINE).rows == ROWS[:1]
    assert old in INSIDE
    assert "counts" in reason(boxed(tmp_path, INSIDE.replace(old, new)))


@pytest.mark.parametrize(("old", "new"), [('"format":2', '"format":1'), ('"box":"', '"box":"!'), ("}", "")])
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
    assert isinstance(path, Path)
    assert opened(tmp_path / "comptes-abababab.json", MINE).rows == ROWS[:1]
