"""The example of a site's settings explains every key there is, and each of its blocks works when switched on."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tomllib import loads
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from kiosk.settings import Settings, load

EXAMPLE = Path(__file__).parents[2] / "provisioning" / "site.example.toml"
TEXT = EXAMPLE.read_text(encoding="utf-8")
PARTS = TEXT.split("\n\n")
"""Tables, and what is said between them."""
OPTIONAL = [part for part in PARTS if part.startswith("#[")]
Key = tuple[str, str]
"""The class of a table that brings a key, and the key."""


def switched_on(part: str) -> str:
    """Without the # of what is a setting; what explains has a space behind it."""
    return re.sub(r"^#(?=[a-z\[])", "", part, flags=re.MULTILINE)


def only(*chosen: str) -> str:
    """The example with these of its optional blocks."""
    return "\n\n".join(switched_on(part) if part in chosen or part not in OPTIONAL else part for part in PARTS)


def all_at_once() -> str:
    """Everything that may stand beside each other: of each table that can stand once, the first."""
    once: dict[str, str] = {}
    for part in OPTIONAL:
        name = part.partition("\n")[0]
        once.setdefault(name if name != "#[[services]]" else part, part)
    return only(*once.values())


def owner(table: type, key: str) -> str:
    """Printers share some keys, which need no second explanation."""
    return [one.__name__ for one in table.__mro__ if key in vars(one).get("__annotations__", {})][-1]


def known(kind: inspect.Type) -> Iterator[Key]:
    """Every key of the settings, of all tables below `kind`."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield owner(kind.cls, field.encode_name), field.encode_name
            yield from known(field.type)
    elif isinstance(kind, inspect.UnionType):
        yield from chain.from_iterable(known(one) for one in kind.types)
    elif isinstance(kind, inspect.VarTupleType):
        yield from known(kind.item_type)
    elif isinstance(kind, inspect.DictType):
        yield from known(kind.value_type)


def given(kind: inspect.Type, raw: Any) -> Iterator[Key]:
    """Those that a file says something of."""
    if isinstance(kind, inspect.StructType):
        fields = {field.encode_name: field.type for field in kind.fields}
        for key in set(raw) & set(fields):
            yield owner(kind.cls, key), key
            yield from given(fields[key], raw[key])
    elif isinstance(kind, inspect.UnionType) and isinstance(raw, dict):
        tagged = {one.tag: one for one in kind.types if isinstance(one, inspect.StructType)}
        yield from given(tagged[raw["kind"]], raw)
    elif isinstance(kind, inspect.VarTupleType):
        yield from chain.from_iterable(given(kind.item_type, one) for one in raw)
    elif isinstance(kind, inspect.DictType):
        yield from chain.from_iterable(given(kind.value_type, one) for one in raw.values())


def loaded(folder: Path, text: str) -> Settings:
    path = folder / "site.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_it_explains_every_key_of_the_settings() -> None:
    types = inspect.type_info(Settings)
    found = set(chain.from_iterable(given(types, loads(only(part))) for part in ["", *OPTIONAL]))
    assert sorted(set(known(types)) - found - {("Settings", "folder")}) == []


def test_every_key_is_explained_where_it_is_seen_first() -> None:
    lines = [switched_on(line) for line in TEXT.splitlines() if re.match(r"#?[a-z_]+ = ", line)]
    first = {line.partition(" = ")[0]: line for line in reversed(lines)}
    assert len(first) > 50
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    assert {key for key, line in first.items() if "  # " not in line} - days == set()


def test_it_loads_as_it_is(tmp_path: Path) -> None:
    assert loaded(tmp_path, TEXT) == msgspec.structs.replace(load(EXAMPLE), folder=tmp_path)


@pytest.mark.parametrize("part", OPTIONAL, ids=lambda part: " ".join(re.findall(r"[a-z]{4,}", part)[:3]))
def test_each_optional_block_loads(tmp_path: Path, part: str) -> None:
    needed = [one for one in OPTIONAL if one.startswith("#[providers")] if part.startswith("#[[services") else []
    settings = loaded(tmp_path, only(part, *needed))
    assert settings != loaded(tmp_path, TEXT), "it says something"


def test_all_that_may_stand_together_loads_together(tmp_path: Path) -> None:
    settings = loaded(tmp_path, all_at_once())
    assert settings.hub.wanted
    assert settings.call.wanted
    assert len(settings.services) == 2
    assert len(settings.providers) == 3


def test_what_is_left_out_is_worth_what_the_example_says(tmp_path: Path) -> None:
    """But for what its line says: tried by taking each such line away."""
    whole = loaded(tmp_path, TEXT)
    for line in TEXT.splitlines():
        if re.match(r"[a-z_]+ = ", line) and not re.search(r"left out|needed|both, or|\[\"|kind = ", line):
            assert loaded(tmp_path, TEXT.replace(line + "\n", "", 1)) == whole, line
