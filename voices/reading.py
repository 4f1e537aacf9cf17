"""What a person who reads a sentence aloud says: figures and acronyms in words."""

from voices.french import normalise


def reading(text: str, language: str) -> str:
    """Return the words of a displayed text; languages other than French are read as they stand."""
    return normalise(text) if language == "fr" else text


def reads_as_written(text: str, language: str) -> bool:
    """Tell whether a reader needs no help: quotes, apostrophes, capitals and spaces are no difference."""
    return _folded(reading(text, language)) == _folded(text)


def _folded(text: str) -> str:
    kept = (character for character in text.replace("’", "'") if character not in '«»“”"')
    return " ".join("".join(kept).split()).casefold()
