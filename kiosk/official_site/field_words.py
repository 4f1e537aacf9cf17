"""What is wrong in a field, in our words: those of the browser stand in a bubble that is not in its picture."""

from typing import Final

_OTHERWISE: Final = "Vérifiez ce champ."
_OTHER: Final = "Choisissez une autre valeur."
EMPTY: Final = "Remplissez ce champ."
UNDECIDED: Final = "Faites un choix ici."
WRONG: Final = {
    "valueMissing": EMPTY,
    "typeMismatch": _OTHERWISE,
    "patternMismatch": _OTHERWISE,
    "badInput": _OTHERWISE,
    "tooShort": "Ce texte est trop court.",
    "tooLong": "Ce texte est trop long.",
    "rangeUnderflow": _OTHER,
    "rangeOverflow": _OTHER,
    "stepMismatch": _OTHER,
}
"""By what HTML calls it (`ValidityState`)."""
ALL: Final = tuple(dict.fromkeys((*WRONG.values(), UNDECIDED)))
_DRAWN: Final = {
    ("input", "submit", "Submit"): "Envoyer",
    ("input", "image", "Submit"): "Envoyer",
    ("input", "reset", "Reset"): "Effacer tout",
    ("input", "file", "Choose File"): "Choisir un fichier",
    ("input", "file", "Choose Files"): "Choisir un fichier",
}
_PARTS: Final = {
    "Details": "Détails",
    "play": "Lancer",
    "pause": "Arrêter",
    "mute": "Couper le son",
    "unmute": "Remettre le son",
    "enter full screen": "Plein écran",
    "show more media controls": "Autres réglages",
    "video time scrubber": "Avancement du film",
    "audio time scrubber": "Avancement du son",
}
"""Of what opens, and of films."""


def of_browser(tag: str, kind: str, name: str) -> str:
    """Return a name as it is said: in French where the page gives none and the browser writes its own English one."""
    return _DRAWN.get((tag, kind.lower(), name)) or _PARTS.get(name, name)


def between(least: float, most: float) -> str:
    """Return what a number may be where a page shows a slider."""
    first, last = (f"{one:g}".replace(".", ",") for one in (least, most))
    return f"De {first} à {last}."
