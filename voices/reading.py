"""Where a person who reads a sentence aloud needs help: figures and acronyms are said in words."""

from voices.synthesis import speakable


def reads_as_written(text: str, language: str) -> bool:
    """Tell whether a displayed text is said as it stands: quotes, apostrophes, capitals, spaces are no difference."""
    return _folded(speakable(text, language)) == _folded(text)


def _folded(text: str) -> str:
    kept = (character for character in text.replace("’", "'") if character not in '«»“”"')
    return " ".join("".join(kept).split()).casefold()
