"""How much room a text takes, before anything is drawn. Nothing is remembered: some texts are a visitor's own."""

from screens.theme import TextStyle


def width_of(text: str, style: TextStyle) -> float:
    """Pixels of one line of text."""
    raise NotImplementedError


def longest_word(text: str, style: TextStyle) -> float:
    """Pixels of the widest word: a box narrower than this would break it."""
    raise NotImplementedError


def wrapped_lines(text: str, style: TextStyle, width: float) -> list[str]:
    """The lines a text falls into; "\\n" begins a new one, a no-break space never does."""
    raise NotImplementedError


def wrapped_height(text: str, style: TextStyle, width: float) -> float:
    """Pixels of a text set in a column of this width."""
    raise NotImplementedError


def fits(text: str, style: TextStyle, width: float, height: float) -> bool:
    """True when the whole text stands in the box without a broken word."""
    raise NotImplementedError


def pages_of(sentences: list[str], style: TextStyle, width: float, height: float) -> list[list[str]]:
    """Sentences shared out over boxes of this size, in order; a sentence is never cut."""
    raise NotImplementedError
