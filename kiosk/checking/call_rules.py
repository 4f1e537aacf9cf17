"""A page that says what to say on the telephone also says what to do when nobody answers."""

import re
from collections.abc import Iterator

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.journey.loader import Library
from kiosk.journey.model import Step, options

NO_ANSWER = "Personne ne répond"
"""The label of the way on for who reaches nobody, the same in every journey."""
_NUMBER = re.compile(r"\{[a-z_]*phone\}")
_SAY = re.compile(r"\bdites\b", re.IGNORECASE)


def call_findings(library: Library, lines: Lines) -> Iterator[Finding]:
    """Pages with a number and words to say, from which who reaches nobody has no way on."""
    for journey in library.journeys.values():
        file = f"{journey.id}.yaml"
        for number, step in enumerate(journey.steps):
            if _asks_to_call(step) and NO_ANSWER not in {option.label for option in options(step)}:
                message = f"step {step.id!r}: who calls and reaches nobody has no way on"
                remedy = f"add a choice « {NO_ANSWER} » that leads to another way"
                yield Finding(file, lines.of(file, "steps", number, "text"), "no-answer", message, remedy)


def _asks_to_call(step: Step) -> bool:
    said = " ".join(step.text)
    return bool(_NUMBER.search(said) and _SAY.search(said))
