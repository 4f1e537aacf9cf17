"""The table `[hub]` of a site's settings: where the anonymous counts go at night."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct, field

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_BEARER: Final = {"Authorization": "Bearer {token}"}
_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_TEXT: Final = re.compile(r"[ -~]+")
_SLOT: Final = re.compile(r"\{[^}]*\}?|\}")


class HubTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without an address nothing leaves the kiosk."""

    url: str = ""
    """What takes a POST of rows, such as https://hub.example.be/counts/push."""
    ca_file: str = ""
    """The certificate that signed the hub's, where it is the site's own; its path may be relative to the settings."""
    headers: Mapping[str, str] = field(default_factory=lambda: dict(_BEARER))
    """Sent along; {token} and {kiosk} stand for those of the credential."""

    @property
    def wanted(self) -> bool:
        """Whether counts are to be sent at all."""
        return bool(self.url)


def faults(table: HubTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"; never a value, which may be a secret."""
    if not table.wanted:
        if table.ca_file or table.headers != _BEARER:
            yield "hub.url: missing; expected an address, or no [hub] at all"
        return
    if fault := _address_fault(table.url):
        yield f"hub.url: {fault}"
    for name, text in table.headers.items():
        if not _NAME.fullmatch(name) or not _TEXT.fullmatch(text):
            yield f"hub.headers.{name}: expected letters, digits and -, and a text in ASCII"
        elif set(_SLOT.findall(text)) - {"{token}", "{kiosk}"}:
            yield f"hub.headers.{name}: expected no other {{...}} than {{token}} and {{kiosk}}"


def _address_fault(url: str) -> str:
    expected = "expected an address that takes a POST, such as https://hub.example.be/counts/push"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return expected
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment:
        return expected
    if any(sign.isspace() for sign in url):
        return expected
    if parts.username or parts.password:
        return "holds a user or a password; expected a credential (see `kiosk sync --help`)"
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return "http would send the token in clear; expected https"
    return ""
