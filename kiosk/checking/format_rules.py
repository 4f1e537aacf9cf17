"""What the loader refuses, as findings: the form of a file, and how many choices a step may have."""

import re

from kiosk.checking.finding import Finding, from_line

_TOO_MANY = re.compile(r"choices: Expected `array` of length <= (\d)")


def format_finding(line: str) -> Finding:
    """A fault in one line, as `kiosk.journey.strict_yaml` says it."""
    found = from_line(line, "format")
    many = _TOO_MANY.search(found.message)
    if many is None:
        return found
    message = f"{found.message.split(':')[0]}: more choices than the {many[1]} of such a step"
    return Finding(found.file, found.line, "choices", message, "put the rarest behind a choice of their own")
