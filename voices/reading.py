"""Where a person who reads a sentence aloud needs help: figures and acronyms are said in words."""

from voices.lexicon import Lexicon
from voices.synthesis import speakable


def help_for(text: str, language: str, lexicon: Lexicon | None = None) -> str:
    """Return the words that a displayed text is said in; empty where it is said as it stands.

    Quotes, apostrophes, capitals and spaces are no difference. Without `lexicon`, the built-in one.
    """
    said = speakable(text, language, lexicon)
    return "" if _folded(said) == _folded(text) else said


def _folded(text: str) -> str:
    kept = (character for character in text.replace("’", "'") if character not in '«»“”"')
    return " ".join("".join(kept).split()).casefold()
