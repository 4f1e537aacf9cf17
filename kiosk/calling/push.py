"""A message by HTTP, to an ntfy topic or to a webhook. What it says is the name of a step, and nothing else."""

import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlunsplit

from kiosk.calling.protocol import NotSent, PushEnd, Sent, Why
from kiosk.calling.setup import CallTable, parted

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS: Final = 5.0
"""To connect, and for each answer."""
_OK: Final = range(200, 300)
_ELSEWHERE: Final = range(300, 400)
_NOT_KNOWN: Final = frozenset({401, 403})
_NOT_THERE: Final = frozenset({404, 410})
_SERVER_FAULT: Final = 500
log = logging.getLogger(__name__)


class HttpPusher:
    """Implements `Pusher`. The token is read anew for each message, and neither it nor an address is ever told."""

    def __init__(self, table: CallTable, folder: Path) -> None:
        """`folder`: where the settings lie."""
        self._table = table
        self._folder = folder

    def __repr__(self) -> str:
        """Without the address."""
        return "HttpPusher()"

    def push(self, step: str) -> PushEnd:
        """Send it once: sent twice, it would call twice."""
        if self._table.ntfy:
            status = self._ask("POST", self._table.ntfy, step.encode(), "text/plain; charset=utf-8")
        else:
            status = self._ask("POST", self._table.webhook, json.dumps({"step": step}).encode(), "application/json")
        end = status if isinstance(status, NotSent) else _end(status, taken=status in _OK)
        if isinstance(end, NotSent):
            log.warning("the call's message did not leave: %s", end.why.value)
        return end

    def look(self) -> PushEnd:
        """Ask an ntfy server for its health, and a webhook for what it allows."""
        if not self._table.ntfy:
            status = self._ask("OPTIONS", self._table.webhook)
            there = not isinstance(status, NotSent) and status < _SERVER_FAULT and status not in _NOT_THERE
            return status if isinstance(status, NotSent) else _end(status, taken=there)
        parts = parted(self._table.ntfy)
        above = parts.path.rpartition("/")[0] if parts else ""
        health = urlunsplit((parts.scheme, parts.netloc, f"{above}/v1/health", "", "")) if parts else ""
        status = self._ask("GET", health)
        return status if isinstance(status, NotSent) else _end(status, taken=status in _OK)

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> int | NotSent:
        """The status of the answer, whose body nobody reads."""
        import requests  # noqa: PLC0415 - only where somebody is called

        from kiosk.unredirected import Unredirected  # noqa: PLC0415

        token = self._token()
        if token is None:
            return NotSent(Why.TOKEN)
        headers: Mapping[str, str] = {"Content-Type": kind} if kind else {}
        with Unredirected() as session:
            try:
                with session.request(
                    method,
                    address,
                    data=body,
                    headers={**headers, **({"Authorization": f"Bearer {token}"} if token else {})},
                    timeout=(SECONDS, SECONDS),
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    return answer.status_code
            except (requests.RequestException, OSError, ValueError):
                return NotSent(Why.UNREACHABLE)

    def _token(self) -> str | None:
        """Empty: none is wanted; None: it cannot be read, or could not stand in a header."""
        name = self._table.token_file
        if not name:
            return ""
        credentials = os.environ.get("CREDENTIALS_DIRECTORY")
        for folder in (self._folder, *((Path(credentials),) if credentials else ())):
            try:
                token = (folder / name).read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                continue
            return token if token.isprintable() and token and " " not in token else None
        return None


def _end(status: int, *, taken: bool) -> PushEnd:
    if status in _NOT_KNOWN:
        return NotSent(Why.TOKEN)
    return Sent() if taken and status not in _ELSEWHERE else NotSent(Why.REFUSED)


def open_pusher(table: CallTable, folder: Path) -> HttpPusher | None:
    """The way to the facilitator's pocket; None: the settings name none."""
    return HttpPusher(table, folder) if table.wanted else None
