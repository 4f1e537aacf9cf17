"""Public keys as OpenSSH writes them, one line each: "ssh-ed25519 AAAA... whose it is"."""

import binascii
from collections.abc import Collection
from typing import Final

SIGNING: Final = frozenset({"ssh-ed25519"})
"""What signs updates."""
LOGIN: Final = SIGNING | {
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
}
"""What opens a session."""
_SIZE: Final = 4
"""Bytes before each part of a key, which tell its length."""


def fault(line: str, kinds: Collection[str]) -> str:
    """What is wrong with a line, never the line itself: it may be a private key, taken for the other. "": nothing."""
    if "PRIVATE KEY" in line:
        return "holds a private key; expected the public one, of the file that ends with .pub; and make a new pair"
    if len(line.splitlines()) != 1 or not line.isprintable():
        return "is not one line; expected the only line of the file that ends with .pub"
    kind, _, rest = line.partition(" ")
    if kind not in kinds:
        return f"begins with no kind that is known here; expected one of: {', '.join(sorted(kinds))}"
    if not _is_whole(kind, rest.partition(" ")[0]):
        return "is cut or changed; expected the whole line of the file that ends with .pub"
    return ""


def _is_whole(kind: str, text: str) -> bool:
    """Whether the parts of a key, its kind first, fill it exactly."""
    try:
        left = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError):
        return False
    parts = []
    while left:
        size = int.from_bytes(left[:_SIZE], "big")
        if len(left) < _SIZE + size:
            return False
        parts.append(left[_SIZE : _SIZE + size])
        left = left[_SIZE + size :]
    return len(parts) > 1 and parts[0] == kind.encode("ascii")
