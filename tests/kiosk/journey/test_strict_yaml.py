"""What the loader makes of a file, and how it names a fault."""

from pathlib import Path

import pytest
from msgspec import Struct

from kiosk.errors import ContentError
from kiosk.journey import strict_yaml
from kiosk.journey.model import Journey


class Words(Struct, forbid_unknown_fields=True):
    hour: str = ""
    postcode: str = ""
    answer: str = ""
    number: int = 0


def test_text_stays_text() -> None:
    words = strict_yaml.parse("hour: 12:30\npostcode: 07100\nanswer: no\nnumber: 12\n", "w.yaml", Words)
    assert (words.hour, words.postcode, words.answer, words.number) == ("12:30", "07100", "no", 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hour: 1\nhour: 2\n", "w.yaml:2: the key 'hour' stands twice; keep one of them"),
        ("hour: [1\n", "w.yaml:2: is not valid YAML"),
        ("", "w.yaml:1: the file is empty"),
        ("hour: 1\nminute: 2\n", "w.yaml:2: Object contains unknown field `minute`"),
        ("hour: 1\nnumber: many\n", "w.yaml:2: number: Expected `int`, got `str`"),
        ("hour:\n  - 1\n", "w.yaml:2: hour: Expected `str`, got `array`"),
        ("? [a]\n: b\n", "w.yaml:1: a key must be a word"),
        ("hour: 'a\x00b'\n", "w.yaml:1: is not valid YAML"),
    ],
)
def test_a_fault_names_file_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(ContentError) as fault:
        strict_yaml.parse(text, "w.yaml", Words)
    assert str(fault.value).startswith(said)


def test_a_fault_deep_inside_a_journey_names_its_own_line() -> None:
    text = "id: x\ntitle: X\nstart: a\nsteps:\n- id: a\n  kind: info\n  title: A\n  choices:\n  - id: b\n    label: B\n"
    with pytest.raises(ContentError, match=r"^x\.yaml:9: steps\[0\]\.choices\[0\]: .*missing required field `to`"):
        strict_yaml.parse(text, "x.yaml", Journey)


def test_an_unknown_step_kind_is_named() -> None:
    text = "id: x\ntitle: X\nstart: a\nsteps:\n- id: a\n  kind: video\n  title: A\n"
    with pytest.raises(ContentError, match=r"^x\.yaml:6: steps\[0\]\.kind: Invalid value 'video'"):
        strict_yaml.parse(text, "x.yaml", Journey)


def test_unreadable_files_are_content_errors(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^none\.yaml:1: cannot be read"):
        strict_yaml.load(tmp_path / "none.yaml", Words)
    (tmp_path / "latin.yaml").write_bytes("hour: é".encode("latin-1"))
    with pytest.raises(ContentError, match=r"^latin\.yaml:1: is not UTF-8"):
        strict_yaml.load(tmp_path / "latin.yaml", Words)


def test_a_mark_of_sensitive_matters_is_a_plain_yes_or_no() -> None:
    text = "id: x\ntitle: X\nstart: a\nsensitive: peut-être\nsteps:\n- id: a\n  kind: ticket\n  title: A\n"
    with pytest.raises(ContentError, match=r"^x\.yaml:4: sensitive: Expected `bool`"):
        strict_yaml.parse(text, "x.yaml", Journey)
    assert strict_yaml.parse(text.replace("peut-être", "true"), "x.yaml", Journey).sensitive
