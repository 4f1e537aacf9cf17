"""Reads the catalogues strictly. A fault is one line: file, key, what is expected; what is at fault stays French."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from kiosk.ids import JourneyId
from kiosk.languages.catalogue import Catalogue, plain
from kiosk.languages.wording import FRENCH_FORMATS, NBSP, Formats, house_words

_NAMED = re.compile(r"\{([a-z_0-9]+)\}")
_AFTER_FIGURE = re.compile(r"(?<=\d) (?=\w)")
"""A figure and the word that it counts stay on one line, although who translates cannot write a no-break space."""
_FILE_NAME = re.compile(r"[a-z]{2,3}")
_HEAD = ("name", "journeys", "formats")
Fault = Callable[[str], None]


def languages_folder() -> Path:
    """The catalogues that ship with the kiosk, one file a language: `nl.toml`."""
    return Path(str(files("kiosk") / "languages"))


def read_catalogues(folder: Path | None = None) -> tuple[dict[str, Catalogue], tuple[str, ...]]:
    """Every language that can be offered, by its code, and one line a fault. Never raises for what a file says."""
    found: dict[str, Catalogue] = {}
    faults: list[str] = []
    for path in sorted((folder or languages_folder()).glob("*.toml")):
        catalogue = _read(path, lambda fault, name=path.name: faults.append(f"{name}: {fault}"))  # type: ignore[misc]
        if catalogue is not None:
            found[catalogue.language] = catalogue
    return found, tuple(faults)


def _read(path: Path, fault: Fault) -> Catalogue | None:
    """One file; None when the language cannot be offered."""
    if not _FILE_NAME.fullmatch(path.stem):
        fault("the file is named after its language; expected a code of two or three letters, such as nl.toml")
        return None
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault(f'cannot be read: {error}; expected lines like "Retour" = "Terug"')
        return None
    name, formats = _name(raw, fault), _formats(raw.get("formats"), fault)
    texts = _texts(raw, fault)
    lost: list[str] = []

    def say(french: str) -> str:
        key = plain(french)
        if key not in texts:
            lost.append(key)
        return texts.get(key, french)

    house = house_words(path.stem, name or "", say)
    for key in lost:
        fault(f"[house] {key!r}: missing; the language is offered once every word of the house has its translation")
    if name is None or formats is None or lost:
        return None
    return Catalogue(path.stem, house, formats, _journeys(raw, fault), texts)


def _name(raw: Mapping[str, object], fault: Fault) -> str | None:
    name = raw.get("name")
    if isinstance(name, str) and name.strip():
        return name
    fault('name: expected the language\'s own name, as on its button, such as name = "Nederlands"')
    return None


def _journeys(raw: Mapping[str, object], fault: Fault) -> frozenset[JourneyId]:
    wanted = raw.get("journeys")
    if isinstance(wanted, list) and all(isinstance(one, str) for one in wanted):
        return frozenset(JourneyId(one) for one in wanted)
    fault('journeys: expected a list of the journeys that are translated, such as journeys = ["accueil"]')
    return frozenset()


def _formats(raw: object, fault: Fault) -> Formats | None:
    """How days and hours are written; None when one of them is at fault."""
    french = asdict(FRENCH_FORMATS)
    if not isinstance(raw, dict) or set(raw) != set(french):
        fault(f"[formats]: expected exactly the keys {', '.join(french)}")
        return None
    good = True
    for key, value in raw.items():
        if not isinstance(value, str) or not value or _names(value) != _names(french[key]):
            fault(f"[formats] {key}: {value!r}; expected a text like {french[key]!r}, with the same names in braces")
            good = False
    if good and not _known_locale(raw["locale"]):
        fault(f"[formats] locale: {raw['locale']!r} is unknown; expected a name such as 'nl_BE'")
        good = False
    return Formats(**raw) if good else None


def _known_locale(name: str) -> bool:
    """Whether Babel has it. Its files are asked, not itself: importing it costs a start, and no date is shown yet."""
    spec = find_spec("babel")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    return any((Path(folder) / "locale-data" / f"{name}.dat").is_file() for folder in folders)


def _texts(raw: Mapping[str, object], fault: Fault) -> dict[str, str]:
    """Every pair of every group; a pair at fault is left out."""
    texts: dict[str, str] = {}
    for group, pairs in raw.items():
        if group in _HEAD:
            continue
        if not isinstance(pairs, dict):
            fault(f"{group}: unknown; expected {', '.join(_HEAD)}, or a group of texts under a line like [house]")
            continue
        for french, said in pairs.items():
            key = plain(french)
            wrong = next(_wrong(key, said, texts), "")
            if wrong:
                fault(f"[{group}] {french!r}: {wrong}")
            else:
                texts[key] = _AFTER_FIGURE.sub(NBSP, said)
    return texts


def _wrong(key: str, said: object, texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one pair."""
    if not isinstance(said, str) or not said.strip():
        yield 'expected its translation in quotes, such as "Retour" = "Terug"'
    elif _names(key) != _names(said):
        names = ", ".join(f"{{{name}}}" for name in sorted(_names(key))) or "no name in braces"
        yield f"{said!r} has other names in braces than the French text; expected {names}"
    elif plain(texts.get(key, said)) != plain(said):
        yield f"{said!r}, but {texts[key]!r} in another group; expected one translation for one text"


def _names(text: str) -> set[str]:
    return set(_NAMED.findall(text))
