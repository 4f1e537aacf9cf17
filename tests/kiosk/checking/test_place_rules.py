"""What nobody has filled in or checked in the file of a commune is noted, with its line and what to do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.checking.value_rules import grouped, hours_faults
from tests.kiosk.checking.conftest import TODAY, Check, Plant

FILE = "places/la_louviere.yaml"
NUMBER = "    fact: lalouviere.phone\n"


def notes(check: Check, name: str) -> list[tuple[str, int]]:
    return [
        (one.rule, one.line) for one in check() if one.note and one.file == FILE and re.match(rf"{name}\b", one.message)
    ]


def checked(days: int) -> str:
    return f'{NUMBER}    verified: {TODAY - timedelta(days=days)}\n    by: "animatrice EPN"\n'


def line_of(content: Path, words: str) -> int:
    lines = (content / FILE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_value_that_nobody_verified_is_noted_on_its_line(check: Check, content: Path) -> None:
    assert notes(check, "commune_phone") == [("value-unverified", line_of(content, "commune_phone:"))]


@pytest.mark.parametrize(("days", "stale"), [(0, False), (180, False), (181, True)])
def test_a_check_is_old_after_180_days(check: Check, plant: Plant, content: Path, days: int, stale: bool) -> None:  # noqa: FBT001
    plant(FILE, NUMBER, checked(days))
    assert notes(check, "commune_phone") == ([("value-stale", line_of(content, "commune_phone:"))] if stale else [])


def test_a_value_that_is_not_there_is_missing_and_one_that_is_empty_too(
    check: Check, plant: Plant, content: Path
) -> None:
    assert notes(check, "cpas_phone") == [("value-missing", line_of(content, "commune_phone:"))]
    plant(FILE, "values:\n", "values:\n  food_days:\n    text:\n  cpas_phone:\n    text:\n    verified:\n    by:\n")
    assert notes(check, "cpas_phone") == [("value-missing", line_of(content, "cpas_phone:"))]


def test_where_somebody_asked_and_there_is_none_nothing_is_missing(check: Check, plant: Plant) -> None:
    plant(FILE, "values:\n", 'values:\n  night_shelter:\n    text:\n    verified: 2026-11-20\n    by: "bénévole"\n')
    assert notes(check, "night_shelter") == []


def test_an_office_without_an_address_is_noted_and_an_address_wants_a_check(
    check: Check, plant: Plant, content: Path
) -> None:
    line = line_of(content, "  cpas:")
    assert ("office-missing", line) in [(one.rule, one.line) for one in check()]
    plant(FILE, "  cpas:\n", '  cpas:\n    address: ["Rue Neuve 1", "7100 La Louvière"]\n')
    found = [(one.rule, one.line) for one in check()]
    assert ("office-missing", line) not in found
    assert ("value-unverified", line) in found


def test_a_name_that_nearly_is_one_is_told_the_right_one(check: Check, plant: Plant) -> None:
    plant(FILE, "  eguichet:", "  egichet:")
    (found,) = [one for one in check() if one.rule == "value-unused"]
    assert found.suggestion == "write eguichet"


def test_a_long_value_is_told_how_many_words_it_may_keep(check: Check, plant: Plant) -> None:
    line = plant(FILE, 'Cité administrative de La Louvière"\n    fact', f'{"Cité " * 13}"\n    fact')
    (found,) = [one for one in check() if one.rule == "value-long"]
    assert (found.file, found.line) == (FILE, line)
    assert found.suggestion == "keep the 12 words that matter most"


@pytest.mark.parametrize("broken", [b"  eguichet:\n    text: [\n   by: x\n", "  eguichet: « é »\n".encode("latin-1")])
def test_a_file_that_cannot_be_read_is_one_finding(check: Check, content: Path, broken: bytes) -> None:
    path = content / FILE
    path.write_bytes(path.read_bytes() + broken)
    assert [(one.rule, one.file) for one in check() if not one.note] == [("format", FILE)]


def test_a_remedy_is_ready_to_be_copied(check: Check, plant: Plant) -> None:
    plant(FILE, "064 27 78 11", "+32 (0)64 27.78.11")
    (found,) = [one for one in check() if one.rule == "phone-form"]
    assert found.suggestion == 'write "064 27 78 11"'


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("064277811", "064 27 78 11"),
        ("02/123.45.67", "02 123 45 67"),
        ("0470-12-34-56", "0470 12 34 56"),
        ("080093947", "0800 93 947"),
        ("0080021232123", "00800 2123 2123"),
        ("112", "112"),
        ("0032 4 222 33 44", "04 222 33 44"),
        ("064 27 78 11, 064 27 78 12", ""),
        ("demandez", ""),
    ],
)
def test_numbers_have_their_usual_groups(typed: str, usual: str) -> None:
    assert grouped(typed) == usual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lundi et mardi, 9 h à 12 h 30", ""),
        ("du lundi au vendredi, 8 h 30 à 12 h et 13 h à 16 h", ""),
        ("lundi, 9:30 à 12 h", "« 9:30 » is not written with spaces"),
        ("lundi, 12 h à 9 h", "ends before it begins"),
        ("lundi, 25 h", "no day has an hour « 25 h »"),
        ("le matin", "says no hour"),
    ],
)
def test_hours_of_a_telephone_are_hours(text: str, said: str) -> None:
    found = [wrong.message for wrong in hours_faults(text, of_phone=True)]
    assert len(found) == bool(said)
    assert not said or said in found[0]


def test_a_shelter_may_open_in_the_evening_and_close_in_the_morning() -> None:
    assert list(hours_faults("Le Phare, rue Haute, 21 h à 8 h", of_phone=False)) == []
