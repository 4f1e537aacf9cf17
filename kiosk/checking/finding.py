"""One thing that a rule has found."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"(?P<file>[^:]+?)(?::(?P<line>\d+))?: (?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where it stands, which rule found it, what is wrong, and how to mend it."""

    file: str
    line: int
    """From 1; 0 where no line can be named: the whole file, a page."""
    rule: str
    message: str
    suggestion: str
    note: bool = False
    """True: worth a look; it makes no check fail."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.rule}{' (note)' if self.note else ''}: {self.message}; {self.suggestion}"

    def as_json(self) -> dict[str, str | int]:
        """Plain data for tools; `kind` is "fault" or "note"."""
        return {
            "file": self.file,
            "line": self.line,
            "rule": self.rule,
            "kind": "note" if self.note else "fault",
            "message": self.message,
            "suggestion": self.suggestion,
        }


def from_line(text: str, rule: str) -> Finding:
    """A fault that another part of the kiosk has put into one line: "file:31: what is wrong; how to mend it"."""
    found = _LINE.fullmatch(text)
    file, line, rest = (found["file"], int(found["line"] or 0), found["rest"]) if found else ("", 0, text)
    message, parted, suggestion = rest.rpartition("; ")
    return Finding(
        file, line, rule, message if parted else rest, suggestion if parted else "write what is expected there"
    )
