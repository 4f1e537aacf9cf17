"""Rules of the French normaliser about time: hours, ranges of hours, durations."""

import re

from voices import french_numbers as numbers


def ranges(text: str) -> str:
    """Say the dash of "9h-12h", "8 - 12 h", "10:30-11:00"."""
    text = re.sub(r"(?<=[0-9hH]) ?[-–—] ?(?=[0-9]{1,2} ?[hH:])", " à ", text)
    return re.sub(r"(?<=[hH]) ?/ ?(?=[0-9]{1,2} ?[hH])", ", ", text)


def _said(match: re.Match[str]) -> str:
    return numbers.hour(int(match[1]), int(match[2] or 0)) or match[0]


def _with_minutes(match: re.Match[str]) -> str:
    minutes = int(match[2])
    said = numbers.hour(int(match[1]), minutes)
    if said is None or not minutes:
        return said or match[0]
    return f"{said} minute{'s' if minutes > 1 else ''}"


def hours(text: str) -> str:
    """Say "10 h 30", "9h", "10:30", "1 h 30 min", "48 h"."""
    text = re.sub(r"(?<![\w,.])24 ?h? ?/ ?24(?: ?h)?(?!\w)", "vingt-quatre heures sur vingt-quatre", text)
    text = re.sub(r"(?<![\w,.])7 ?j? ?/ ?7(?: ?j)?(?!\w)", "sept jours sur sept", text)
    text = ranges(text)
    text = re.sub(r"(?<![\w,.])([0-9]{1,3}) ?[hH] ?([0-9]{1,2}) ?(?:min(?:utes?)?|mn)(?!\w)", _with_minutes, text)
    text = re.sub(r"(?<![\w,.])([0-9]{1,2})[.:]([0-5][0-9]) ?[hH](?!\w)", _said, text)
    text = re.sub(r"(?<![\w,.])([0-9]{1,3}) ?[hH]\.? ?([0-9]{2})(?!\w)", _said, text)
    text = re.sub(r"(?<![\w,.])([0-9]{1,3}) ?[hH](?:\.(?= ?[a-zà,;)]))?()(?!\w)", _said, text)
    text = re.sub(r"(?<=/) ?[hH](?!\w)", "heure", text)
    return re.sub(r"(?<![\w:.,])([0-9]{1,2}):([0-9]{2})(?![\w:])", _said, text)
