"""`<hub>/enrolment.db`: which kiosk stands where, and what proves that it is that kiosk. Never served or published.

Of a token only its hash is kept: whoever reads this file cannot write in a kiosk's name by the network. The key of
the sticks is kept as it is, since opening a parcel takes the key itself.
"""

import hashlib
import re
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.hub.schema import opened
from kiosk.sqlite_tables import Database, Migrations
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.rows import KIOSK

ENROLMENT = "enrolment.db"
TOKEN_PREFIX = "cdp_"  # noqa: S105 - how every token begins, so that one found in a log is recognised
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,120}")

migrations = Migrations("hub_enrolment")


@migrations()
def m001_kiosks(db: Database) -> None:
    """Days, never hours: the hub is no clock of anybody's work."""
    db.execute(
        f"""
        CREATE TABLE kiosks (
            kiosk TEXT PRIMARY KEY CHECK (length(kiosk) = 32 AND kiosk NOT GLOB '*[^0-9a-f]*'),
            place TEXT NOT NULL CHECK (place <> ''),
            region TEXT NOT NULL,
            token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = {hashlib.sha256().digest_size * 2}),
            key TEXT NOT NULL CHECK (length(key) = 64),
            enrolled TEXT NOT NULL,
            revoked TEXT,
            heard TEXT
        ) STRICT, WITHOUT ROWID
        """
    )


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A kiosk as the hub knows it; days as they are on the hub's calendar."""

    kiosk: str
    place: str
    region: str
    enrolled: date
    revoked: date | None
    heard: date | None
    """The last day on which counts of it came in, by network or by stick."""
    key: str = field(repr=False)
    """Of its parcels: 64 hexadecimal digits."""


def drawn(kiosk: str = "") -> Credential:
    """By chance alone: an id of 128 bits, a token and a key of 256; for a kiosk that has an id, the other two."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return Credential(kiosk=kiosk or secrets.token_hex(16), token=token, key=secrets.token_hex(32))


def as_file(credential: Credential) -> str:
    """The text of a credential file (TOML)."""
    return f'kiosk = "{credential.kiosk}"\ntoken = "{credential.token}"\nkey = "{credential.key}"\n'


def hashed(token: str) -> str:
    """As tokens are kept. They are 256 random bits, so a quick hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_name(text: str) -> bool:
    """Whether the text can name a place or a region: one line of at most 120 letters."""
    return bool(_NAME.fullmatch(text)) and text == text.strip()


def is_kiosk(text: str) -> bool:
    """Whether the text has the form of a kiosk's id."""
    return bool(re.search(KIOSK, text))


def open_enrolment(hub: Path) -> sqlite3.Connection:
    """The file, made or migrated; transactions are begun by hand. Raises OSError, sqlite3.Error."""
    connection = opened(hub / ENROLMENT)
    migrations.apply(Database(connection, execute_plugins=False))
    return connection


def enrol(connection: sqlite3.Connection, new: Credential, place: str, region: str, day: date) -> bool:
    """Enrol a kiosk; one that was revoked keeps its first day. False: it is enrolled already, and stays as it is."""
    changed = connection.execute(
        """
        INSERT INTO kiosks (kiosk, place, region, token_hash, key, enrolled) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (kiosk) DO UPDATE SET
            place = excluded.place, region = excluded.region, token_hash = excluded.token_hash, key = excluded.key,
            revoked = NULL
        WHERE revoked IS NOT NULL
        """,
        (new.kiosk, place, region, hashed(new.token), new.key, day.isoformat()),
    )
    return changed.rowcount == 1


def renew(connection: sqlite3.Connection, new: Credential) -> bool:
    """Give a kiosk another token and key; the old ones are worth nothing from now on. False: no such kiosk."""
    changed = connection.execute(
        "UPDATE kiosks SET token_hash = ?, key = ?, revoked = NULL WHERE kiosk = ?",
        (hashed(new.token), new.key, new.kiosk),
    )
    return changed.rowcount == 1


def revoke(connection: sqlite3.Connection, kiosk: str, day: date) -> bool:
    """Refuse a kiosk from now on; its counts stay. False: no such kiosk."""
    changed = connection.execute(
        "UPDATE kiosks SET revoked = coalesce(revoked, ?) WHERE kiosk = ?", (day.isoformat(), kiosk)
    )
    return changed.rowcount == 1


def note_heard(connection: sqlite3.Connection, kiosk: str, day: date) -> None:
    """Keep the day on which counts of a kiosk came in."""
    connection.execute(
        "UPDATE kiosks SET heard = ? WHERE kiosk = ? AND coalesce(heard, '') < ?",
        (day.isoformat(), kiosk, day.isoformat()),
    )


def kiosks(connection: sqlite3.Connection) -> tuple[Enrolled, ...]:
    """All of them, revoked ones too, by region and place."""
    with closing(
        connection.execute(
            "SELECT kiosk, place, region, enrolled, revoked, heard, key FROM kiosks ORDER BY region, place, kiosk"
        )
    ) as rows:
        return tuple(
            Enrolled(kiosk, place, region, date.fromisoformat(enrolled), _day(revoked), _day(heard), key)
            for kiosk, place, region, enrolled, revoked, heard, key in rows
        )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
