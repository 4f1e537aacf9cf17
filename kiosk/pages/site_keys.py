"""Our own keypad for a field of an official page: which keys there are, and what pressing one does."""

from kiosk.ids import ChoiceId
from kiosk.official_site.view import Entry
from kiosk.page import Choice
from kiosk.pages import keypad, words

CASE = ChoiceId("@site_case")
"""Large or small letters; only where it matters which."""
LONGEST = 200
"""Characters in one field."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AZERTY = "AZERTYUIOPQSDFGHJKLM  WXCVBN  "
_ACCENTS = "ÉÈÊËÀÂÎÏÔÛÙÇ"
_FIGURES = "1234567890"
_TEXT = "’-.,/@:"
_SIGNS = "@.-_!?#$%&*+/=:;,()"
_NUMBER = "123456789-0,"
_ROW = 10
_SPOKEN = {
    **keypad.SPOKEN,
    ",": "virgule",
    ":": "deux-points",
    ";": "point-virgule",
    "/": "barre oblique",
    "!": "point d’exclamation",
    "?": "point d’interrogation",
    "#": "dièse",
    "$": "dollar",
    "%": "pour cent",
    "&": "et commercial",
    "*": "étoile",
    "=": "égal",
    "(": "parenthèse ouverte",
    ")": "parenthèse fermée",
}


def layout_of(entry: Entry, layout: str) -> str:
    """As the visitor has it, "abc" or "azerty"; "digits" for what has figures alone."""
    return "digits" if entry in {Entry.PHONE, Entry.NUMBER} else layout


def keys(entry: Entry, layout: str, *, capitals: bool) -> tuple[Choice, ...]:
    """The keys in reading order; an empty label is a gap of the grid. `capitals`: for passwords and codes."""
    match entry:
        case Entry.PHONE:
            return keypad.keys("digits", "phone")
        case Entry.EMAIL:
            return keypad.keys(layout, "email")
        case Entry.NUMBER:
            return tuple(map(_key, _NUMBER))
        case Entry.HIDDEN:
            letters = _AZERTY if layout == "azerty" else _LETTERS
            signs = _FIGURES + (letters if capitals else letters.lower()) + _SIGNS
            return tuple(map(_key, _whole_rows(signs, layout)))
        case _:
            letters = _AZERTY if layout == "azerty" else _LETTERS
            space = Choice(ChoiceId(f"{keypad.KEY}space"), "espace", primary=False)
            return (*map(_key, _whole_rows(letters + _FIGURES + _ACCENTS + _TEXT, layout)), space)


def tools(entry: Entry, layout: str, *, capitals: bool) -> tuple[Choice, ...]:
    """Delete, the other order of letters, and large or small letters."""
    if layout_of(entry, layout) == "digits":
        return keypad.tools("digits", "phone")
    both = keypad.tools(layout, "email")
    if entry is not Entry.HIDDEN:
        return both
    case = Choice(CASE, "Petites lettres" if capitals else "Grandes lettres", icon="text-aa", primary=False)
    return (*both, case)


def press(typed: str, choice: ChoiceId, entry: Entry) -> str:
    """What stands in the field after a key or "Effacer". Passwords, codes and addresses are taken as they are."""
    if choice == words.DELETE:
        return typed[:-1]
    sign = choice.removeprefix(keypad.KEY)
    sign = " " if sign == "space" else sign
    if entry is Entry.EMAIL or (entry is Entry.TEXT and typed and typed[-1] not in " -’"):
        sign = sign.lower()
    return (typed + sign)[:LONGEST]


def _whole_rows(signs: str, layout: str) -> str:
    """Rows of ten, the last filled up with gaps."""
    return signs + " " * (-len(signs) % _ROW) if layout == "azerty" else signs


def _key(sign: str) -> Choice:
    if sign == " ":
        return words.NO_BUTTON
    return Choice(ChoiceId(keypad.KEY + sign), sign, spoken=_SPOKEN.get(sign, sign), primary=False)
