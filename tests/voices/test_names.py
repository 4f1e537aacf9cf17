from hashlib import sha256
from pathlib import Path

import pytest

from voices.faults import Fault
from voices.names import SHORTEST, clip_of, codes

NAMES = ("a1b2c3d4e5f60718293a4b5c", "a1b2c3d4ffff0718293a4b5c", "0099aabbccddeeff00112233")


def test_a_code_is_the_beginning_that_no_other_has() -> None:
    assert codes(NAMES) == {NAMES[0]: "a1b2c3d4e", NAMES[1]: "a1b2c3d4f", NAMES[2]: "0099aa"}
    assert codes([]) == {}
    many = {sha256(bytes([n])).hexdigest()[:24] for n in range(256)}
    found = codes(many)
    assert set(found) == many
    assert all(len(code) >= SHORTEST and [n for n in many if n.startswith(code)] == [n0] for n0, code in found.items())


@pytest.mark.parametrize("code", codes(NAMES).values())
@pytest.mark.parametrize("form", ["{}.m4a", "{} essai 2.wav", "{}(1).MP3", "{}-b.ogg"])
def test_a_file_is_found_by_code_whatever_follows(code: str, form: str) -> None:
    for written in (code, code.upper()):
        found = clip_of(Path(form.format(written)), NAMES)
        assert isinstance(found, str)
        assert found.startswith(code)


def test_the_whole_clip_name_does_too() -> None:
    assert [clip_of(Path(f"{name}.flac"), NAMES) for name in NAMES] == list(NAMES)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("PTT-20261123-WA0003.opus", "WhatsApp"),
        ("WhatsApp Ptt 2026-11-23 at 10.11.12.ogg", "WhatsApp"),
        ("001.m4a", "such as a1b2c3.m4a"),
        ("Enregistrement 12.m4a", "such as a1b2c3.m4a"),
        ("a1b2c.wav", "such as a1b2c3.wav"),  # one character short
        ("0099aabonjour.wav", "such as a1b2c3.wav"),  # where does the code end?
        ("0099ab.wav", "print the page again"),
        ("0099aabbccddeeff0011223344.wav", "print the page again"),
        ("a1b2c3d4.wav", "2 sentences begin"),
    ],
)
def test_what_cannot_be_found_is_told_with_its_cure(name: str, cure: str) -> None:
    fault = clip_of(Path(name), NAMES)
    assert isinstance(fault, Fault)
    assert fault.reason.startswith(f"{name}: ")
    assert cure in fault.reason
