"""Where a page may go, decided for each request by its address alone. What is not plainly allowed is barred."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kiosk.official_site.events import Barred
from kiosk.official_site.protocol import Hosts

_SECURE: Final = {"https": 443, "wss": 443}
_PLAIN: Final = {"http": 80, "ws": 80}
_SAID: Final = {
    "mailto": Barred.MAIL,
    "tel": Barred.CALL,
    "callto": Barred.CALL,
    "sms": Barred.CALL,
}
_OF_THE_PAGE: Final = frozenset({"about:blank", "about:srcdoc"})
_UNCLEAR: Final = re.compile(r"[\x00-\x20\x7f\\]")
"""What programs read in different ways. A browser writes none of them in an address it is about to fetch."""
_NAME: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST: Final = 70
"""Letters of an address that are shown."""


def barred(url: str, hosts: Hosts, *, page: bool) -> Barred | None:
    """Return why `url` may not be fetched; None when it may.

    `page`: it would be shown, in the window or in a frame. Otherwise a page fetches it for itself.
    """
    if url in _OF_THE_PAGE:
        return None
    # What a page makes itself is named after where that page came from: blob:https://example.be/1b4e...
    parts = _split(url.removeprefix("blob:"))
    if parts is None:
        return Barred.HOST
    if parts.scheme == "data":  # a picture that stands in the page itself
        return Barred.SCHEME if page else None
    ports = _SECURE | _PLAIN
    if parts.scheme not in ports:
        return _SAID.get(parts.scheme, Barred.SCHEME)
    named = hosts.pages if page else hosts.pages | hosts.resources
    if not _named(parts, ports[parts.scheme], named):
        return Barred.HOST
    return None if parts.scheme in _SECURE or hosts.plain_http else Barred.NOT_SECURE


def shown(url: str) -> str:
    """Return what a visitor may see of an address: where it leads, never what it carries."""
    parts = _split(url)
    if parts is None:
        return ""
    if parts.scheme in _SAID:
        return parts.path[:_LONGEST]
    if parts.scheme not in _SECURE | _PLAIN:
        return ""
    path = parts.path.rstrip("/")
    whole = f"{_host(parts)}{path}"
    return whole if len(whole) <= _LONGEST else _host(parts)[:_LONGEST]


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address; None when two readers could take them for different ones."""
    if _UNCLEAR.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where the port is none
    except ValueError:
        return None
    return None if "@" in parts.netloc else parts


def _host(parts: SplitResult) -> str:
    return parts.hostname or ""


def _named(parts: SplitResult, usual: int, names: Iterable[str]) -> bool:
    """Tell whether the host of an address, on its port, is one of `names`."""
    host = _ascii(_host(parts))
    port = usual if parts.port is None else parts.port
    if host is None:
        return False
    here = host if port == usual else f"{host}:{port}"
    return any(here == name or (name.startswith(".") and here.endswith(name)) for name in names)


def _ascii(host: str) -> str | None:
    """Return a host as the network knows it; None where it cannot be one."""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return name if _NAME.fullmatch(name) else None
