"""Pure: after 25 s in which nothing was said and nothing touched, a page is said once more, once."""

from dataclasses import dataclass

REPEAT_AFTER = 25.0
"""Seconds (writing rules, spoken 3)."""


@dataclass(slots=True)
class Silence:
    """How long it has been silent. Times are seconds that never jump."""

    since: float | None = None
    """None: the voice is speaking, or nothing was said yet."""
    spent: bool = False
    """True: the page was said once more already."""

    def said(self, *, again: bool = False) -> None:
        """The voice was given something to say; `again`: only what it had said before, by itself."""
        self.since, self.spent = None, again

    def heard(self, mark: str, now: float) -> None:
        """The voice began something marked, or with "" something without a mark, or it ended: the caller cannot tell.

        What follows an unmarked sentence takes the silence back.
        """
        self.since = None if mark else now

    def broken(self, now: float) -> None:
        """A touch: the voice is hushed, and the silence begins anew."""
        self.since, self.spent = now, False

    def is_long(self, now: float) -> bool:
        """Whether it is time to say the page once more."""
        return not self.spent and self.since is not None and now - self.since >= REPEAT_AFTER
