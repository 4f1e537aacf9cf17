"""The visitor's code: four characters that are hard to mistake for one another."""

import secrets
from collections.abc import Container

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No 0 and O, no 1 and I."""
LENGTH = 4


def fresh(taken: Container[str] = ()) -> str:
    """A random code that is not in `taken` (the codes of one day at one place)."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code


def same(one: str, other: str) -> bool:
    """Whether two codes are equal, typed in capitals or not, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(one.strip().upper().encode(), other.strip().upper().encode())
