"""HTTP to a calendar collection: one step's requests, each end a value.

Nothing here raises for what a server or a network does. A redirect is never followed: it is a captive portal,
or an address to mend. Neither names, passwords nor bodies ever reach a `why`.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from kiosk.bookings.deadline import left
from kiosk.unredirected import Unredirected

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
_LARGEST_ANSWER = 8 * 1024 * 1024
_CHUNK = 64 * 1024

Body = str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    body: bytes = field(default=b"", repr=False)
    etag: str = ""
    scheme: str = ""
    """With 401: how the server wants to be told who asks, "Basic" or "Digest"."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The request never reached the server."""

    why: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The request may have reached the server; the answer did not come back whole."""

    why: str


Reply = Answer | NotSent | Lost


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar collection and how to talk to it."""

    url: str
    """With its last slash."""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca_file: Path | None = None

    @property
    def auth(self) -> AuthBase:
        return HTTPBasicAuth(self.user.encode(), self.password.encode()) if self.user else _Nobody()


class _Nobody(AuthBase):
    """No user: also keeps requests from looking for one in a .netrc file."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class Line:
    """The requests of one step over one connection; used in a `with`, by one thread."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._session = Unredirected()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def get(self, name: str) -> Reply:
        """Read one resource."""
        return self._send("GET", name, None, {})

    def put(self, name: str, calendar: str, condition: Mapping[str, str]) -> Reply:
        """Write one resource; `condition` is an If-None-Match or If-Match header, or nothing."""
        return self._send("PUT", name, calendar, {"Content-Type": "text/calendar; charset=utf-8", **condition})

    def delete(self, name: str) -> Reply:
        """Remove one resource (a probe's; an appointment is never deleted)."""
        return self._send("DELETE", name, None, {})

    def report(self, query: str) -> Reply:
        """Ask the collection for its events."""
        return self._send("REPORT", "", query, {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"})

    def _send(self, method: str, name: str, body: Body, headers: Mapping[str, str]) -> Reply:
        remaining = left()
        if remaining <= 0:
            return NotSent("the step took its whole time")
        try:
            with self._session.request(
                method,
                self._collection.url + name,
                data=None if body is None else body.encode(),
                headers=dict(headers),
                auth=self._collection.auth,
                timeout=(min(CONNECT_SECONDS, remaining), min(READ_SECONDS, remaining)),
                allow_redirects=False,
                # Given with each request: a session's own value yields to the environment.
                verify=True if self._collection.ca_file is None else str(self._collection.ca_file),
                stream=True,
            ) as response:
                return _read(response)
        except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
            return _missed(error)


def _read(response: requests.Response) -> Reply:
    """The whole answer, unless it is too big or drips longer than the step may last."""
    body = bytearray()
    # As it comes: waiting for full chunks, a server that drips would outlast the step.
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > _LARGEST_ANSWER:
            return Lost("the answer is too big")
        if left() <= 0:
            return Lost("the answer took too long")
    scheme = response.headers.get("WWW-Authenticate", "").partition(" ")[0]
    return Answer(response.status_code, bytes(body), response.headers.get("ETag", ""), scheme)


def _missed(error: Exception) -> NotSent | Lost:
    """Whether a failed request may have reached the server. Only the kind of error is told, not its text."""
    kind = type(error).__name__
    if isinstance(error, requests.exceptions.SSLError):
        return NotSent("no trusted certificate (ca_file?), or no TLS at all")
    if isinstance(error, (requests.exceptions.ConnectTimeout, requests.exceptions.InvalidURL, UnicodeError)):
        return NotSent(f"no connection ({kind})")
    with suppress(IndexError):
        cause = error.args[0]
        if isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError):
            return NotSent("no connection (refused, or name unknown)")
    return Lost(f"no answer ({kind})")


def why_not(answer: Answer) -> str:
    """What an unwelcome status means, for the facilitator."""
    known = {
        401: "user or password refused",
        403: "the user has no right to this",
        404: "no calendar at this url",
        409: "no calendar at this url",
        507: "the server is full",
    }
    if 300 <= answer.status < 400:  # noqa: PLR2004 - HTTP's own classes
        return f"HTTP {answer.status}: sent elsewhere (captive portal, or url to mend)"
    if answer.status == 401 and answer.scheme.lower() == "digest":  # noqa: PLR2004
        return "HTTP 401: the server wants Digest; set it to Basic over https"
    return f"HTTP {answer.status}: {known.get(answer.status, 'not an answer of a calendar server')}"
