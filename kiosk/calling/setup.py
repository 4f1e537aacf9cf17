"""The table `[call]` of a site's settings: where the message goes when somebody asks for a person."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_EXPECTED: Final = {
    "ntfy": "expected the address of a topic, such as https://ntfy.sh/my-topic",
    "webhook": "expected an address that takes a POST, such as https://example.be/hooks/kiosk",
}


class CallTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without an address there is no message: the kiosk rings, and shows the call. Addresses may be secrets."""

    ntfy: str = ""
    """A topic of an ntfy server: whoever follows it is told."""
    webhook: str = ""
    """An address that takes {"step": "..."} as JSON."""
    token_file: str = ""
    """A file that holds a bearer token alone: beside the settings file, or a credential that systemd gives."""

    def __repr__(self) -> str:
        """Without what it holds."""
        return f"CallTable(wanted={self.wanted})"

    @property
    def wanted(self) -> bool:
        """Whether a message is to be sent at all."""
        return bool(self.ntfy or self.webhook)


def faults(table: CallTable) -> Iterator[str]:
    """What is wrong, as "key: what is expected"; never the address itself, which may be a secret."""
    if table.ntfy and table.webhook:
        yield "call: ntfy and webhook are both given; expected one of them"
    if table.token_file and not table.wanted:
        yield "call.token_file: there is nowhere to send it; expected ntfy or webhook beside it"
    for key, address in (("ntfy", table.ntfy), ("webhook", table.webhook)):
        if address and (fault := _fault(key, address, secret=bool(table.token_file))):
            yield f"call.{key}: {fault}"


def _fault(key: str, address: str, *, secret: bool) -> str:
    parts = parted(address)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return _EXPECTED[key]
    if parts.username or parts.password:
        return "holds a user or a password; expected a token in token_file"
    if any(sign.isspace() for sign in address) or parts.fragment or (key == "ntfy" and not topic_of(parts)):
        return _EXPECTED[key]
    if secret and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return "http would send the token in clear; expected https"
    return ""


def topic_of(parts: SplitResult) -> str:
    """The topic of an ntfy address; "": it names none."""
    return "" if parts.query else parts.path.rpartition("/")[2]


def parted(address: str) -> SplitResult | None:
    """The address in its parts; None: it is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts
