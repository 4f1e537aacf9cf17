"""One request to a hub, each end a value.

Nothing here raises for what a hub or a network does. A redirect is never followed: it is a captive portal, or an
address to mend. Neither token, address nor body is ever told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Thread
from types import TracebackType
from typing import Final, Self

import msgspec
import requests
from msgspec import Struct
from requests.auth import AuthBase

from kiosk.unredirected import Unredirected
from kiosk.usage.sync.result import Reason
from kiosk.usage.sync.task import REQUEST_SECONDS

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 30.0
"""Without a single byte."""
LARGEST_ANSWER: Final = 64 * 1024
_TAKEN: Final = (200, 201)
_ROWS_REFUSED: Final = (400, 409, 422)
_TOO_BIG: Final = 413
_REASONS: Final = {
    401: Reason.TOKEN,
    403: Reason.TOKEN,
    404: Reason.ADDRESS,
    405: Reason.ADDRESS,
    410: Reason.ADDRESS,
    429: Reason.WAIT,
    511: Reason.PORTAL,
}
_SERVER_FAULT: Final = 500
_OF_ANOTHER_TIME: Final = ("certificate is not yet valid", "certificate has expired")


@dataclass(frozen=True, slots=True)
class Hub:
    """Where to send, and how to prove who sends."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    verify: str | bool = True
    """Whose signature the hub's certificate must bear: True, the usual ones; or the path of a file."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The hub itself said that it has all rows of the body."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The hub will not take this body: some row of it, or all."""


@dataclass(frozen=True, slots=True)
class TooBig:
    """Somebody on the way takes smaller bodies only."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing more tonight."""

    reason: Reason
    status: int = 0
    """Of HTTP, where there was one."""


Reply = Accepted | Refused | TooBig | Stopped


class _Said(Struct, frozen=True):
    """The part of a hub's answer that counts."""

    ok: bool = False


class _AsGiven(AuthBase):
    """Keeps requests from putting another password than the credential's into the header."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class Line:
    """The requests of one night over one connection, one after the other; used in a `with`."""

    def __init__(self, hub: Hub, seconds: float = REQUEST_SECONDS) -> None:
        """`seconds`: for all of one request, since neither of the two above ends an answer that drips."""
        self._hub = hub
        self._seconds = seconds
        self._session = Unredirected()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def post(self, body: bytes) -> Reply:
        """Send one body once. After `Stopped` the line is not to be used again.

        The request runs in a thread of its own, which is left behind when its time is over: no other way ends a name
        that is never resolved, or a head that drips. Whatever the hub still does with it is harmless.
        """
        ends: list[Reply] = []
        worker = Thread(target=lambda: ends.append(self._post(body)), name="sync-request", daemon=True)
        worker.start()
        worker.join(self._seconds)
        if ends:
            return ends[0]
        if worker.is_alive():
            return Stopped(Reason.NETWORK)
        raise RuntimeError("the thread of a request ended without a reply")

    def _post(self, body: bytes) -> Reply:
        try:
            with self._session.post(
                self._hub.url,
                data=body,
                headers={
                    "User-Agent": "coup-de-pouce",
                    "Accept": "application/json",
                    "Accept-Encoding": "identity",
                    "Content-Type": "application/json",
                    **self._hub.headers,
                },
                auth=_AsGiven(),
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                # Given with each request: a session's own value yields to REQUESTS_CA_BUNDLE.
                verify=self._hub.verify,
                stream=True,
            ) as answer:
                return _judged(answer)
        except requests.exceptions.SSLError as error:
            return Stopped(Reason.DATE if any(word in str(error) for word in _OF_ANOTHER_TIME) else Reason.TLS)
        except (requests.RequestException, OSError, ValueError):  # ValueError: the libraries trip over such an answer
            return Stopped(Reason.NETWORK)


def _judged(answer: requests.Response) -> Reply:
    status = answer.status_code
    if status in _TAKEN:
        return Accepted() if _says_ok(_read(answer)) else Stopped(Reason.PORTAL, status)
    if status in _ROWS_REFUSED:
        _read(answer)  # so that the connection can be used again
        return Refused()
    if status == _TOO_BIG:
        return TooBig()
    usual = Reason.HUB if status >= _SERVER_FAULT else Reason.PORTAL
    return Stopped(_REASONS.get(status, usual), status)


def _read(answer: requests.Response) -> bytes:
    """The answer's beginning: a portal may send without end."""
    body = bytearray()
    for part in answer.iter_content(LARGEST_ANSWER):
        body += part
        if len(body) > LARGEST_ANSWER:
            break
    return bytes(body)


def _says_ok(body: bytes) -> bool:
    """A captive portal answers 200 as well: only the hub says ok."""
    try:
        return msgspec.json.decode(body, type=_Said).ok
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
