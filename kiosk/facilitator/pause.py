"""A pause of the kiosk, kept over a restart. Pure."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True)
class Pause:
    """`sentence` is what visitors read and hear; empty: nothing beside where to go. It is true on `day` alone."""

    sentence: str = ""
    day: date | None = None
    """None: the clock was not trusted, and the sentence names no hour."""

    def told(self, today: date | None) -> str:
        """The sentence, as long as it is true."""
        return self.sentence if self.day is None or today in {None, self.day} else ""

    def text(self) -> str:
        """As it is kept; never empty."""
        return json.dumps({"sentence": self.sentence, "day": self.day.isoformat() if self.day else ""})

    @classmethod
    def kept(cls, text: str) -> Self | None:
        """What `text` gave; None: there is no pause. A text that nobody wrote so is a pause without a sentence."""
        if not text:
            return None
        try:
            found = json.loads(text)
            day = str(found["day"])
            return cls(str(found["sentence"]), date.fromisoformat(day) if day else None)
        except (ValueError, TypeError, KeyError):
            return cls()
