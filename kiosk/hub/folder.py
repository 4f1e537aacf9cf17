"""A hub's folder: made where there is none, migrated where there is one; only its owner may enter it."""

import os
import secrets
from pathlib import Path
from typing import Final

from kiosk.hub.enrolment import open_enrolment
from kiosk.hub.schema import COUNTS, open_counts

SECRET: Final = "secret"  # noqa: S105 - the name of its file
"""Datasette's own, of its cookies. No token depends on it."""


def prepare(hub: Path) -> None:
    """Counts, enrolment and secret, each left as it is where it is there. Raises OSError, sqlite3.Error."""
    hub.mkdir(mode=0o700, parents=True, exist_ok=True)
    open_counts(hub / COUNTS).close()
    open_enrolment(hub).close()
    secret = hub / SECRET
    if not secret.exists():
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
