"""The credential: read as it was made, told without its secrets, and a fault names file and key alone."""

from pathlib import Path

import pytest

from kiosk.usage.sync.credential import BadCredential, Credential, read

TOKEN = "planted-secret-token"
TEXT = f'kiosk = "{"ab" * 16}"\ntoken = "{TOKEN}"\nkey = "{"cd" * 32}"\n'


def of(folder: Path, text: str) -> Credential | BadCredential:
    path = folder / "hub.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_it_is_read_and_never_told(tmp_path: Path) -> None:
    found = of(tmp_path, TEXT)
    assert found == Credential(kiosk="ab" * 16, token=TOKEN, key="cd" * 32)
    assert TOKEN not in repr(found) + str(found)
    assert "cdcd" not in repr(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("abab", "ABAB"), "kiosk"),
        (TEXT.replace(TOKEN, f"{TOKEN} {TOKEN}"), "token"),
        (TEXT.replace(TOKEN, f"{TOKEN}\\n"), "token"),
        (TEXT.replace("cdcd", "cd"), "key"),
        (TEXT.replace("key", "keys"), "key"),
        (TEXT.replace('"', ""), "TOML"),
        ("", "kiosk"),
        (TEXT + "#" * 20_000, "too big"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    found = of(tmp_path, text)
    assert isinstance(found, BadCredential)
    assert found.reason.startswith("hub.toml: ")
    assert told in found.reason
    assert TOKEN not in found.reason


def test_no_file_and_no_text(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "hub.toml"), BadCredential)
    (tmp_path / "hub.toml").write_bytes(b"\xff\xfe")
    assert isinstance(read(tmp_path / "hub.toml"), BadCredential)
