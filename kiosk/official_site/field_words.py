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
