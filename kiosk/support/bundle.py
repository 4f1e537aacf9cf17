"""What a support bundle holds, closed: numbers, words of our own lists, and places in our own code."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.figures import BELOW, Week

SQUARE: Final = 320
"""Bytes of a QR code: one that a telephone reads from a panel of 480 pixels' height."""
_ABOUT: Final = """\
Ce dossier aide le service technique à réparer la borne.

Il contient : les versions des programmes, les contrôles, les chiffres des semaines finies, les derniers défauts,
et des réglages en nombres.
Il ne contient aucun nom, aucune adresse, aucun code, aucun mot de passe.

Tout se lit dans rapport.json.
"""


class Checked(Struct, frozen=True):
    """A health check. `says` is a sentence of the kiosk's own code, or empty."""

    id: str
    state: str
    says: str = ""


class Spot(Struct, frozen=True):
    """Something went wrong so many `times`: a `kind` of fault, and `where` in our own code, "kiosk/idle.py:31"."""

    kind: str
    where: str
    times: int = 1


class Counts(Struct, frozen=True):
    """Of closed weeks; `visits` by "journey/outcome", "<5" for 1 to 4."""

    week: str
    minutes: int
    visits: dict[str, int | str]


class Support(Struct, frozen=True, kw_only=True):
    """All of it."""

    versions: dict[str, str]
    settings: dict[str, int | bool | str]
    checks: tuple[Checked, ...]
    weeks: tuple[Counts, ...]
    faults: tuple[Spot, ...]


def counts_of(weeks: tuple[Week, ...], journeys: frozenset[str], outcomes: frozenset[str]) -> tuple[Counts, ...]:
    """Of closed weeks; a journey or an outcome that nobody knows is left out: a hand was in the file."""
    return tuple(
        Counts(
            one.period,
            one.minutes,
            {
                f"{cell.journey}/{cell.outcome}": f"<{BELOW}" if cell.n is None else cell.n
                for cell in one.cells
                if cell.journey in journeys and cell.outcome in outcomes
            },
        )
        for one in weeks
        if len(one.period) == len("2026-W47") and one.period.replace("-W", "").isdigit()
    )


def as_zip(support: Support) -> bytes:
    """A file for the stick, without a date or an owner in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("lisez-moi.txt", _ABOUT), ("rapport.json", as_json(support))):
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def as_json(support: Support) -> str:
    """Indented, for people too."""
    return msgspec.json.format(msgspec.json.encode(support), indent=1).decode()


def squares(support: Support) -> tuple[str, ...]:
    """The same in short, as texts of at most `SQUARE` bytes, each with its number: any telephone reads them."""
    parts, room = [""], SQUARE - len("borne 99/99\n")
    for line in _lines(support):
        if len(f"{parts[-1]}{line}\n".encode()) > room:
            parts.append("")
        parts[-1] += f"{line}\n"
    return tuple(f"borne {number}/{len(parts)}\n{part}" for number, part in enumerate(parts, 1))


def _lines(support: Support) -> Iterator[str]:
    yield from _wrapped("", [f"{name} {version}" for name, version in support.versions.items()])
    states: dict[str, list[str]] = defaultdict(list)
    for check in support.checks:
        states[check.state].append(check.id)
    for state, names in states.items():
        yield from _wrapped(f"{state}: ", names)
    for spot in support.faults:
        yield f"{spot.kind} {spot.where} x{spot.times}"[:_LINE]
    for week in support.weeks[:2]:
        yield f"{week.week} {week.minutes} min"
    yield from _wrapped("", [f"{name}={value}" for name, value in support.settings.items()])


_LINE: Final = 120


def _wrapped(head: str, words: list[str]) -> Iterator[str]:
    line = head
    for word in words:
        if len(line) + len(word) > _LINE:
            yield line.rstrip(", ")
            line = head
        line += f"{word}, "
    yield line.rstrip(", ")
