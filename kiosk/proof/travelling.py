"""Pure: a finding that leaves this machine keeps the names of its files, and loses their folders."""

import re
from dataclasses import replace
from pathlib import PurePath

from kiosk.checking.finding import Finding

_FOLDERS = re.compile(r"(?<![\w:/.])/(?:[^\s/:;,»]+/)+")
"""From the root to the last folder of a path; a web address has a colon or a letter before its slashes."""


def travelling(finding: Finding) -> Finding:
    """The same finding without any path of this machine."""
    file = PurePath(finding.file)
    return replace(
        finding,
        file=f"{file.parent.name}/{file.name}" if file.is_absolute() else _FOLDERS.sub("", finding.file),
        message=_FOLDERS.sub("", finding.message),
        suggestion=_FOLDERS.sub("", finding.suggestion),
    )
