"""Signs that no keyboard has, put where they belong: whoever fills the file of a commune writes plainly."""

import re

from msgspec.structs import replace

from kiosk.journey.values import OwnOffice, OwnPlaces, OwnValue

_NBSP = "\u00a0"
_SIGNS = (
    (re.compile(r"['‘`´]"), "’"),
    (re.compile(r"(?<=\d) h\b"), f"{_NBSP}h"),
    (re.compile(rf"(?<=\d{_NBSP}h) (?=\d)"), _NBSP),
    (re.compile(r" (?=[?!:;»])"), _NBSP),
    (re.compile(r"« "), f"«{_NBSP}"),
)


def tidy(text: str) -> str:
    """Typographic apostrophes, and no-break spaces within hours and before signs."""
    for wanted, sign in _SIGNS:
        text = wanted.sub(sign, text)
    return text


def tidy_places(places: OwnPlaces) -> OwnPlaces:
    """The same file as it is printed."""
    return replace(
        places,
        name=tidy(places.name),
        values={name: _value(value) for name, value in places.values.items()},
        offices={name: _office(office) for name, office in places.offices.items()},
    )


def _value(value: OwnValue) -> OwnValue:
    return replace(value, text=tidy(value.text), fallback=tidy(value.fallback))


def _office(office: OwnOffice) -> OwnOffice:
    return replace(office, name=tidy(office.name), address=tuple(map(tidy, office.address)))
