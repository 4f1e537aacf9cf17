"""What a kiosk proves itself with at the hub: one small file, made by `kiosk hub enrol`.

The process that visitors touch never reads it: systemd hands it to the sync alone.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kiosk.usage.sync.rows import KioskId

FILE_NAME: Final = "hub.toml"
_LARGEST: Final = 10_000
"""Bytes."""


class Credential(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The kiosk's id, its token for the network and its key for the stick."""

    kiosk: KioskId
    token: Annotated[str, Meta(pattern=r"\A[!-~]{1,4000}\Z")]
    """Goes into a header: ASCII without spaces."""
    key: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    """Of the sealed counts on a stick: 32 bytes, in hexadecimal."""

    def __repr__(self) -> str:
        """Without token and key."""
        return f"Credential(kiosk={self.kiosk!r})"


@dataclass(frozen=True, slots=True)
class BadCredential:
    """It cannot be used; `reason` names file and key, and never a value."""

    reason: str


def read(path: Path) -> Credential | BadCredential:
    """Read one file; every fault is a value."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1).decode("utf-8")
        if len(text) > _LARGEST:
            return BadCredential(f"{path.name}: is too big for a credential")
        return msgspec.convert(tomllib.loads(text), Credential)
    except OSError as error:
        return BadCredential(f"{path.name}: cannot be read ({error.strerror})")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):  # what they say could hold a part of the token
        return BadCredential(f"{path.name}: is not valid TOML in UTF-8")
    except msgspec.ValidationError as error:
        return BadCredential(f"{path.name}: {_told(str(error))}; expected a file made by `kiosk hub enrol`")


def _told(message: str) -> str:
    """The key first; the library's sentence holds no value, and its pattern says nothing to a person."""
    what, _, where = message.rpartition(" - at ")
    if not what:
        return message
    return f"{where.strip('`').removeprefix('$.')}: {'not of the expected form' if 'regex' in what else what}"
