"""The table `[updates]` of a site's settings: from where new releases come, and who signs them."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from kiosk.appliance.public_keys import SIGNING, fault

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_EXPECTED: Final = "expected the address of a folder of releases, such as https://updates.example.be/kiosk/"


class UpdatesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without an address, releases come by stick alone; without a key, none is ever taken."""

    url: str = ""
    """The folder of releases; empty: nothing is fetched."""
    key: str = ""
    """The public key of who signs releases, one line: "ssh-ed25519 AAAA...". Empty: no release is taken."""


def faults(table: UpdatesTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"; never a value, which may be a secret."""
    if table.url:
        if wrong := _address_fault(table.url):
            yield f"updates.url: {wrong}"
        if not table.key:
            yield "updates.key: missing; expected the public key of who signs the releases at updates.url"
    if table.key and (wrong := fault(table.key, SIGNING)):
        yield f"updates.key: {wrong}"


def _address_fault(url: str) -> str:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return _EXPECTED
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable() or " " in url:
        return _EXPECTED
    if parts.query or parts.fragment:
        return "holds a question or a mark; " + _EXPECTED
    if parts.username or parts.password:
        return "holds a user or a password; expected none: releases are signed, and anybody may read them"
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return "http would let anybody keep new releases away; expected https"
    return ""
