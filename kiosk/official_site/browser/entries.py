"""How a field is filled in, as its page declares it."""

import re
from typing import Final

from kiosk.official_site.browser.nodes import Facts, Node
from kiosk.official_site.view import Entry

_TYPES: Final = {
    "password": Entry.HIDDEN,
    "email": Entry.EMAIL,
    "tel": Entry.PHONE,
    "number": Entry.NUMBER,
    "date": Entry.DATE,
    "month": Entry.DATE,
    "week": Entry.DATE,
    "datetime-local": Entry.MOMENT,
    "range": Entry.NUMBER,
    "time": Entry.TIME,
}
_HINTS: Final = {
    "one-time-code": Entry.HIDDEN,
    "current-password": Entry.HIDDEN,
    "new-password": Entry.HIDDEN,
    "cc-number": Entry.HIDDEN,
    "cc-csc": Entry.HIDDEN,
    "email": Entry.EMAIL,
    "tel": Entry.PHONE,
    "tel-national": Entry.PHONE,
}
_MODES: Final = {"email": Entry.EMAIL, "tel": Entry.PHONE, "numeric": Entry.NUMBER, "decimal": Entry.NUMBER}
# Pages often ask for a code in an ordinary field. Better one word too many as dots than a code said aloud.
_CODE: Final = re.compile(
    r"mot de passe|wachtwoord|passwor[dt]|kennwort|\b(?:pin|puk|otp|pincode|tan)\b"
    r"|\bcodes?\b(?!\s*(?:postal|postaux|commune|ins\b|pays|nace|iban|bic))",
    re.IGNORECASE,
)
_TYPED: Final = frozenset({"textbox", "searchbox", "spinbutton", "combobox", "slider"})
_PICKED: Final = frozenset({"Date", "DateTime", "InputTime"})


def entry_of(node: Node, role: str, facts: Facts) -> Entry:
    """Return how something that has no options is filled in."""
    attributes = facts.attributes
    declared = attributes.get("type", "").lower()
    if node.role in _PICKED:
        return _TYPES.get(declared, Entry.DATE)
    if role not in _TYPED or not _typed(node, facts):
        return Entry.NONE
    hints = [_HINTS[word] for word in attributes.get("autocomplete", "").lower().split() if word in _HINTS]
    found = _TYPES.get(declared)
    if found is Entry.HIDDEN or Entry.HIDDEN in hints or _CODE.search(node.name):
        return Entry.HIDDEN
    if found or hints:
        return found or hints[0]
    if role == "spinbutton":
        return Entry.NUMBER
    return _MODES.get(attributes.get("inputmode", "").lower(), Entry.TEXT)


def _typed(node: Node, facts: Facts) -> bool:
    """Tell whether letters can be put there: a list that only looks like a field has none."""
    return facts.tag in {"input", "textarea"} or node.has("editable") is not None
