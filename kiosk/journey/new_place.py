"""The file of another commune, begun: the model with an id and a name, every value explained and empty."""

import re
import unicodedata

from kiosk.ids import PlaceId
from kiosk.journey.loader import MODEL, content_folder, place_path

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
    return _FALLBACK.sub(r"\1# Sans texte, la borne dit :", text)
