"""How a recording is named: after its clip, of which the first six characters are enough.

Such a code comes from the sentence alone. A number in a list would be easier to type, and would mean another
sentence as soon as one is added; a code then stays, and the code of a text that was changed is unknown.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from voices.faults import Fault, Why

SHORTEST: Final = 6
"""Characters of a code."""
_CODE: Final = re.compile(rf"([0-9a-f]{{{SHORTEST},}})(?![0-9a-z])")
_WHATSAPP: Final = re.compile(r"whatsapp|-wa\d{4}")


def codes(names: Collection[str]) -> dict[str, str]:
    """Return the code of each clip name: its beginning, of six characters or as many as tell it from the others."""
    ordered = sorted(names)
    neighbours = zip(["", *ordered], ordered, [*ordered[1:], ""], strict=False)
    return {name: name[: max(SHORTEST, _shared(before, name) + 1, _shared(name, after) + 1)]
            for before, name, after in neighbours}  # fmt: skip


def _shared(one: str, other: str) -> int:
    """Count the characters that are the same at the start of both."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def clip_of(file: Path, names: Iterable[str]) -> str | Fault:
    """Return the clip name of a file whose name begins with a code; the fault says how to name it."""
    stem = file.stem.casefold()
    if _WHATSAPP.search(stem):
        return Fault(
            f"{file.name}: a name that WhatsApp gave; name it after the code of its sentence, as on the page", Why.NAME
        )
    found = _CODE.match(stem)
    if found is None:
        return Fault(
            f"{file.name}: no code of a sentence; name it as on the page, such as a1b2c3{file.suffix}", Why.NAME
        )
    fitting = [name for name in names if name.startswith(found[1])]
    if not fitting:
        return Fault(
            f"{file.name}: no sentence has this code; if its text was changed, print the page again", Why.UNKNOWN
        )
    if len(fitting) > 1:
        return Fault(f"{file.name}: {len(fitting)} sentences begin with this code; give the whole one", Why.SHORT_CODE)
    return fitting[0]
