"""What the loader refuses, as findings: the form of a file, and how many choices a step may have."""

import re
from dataclasses import replace

from kiosk.checking.finding import Finding, from_line

_TOO_MANY = re.compile(r"choices: Expected `array` of length <= (\d)")
_REMEDIES = (
    (re.compile(r"unknown field `(.+)`"), "mend the name of `{}`, or remove it"),
    (re.compile(r"missing required field `(.+)`"), "add `{}:`"),
    (
        re.compile(r"Invalid (?:enum )?value '(.+)'"),
        "write a word that this file uses elsewhere in the place of « {} »",
    ),
    (re.compile(r"(?:no day of the calendar|`date`)()"), "write the day as year-month-day, such as 2026-11-23"),
    (re.compile(r"length >= (\d+)"), "write at least {}"),
    (re.compile(r"length <= (\d+)"), "keep {}, and move the others"),
)


def format_finding(line: str) -> Finding:
    """A fault in one line, as `kiosk.journey.strict_yaml` says it."""
    found = from_line(line, "format")
    if many := _TOO_MANY.search(found.message):
        message = f"{found.message.split(':')[0]}: more choices than the {many[1]} of such a step"
        return replace(found, rule="choices", message=message, suggestion="put the rarest behind a choice of their own")
    found = replace(found, message=found.message.replace("Invalid RFC3339 encoded date", "no day of the calendar"))
    for wanted, remedy in _REMEDIES:
        if said := wanted.search(found.message):
            return replace(found, suggestion=remedy.format(said[1]))
    return found
