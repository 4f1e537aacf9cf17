"""Our own keypad: which keys there are, and what pressing one does to what was typed."""

from kiosk.ids import ChoiceId
from kiosk.page import Choice
from kiosk.pages import words

KEY = "key:"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTS = "ÉÈÊËÀÂÎÏÔÛÙÇ"
_AZERTY = "AZERTYUIOPQSDFGHJKLM  WXCVBN  "
"""Rows of ten; a blank is a gap."""
_DIGITS = "123456789+0 "
_MAIL = "0123456789@.-_"
LONGEST = 40
"""Characters: no name or address of a person here is longer."""
SPOKEN = {" ": "espace", "-": "tiret", "’": "apostrophe", "@": "arobase", ".": "point", "_": "souligné", "+": "plus"}


def keys(layout: str, field: str) -> tuple[Choice, ...]:
    """The keys in reading order; an empty label is a gap of the grid."""
    match layout:
        case "digits":
            signs = _DIGITS
        case "azerty":
            signs = _AZERTY + ("-’ " if field == "name" else "") + (_ACCENTS if field == "name" else _MAIL)
        case _:
            signs = _LETTERS + ("-’" if field == "name" else "") + (_ACCENTS if field == "name" else _MAIL)
    pressed = tuple(_key(sign) if sign != " " else words.NO_BUTTON for sign in signs)
    space = Choice(ChoiceId(KEY + "space"), "espace", primary=False)
    return (*pressed, space) if field == "name" and layout != "digits" else pressed


def tools(layout: str, field: str) -> tuple[Choice, ...]:
    """Delete, and the other order of letters."""
    delete = Choice(words.DELETE, "Effacer", icon="backspace", primary=False)
    if field == "phone":
        return (delete,)
    other = "Clavier AZERTY" if layout == "abc" else "Clavier ABC"
    return (delete, Choice(words.LAYOUT, other, icon="keyboard", primary=False))


def press(typed: str, choice: ChoiceId) -> str:
    """What stands in the field after a key or "Effacer"; a first letter is a capital, the others are small."""
    if choice == words.DELETE:
        return typed[:-1]
    sign = choice.removeprefix(KEY)
    sign = " " if sign == "space" else sign
    small = sign.lower() if typed and typed[-1] not in " -’" else sign
    return (typed + small)[:LONGEST]


def is_complete(field: str, typed: str) -> bool:
    """Whether an office could use it: a Belgian number has 9 digits or more, a mail address an @."""
    match field:
        case "phone":
            return sum(sign.isdigit() for sign in typed) >= 9  # noqa: PLR2004 (a Belgian line: 9 digits, a GSM: 10)
        case "email":
            return "@" in typed[1:-1] and "." in typed.rpartition("@")[2]
        case _:
            return len(typed.strip()) >= 2  # noqa: PLR2004 (no name is shorter)


def _key(sign: str) -> Choice:
    return Choice(ChoiceId(KEY + sign), sign, spoken=SPOKEN.get(sign, sign), primary=False)
