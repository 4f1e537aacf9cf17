"""Expected failures of the voice, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something could not be spoken, read or measured; for the facilitator."""

    reason: str
