"""A page that says what to say on the telephone also says what to do when nobody answers; a number kept is shown."""

import re
from collections.abc import Iterator

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.journey.graph import exists
from kiosk.journey.loader import Library, Ref
from kiosk.journey.model import Step, options

NO_ANSWER = "Personne ne répond"
"""The label of the way on for who reaches nobody, the same in every journey."""
KEEP = "Garder le numéro"
"""The label of the button that leads to a summary with the number."""
_NUMBER = re.compile(r"\{[a-z_]*phone\}")
_SAY = re.compile(r"\bdites\b", re.IGNORECASE)


def call_findings(library: Library, lines: Lines) -> Iterator[Finding]:
    """Pages with words to say and no way on for who reaches nobody; buttons that keep a number which is not shown."""
    for journey in library.journeys.values():
        file = f"{journey.id}.yaml"
        for number, step in enumerate(journey.steps):
            if _asks_to_call(step) and NO_ANSWER not in {option.label for option in options(step)}:
                message = f"step {step.id!r}: who calls and reaches nobody has no way on"
                remedy = f"add a choice « {NO_ANSWER} » that leads to another way"
                yield Finding(file, lines.of(file, "steps", number, "text"), "no-answer", message, remedy)
            for choice, option in enumerate(options(step)):
                there = library.resolve(Ref(journey.id, step.id), option.to)
                if option.label == KEEP and there and exists(library, there) and not _shows_number(library.step(there)):
                    line = lines.of(file, "steps", number, "choices", choice, "to")
                    message = f"step {step.id!r}: « {KEEP} » leads to {there.step!r}, which shows no number"
                    yield Finding(file, line, "number-lost", message, "say the number there once more")


def _asks_to_call(step: Step) -> bool:
    return _shows_number(step) and any(_SAY.search(sentence) for sentence in step.text)


def _shows_number(step: Step) -> bool:
    return any(_NUMBER.search(sentence) for sentence in step.text)
