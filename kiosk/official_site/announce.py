"""Pure: what is said of an element, in plain French: its role, its label, its state, what the page says beside it.

What stands in a field is never said, since no view holds it. The option that is chosen is said to a headset alone.
"""

import re
import unicodedata
from collections.abc import Iterator

from kiosk.official_site.view import Element, Entry, State
from kiosk.page import Utterance

NAME_LETTERS = 120
"""More of a label is no label; it is cut at a word."""
NOTE_LETTERS = 160
_NBSP = "\u00a0"
_ROLES = {
    "button": "Bouton",
    "link": "Lien",
    "checkbox": "Case à cocher",
    "switch": "Case à cocher",
    "radio": "Choix",
    "option": "Choix",
    "menuitem": "Choix",
    "treeitem": "Choix",
    "menuitemcheckbox": "Case à cocher",
    "menuitemradio": "Choix",
    "row": "Choix",
    "tab": "Onglet",
    "slider": "Réglage",
    "gridcell": "Case",
    "image": "Image",
    "img": "Image",
    "heading": "Titre",
    "alert": "Message",
    "status": "Message",
    "dialog": "Message",
    "alertdialog": "Message",
}
_FIELDS = frozenset({"textbox", "searchbox", "spinbutton"})
_LISTS = frozenset({"combobox", "listbox", "radiogroup"})
_TICKED = frozenset({"checkbox", "switch", "menuitemcheckbox"})
_TO_DO = {
    Entry.DATE: "Jour à choisir",
    Entry.TIME: "Heure à choisir",
    Entry.MOMENT: "Jour et heure à choisir",
    Entry.CHOICE: "À choisir",
}
_NAMELESS = "sans nom"
_SIGNS = {
    **dict.fromkeys(("›", "»", ">", "→", "▶", "❯"), "Suivant"),
    **dict.fromkeys(("‹", "«", "<", "←", "◀", "❮"), "Précédent"),
    **dict.fromkeys(("×", "✕", "✖", "✗"), "Fermer"),
    **dict.fromkeys(("☰", "≡", "⋮"), "Menu"),
    "+": "Plus",
    "-": "Moins",
    "−": "Moins",
}
"""Signs that are drawn on buttons and that no voice reads."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Signs of fonts of icons, and what only steers a text."""
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_AFTER = " \t*:;,.…"


def announced(element: Element) -> str:
    """All that is said of an element: "Bouton. Prendre rendez-vous."."""
    return " ".join((*_said(element), *_chosen(element), *_beside(element)))


def utterances(element: Element, language: str = "fr") -> tuple[Utterance, ...]:
    """The same for the voice, under the mark of the element; what was chosen is personal. `language` is the page's."""
    mark = mark_of(element)
    parts = ((" ".join(_said(element)), False), (" ".join(_chosen(element)), True), (" ".join(_beside(element)), False))
    return tuple(Utterance(text, mark, language, live=True, personal=own) for text, own in parts if text)


def mark_of(element: Element) -> str:
    """The mark under which an element is spoken and lit."""
    return f"element:{element.node}"


def shortened(text: str, letters: int = NAME_LETTERS) -> str:
    """A text as it can be heard: one line, no signs alone, no web address, cut at a word; empty: nothing to hear."""
    seen = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text.replace("\u00ad", ""))
    words = " ".join(_ADDRESS.sub("une adresse de site", seen).split())
    if len(words) > letters:
        words = words[: letters + 1].rpartition(" ")[0] or words[:letters]
    words = words.strip(_AFTER)
    return words if any(sign.isalnum() for sign in words) else _SIGNS.get(words, "")


def _said(element: Element) -> Iterator[str]:
    """Role, label, state."""
    name, role = shortened(element.name), _role(element)
    if role is None:
        yield from (ended(name),) if name else ()
    elif _is_field(element):
        yield ended(f"{role}{_NBSP}: {_small(name)}" if name else f"{role}, {_NAMELESS}")
    else:
        yield ended(", ".join((role if name else f"{role} {_NAMELESS}", *_state(element))))
        yield from (ended(name),) if name else ()
    yield from _after(element)


def _role(element: Element) -> str | None:
    """What it is; None: a text, which is only read."""
    if _is_field(element):
        return _TO_DO.get(element.entry) or ("À choisir" if element.role in _LISTS else "À remplir")
    return _ROLES.get(element.role)


def _is_field(element: Element) -> bool:
    return element.entry is not Entry.NONE or element.role in _FIELDS | _LISTS


def _state(element: Element) -> Iterator[str]:
    """What stands beside the role: whether it is ticked or chosen, open or closed."""
    ticked, states = element.role in _TICKED, element.states
    if State.MIXED in states:
        yield "cochée en partie"
    elif State.CHECKED in states:
        yield "cochée" if ticked else "choisi"
    elif State.UNCHECKED in states or ticked:
        yield "pas cochée" if ticked else "pas choisi"
    elif State.SELECTED in states:
        yield "choisie" if element.role == "gridcell" else "choisi"
    if State.PRESSED in states:
        yield "activé"
    if State.EXPANDED in states:
        yield "ouvert"
    elif State.COLLAPSED in states:
        yield "fermé"


def _after(element: Element) -> Iterator[str]:
    """What else must be known. An empty field that must be filled in is no mistake yet, whatever the browser says."""
    states = element.states
    if _is_field(element) and State.FILLED in states and not element.chosen:
        yield "Déjà rempli."
    if State.REQUIRED in states:
        yield "Obligatoire."
    if element.entry is Entry.HIDDEN:
        yield "Ce que vous tapez reste caché."
    if State.DISABLED in states:
        yield "Pas encore possible."
    elif State.READONLY in states and _is_field(element):
        yield "Ne change pas ici."


def _chosen(element: Element) -> Iterator[str]:
    if element.entry is Entry.CHOICE and element.chosen:
        yield ended(f"Choisi{_NBSP}: {shortened(element.chosen)}")


def _beside(element: Element) -> Iterator[str]:
    """Help, or what is wrong."""
    note = shortened(element.note, NOTE_LETTERS)
    wrong = State.INVALID in element.states and (note or State.FILLED in element.states)
    if wrong:
        yield "À corriger."
    if note:
        yield ended(f"Le site dit{_NBSP}: {note}" if wrong else note)


def _small(name: str) -> str:
    """In the middle of a sentence: « Votre nom » -> « votre nom »; « GSM », « N° » and « E-mail » stay readable."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def ended(text: str) -> str:
    """The text as a sentence."""
    return text if text.endswith(("!", "?", ".")) else f"{text}."
