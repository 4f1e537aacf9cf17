"""Datasette's plugin of the ingest hub: a kiosk's token, and the one path on which it pushes its counts.

A token is looked up in enrolment.db at each request, so that a revoked one is refused at once. It opens this path and
nothing of Datasette's own: an actor with empty restrictions may do nothing, whatever the configuration allows. The
route checks the body as a whole and hands the rows to Datasette's one writing thread.
"""

import logging
import os
import sqlite3
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.tokens import TokenHandler, TokenInvalid
from pluggy import HookimplMarker

from kiosk.hub.body import Fault, Values, read_body, values
from kiosk.hub.enrolment import TOKEN_PREFIX, hashed, note_heard, open_enrolment
from kiosk.hub.schema import PUSH

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

hookimpl = HookimplMarker("datasette")
_DATABASE = "counts"
_BUSY_MILLISECONDS = 250
"""Enrolling many kiosks at once takes less; the loop of all requests waits meanwhile."""
_log = logging.getLogger("kiosk.hub")


class Kiosks(TokenHandler):
    """The tokens of enrolment.db."""

    name = "kiosks"

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None

    @property
    def enrolment(self) -> sqlite3.Connection:
        """Opened once. A last day heard that a power cut takes back is told again the next night: no fsync for it."""
        if self._connection is None:
            self._connection = open_enrolment(Path(os.environ["KIOSK_HUB"]))
            self._connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
            self._connection.execute("PRAGMA synchronous=NORMAL")
        return self._connection

    async def verify_token(self, datasette: "Datasette", token: str) -> dict[str, Any] | None:  # noqa: ARG002 - theirs
        """Who pushes. Raises TokenInvalid (401) for a token that was never given, or was taken back."""
        if not token.startswith(TOKEN_PREFIX):
            return None
        found = self.enrolment.execute(
            "SELECT kiosk, heard FROM kiosks WHERE token_hash = ? AND revoked IS NULL", (hashed(token),)
        ).fetchone()
        if found is None:
            raise TokenInvalid
        return {"id": found[0], "token": self.name, "heard": found[1], "_r": {}}

    def note_heard(self, actor: dict[str, Any], today: date) -> None:
        """Keep the day of a kiosk's counts; a day that cannot be kept now is no reason to refuse what was kept."""
        if actor["heard"] == today.isoformat():
            return
        try:
            note_heard(self.enrolment, actor["id"], today)
        except sqlite3.OperationalError as error:
            _log.warning("the last day heard was not kept: %s", error)


_kiosks = Kiosks()


@hookimpl
def register_token_handler() -> TokenHandler:
    """Add our tokens."""
    return _kiosks


@hookimpl
def startup() -> None:
    """Keep no list of who called when. A filter outlives the set-up of logging that comes after this."""
    logging.getLogger("uvicorn.access").addFilter(lambda _record: False)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Add the path; Datasette looks at it before its own."""
    return [(rf"^/{_DATABASE}/push$", push)]


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Nothing is acknowledged before it is on the disk."""
    if database == _DATABASE:
        conn.execute("PRAGMA synchronous=FULL")


async def push(request: "Request", datasette: "Datasette") -> Response:
    """Take all rows of a request, or none."""
    if request.method != "POST":
        return _refusal(405, "POST counts here")
    actor = request.actor
    if not actor or actor.get("token") != _kiosks.name:
        return _refusal(403, "a kiosk's token is needed")
    rows = read_body(await request.post_body(), actor["id"])
    if isinstance(rows, Fault):
        return _refusal(rows.status, rows.reason)
    try:
        await datasette.get_database(_DATABASE).execute_write_fn(partial(_write, [values(row) for row in rows]))
    except sqlite3.OperationalError as error:  # a full disk, a file that cannot be written
        _log.error("counts were not kept: %s", error)
        return _refusal(503, "the hub cannot write now")
    _kiosks.note_heard(actor, datetime.now(UTC).date())
    return Response.json({"ok": True, "rows": len(rows)})


def _write(rows: list[Values], conn: sqlite3.Connection) -> None:
    """In one transaction of Datasette's writing thread, where the cursor ends too.

    `execute_write_many` hands it to the thread of the requests: of some hundreds of parallel ones, one then failed as
    a misuse of SQLite.
    """
    conn.executemany(PUSH, rows).close()


def _refusal(status: int, reason: str) -> Response:
    return Response.json({"ok": False, "error": reason}, status=status)
