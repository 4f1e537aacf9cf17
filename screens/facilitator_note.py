"""What only the facilitator reads: small letters at the foot of a screen that rests."""

from collections.abc import Sequence
from typing import Final

from screens.theme import Theme
from screens.widgets.text import Text

FOR: Final = "Pour l’animateur\u00a0:"
CAP_MM: Final = 2.5
"""Small: a visitor has nothing to read here."""


def facilitator_note(theme: Theme, sentences: Sequence[str], width: float) -> Text:
    """The sentences in a text as tall as it needs to be at this width; of no height without one."""
    said = f"{FOR} {' · '.join(sentences)}" if sentences else ""
    note = Text(said, theme.style(theme.bar.font, CAP_MM), theme.palette.edge)
    note.size_hint_y = None
    note.height = note.needed_height(width)
    return note
