"""What is missing, old or malformed in the file of a commune; the country's file is held to the same form."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from kiosk.checking.finding import Finding
from kiosk.checking.glossary import Glossary
from kiosk.checking.lines import Lines, name_of_place
from kiosk.checking.texts import NATIONAL
from kiosk.checking.value_rules import form_faults
from kiosk.errors import ContentError
from kiosk.ids import PlaceId
from kiosk.journey import strict_yaml
from kiosk.journey.loader import MODEL, Library, place_path
from kiosk.journey.tidy import tidy
from kiosk.journey.values import FRESH_FOR, OfficeEntry, OwnPlaces, Places, Value, is_fresh
from kiosk.settings import PLACE_ID

_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-ZÀ-Ý]{2,6}")
_CALL = "ask there, then write `verified:` with the day and `by:` with a role"


class _At(NamedTuple):
    """Where a value or an office stands."""

    lines: Lines
    file: str
    group: str
    name: str

    def finding(self, key: str, rule: str, message: str, remedy: str) -> Finding:
        """What is wrong with one key of it."""
        line = self.lines.of(self.file, self.group, self.name, key)
        return Finding(self.file, line, rule, f"{self.name}: {message}", remedy)


class _Commune(NamedTuple):
    """The file of a commune, and what lies below it."""

    library: Library
    own: OwnPlaces
    model: Places
    file: str
    lines: Lines

    def finding(self, group: str, name: str, rule: str, message: str, remedy: str, *, note: bool = False) -> Finding:
        """Something about a value or an office as a whole, whether the file has it or not."""
        return Finding(self.file, self.lines.line_of_key(self.file, group, name), rule, message, remedy, note)

    def shown(self) -> Iterator[tuple[str, str, date | None]]:
        """Group, name and day of a check of all that is filled in; of the country's, only what the file gives."""
        for name in dict.fromkeys([*self.model.values, *self.own.values]):
            if (value := self.library.values[name]).text:
                yield "values", name, value.verified
        for name in dict.fromkeys([*self.model.offices, *self.own.offices]):
            if (office := self.library.offices[name]).address:
                yield "offices", name, office.verified


def place_findings(
    library: Library, place: PlaceId, glossary: Glossary, lines: Lines, today: date | None
) -> Iterator[Finding]:
    """Faults of form, and notes on what nobody has filled in or checked. `today` None: nothing is called old."""
    own_file = name_of_place(place)
    try:
        own = strict_yaml.load(library.place_file, OwnPlaces)
        model = strict_yaml.load(place_path(library.folder, MODEL), Places)
        national = strict_yaml.load(library.folder / NATIONAL, Places)
    except ContentError:
        return  # the loader has said so
    if own.id != library.place_file.stem:
        return  # this too, and it uses nothing of the file
    for file, found in ((own_file, own), (NATIONAL, national)):
        for group, entries in (("values", found.values), ("offices", found.offices)):
            for name, entry in entries.items():
                at = _At(lines, file, group, name)
                yield from (*_form(at, entry, glossary), *_day(at, entry, today))
    if not re.fullmatch(PLACE_ID, own.id):
        message = f"« {own.id} » cannot be named in settings"
        remedy = "take small letters without accents, and _ for a space, as in la_louviere; the file is named alike"
        yield Finding(own_file, lines.of(own_file, "id"), "place-id", message, remedy)
    commune = _Commune(library, own, model, own_file, lines)
    yield from _unused(commune, {*model.values, *national.values})
    yield from (*_missing(commune), *_unsure(commune, today))


def _form(at: _At, entry: Value | OfficeEntry, glossary: Glossary) -> Iterator[Finding]:
    """How the text and the role of one value or office are written."""
    if isinstance(entry, Value) and entry.text:
        for rule, (message, remedy) in form_faults(at.name, tidy(entry.text)):
            yield at.finding("text", rule, message, remedy)
    if strange := _no_role(entry.by, glossary):
        remedy = 'write a role, such as "animatrice EPN"; glossary.yaml has the words, under `roles`'
        yield at.finding("by", "role", f"« {strange} » in « {entry.by} » may be the name of a person", remedy)


def _day(at: _At, entry: Value | OfficeEntry, today: date | None) -> Iterator[Finding]:
    """A day of a check belongs to a role, and lies behind us."""
    if entry.verified and today and entry.verified > today:
        message = f"was verified on {entry.verified}, which is still to come"
        yield at.finding("verified", "verified-future", message, "write the day of the call")
    if entry.verified and not entry.by:
        message = f"was verified on {entry.verified}, but nothing says by whom"
        yield at.finding("verified", "verified-by", message, 'add `by:` with a role, such as "animatrice EPN"')
    if entry.by and not entry.verified:
        message = f"was verified by « {entry.by} », but on no day"
        yield at.finding("by", "verified-by", message, "add `verified:` with the day, such as 2026-11-23")


def _no_role(by: str, glossary: Glossary) -> str:
    """The first word that is neither one of the roles of the glossary nor an acronym."""
    words = _WORD.findall(by)
    return next((word for word in words if not (word in glossary.roles or _ACRONYM.fullmatch(word))), "")


def _unused(at: _Commune, known: set[str]) -> Iterator[Finding]:
    for name in at.own.values:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"write {near[0]}" if near else "take a name of _modele.yaml, or remove it"
            message = f"no sentence shows the value {name!r}"
            yield at.finding("values", name, "value-unused", message, remedy)


def _missing(at: _Commune) -> Iterator[Finding]:
    """What the kiosk must lead to a person for, and offices of which a ticket shows the name alone."""
    for name in at.model.values:
        value = at.library.values[name]
        if not (value.text or value.verified):
            how = f"line {at.lines.line_of_key(name_of_place(MODEL), 'values', name)} of _modele.yaml"
            message = f"{name} is empty: the kiosk says « {value.fallback} »"
            remedy = f"ask there and fill it in; what stands above {'it' if name in at.own.values else how} tells how"
            yield at.finding("values", name, "value-missing", message, remedy, note=True)
    for name in at.model.offices:
        if not at.library.offices[name].address:
            message = f"the office {name!r} has no address: a ticket shows its name alone"
            remedy = 'add `address: ["street and number", "postcode and town"]`'
            yield at.finding("offices", name, "office-missing", message, remedy, note=True)


def _unsure(at: _Commune, today: date | None) -> Iterator[Finding]:
    """What is shown with « À vérifier avec une personne »."""
    for group, name, verified in at.shown():
        if verified is None:
            message = f"{name} was never verified at the place, and the kiosk says so"
            yield at.finding(group, name, "value-unverified", message, _CALL, note=True)
        elif today and verified <= today and not is_fresh(verified, today):
            message = f"{name} was verified on {verified}, more than {FRESH_FOR.days} days ago"
            yield at.finding(group, name, "value-stale", message, _CALL, note=True)
