"""The file of another commune, begun: the model with an id and a name, every value explained, and empty or as known."""

import re
import unicodedata

from kiosk.ids import PlaceId
from kiosk.journey import strict_yaml
from kiosk.journey.loader import MODEL, content_folder, place_path
from kiosk.journey.values import OwnPlaces

_FIRST = re.compile(r"\A#.*\n")
_FALLBACK = re.compile(r"^( +)fallback:", re.MULTILINE)


def id_of_place(name: str) -> PlaceId:
    """A name in small letters without accents, _ for all else: la_louviere; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "_")).encode("ascii", "ignore").decode().lower()
    return PlaceId(re.sub(r"[^a-z0-9]+", "_", plain).strip("_"))


def new_place(place: PlaceId, name: str) -> str:
    """The text of the file. The sentences for what is unknown stay in the model: here they only explain."""
    model = place_path(content_folder(), MODEL).read_text(encoding="utf-8")
    text = _FIRST.sub(f"# {name} : ce que la borne dit ici, et qui change : numéros, heures, adresses.\n", model)
    text = re.sub(r"^id: .*$", f"id: {place}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^name: .*$", f'name: "{name}"', text, count=1, flags=re.MULTILINE)
    return _with_known(_FALLBACK.sub(r"\1# Sans texte, la borne dit :", text), place)


def _with_known(text: str, place: PlaceId) -> str:
    """With what the kiosk ships for this commune, so that whoever calls there sees what to ask about."""
    shipped = place_path(content_folder(), place)
    if not shipped.is_file():
        return text
    known = strict_yaml.load(shipped, OwnPlaces)
    for name, value in known.values.items():
        fact = f"    fact: {value.fact}\n" if value.fact else ""
        text = text.replace(f"  {name}:\n    text:\n", f'  {name}:\n    text: "{value.text}"\n{fact}', 1)
        if value.guidance:
            begun = re.compile(rf"(^  {name}:\n(?:    .*\n)*?    guidance:)$", re.MULTILINE)
            text = begun.sub(rf"\1 {value.guidance}", text, count=1)
    for name, office in known.offices.items():
        text = re.sub(rf'^(  {name}:\n    name: )".*"$', rf'\1"{office.name}"', text, count=1, flags=re.MULTILINE)
    return text
