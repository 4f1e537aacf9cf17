"""Counts on a stick, for a place without any network: the same rows as on the wire, signed with the kiosk's key.

Without a database and without a network: the hub reads parcels with the same functions.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.durable import put
from kiosk.usage.sync.rows import KioskId, WireRow

PREFIX: Final = "comptes-"
PATTERN: Final = f"{PREFIX}*.json"
"""Of the parcels in a folder."""
FORMAT: Final = 1
LARGEST: Final = 64 * 1024 * 1024
"""Bytes: some twenty years of one kiosk."""


class Parcel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one kiosk sends by hand. Its rows are of the right form; only `is_genuine` says whose they are."""

    format: Literal[1] = FORMAT
    kiosk: KioskId
    rows: tuple[WireRow, ...]
    mac: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


@dataclass(frozen=True, slots=True)
class BadParcel:
    """No parcel, or a damaged one; `reason` names the file."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing has changed on the stick; `reason` is a sentence."""

    reason: str


def write(folder: Path, credential: Credential, rows: Sequence[WireRow]) -> Path | NotWritten:
    """Put all rows into one file of `folder`, in the place of an older one: whole and durable, or not at all."""
    parcel = Parcel(kiosk=credential.kiosk, rows=tuple(rows), mac=_mac(credential.kiosk, rows, credential.key))
    target = folder / f"{PREFIX}{credential.kiosk[:8]}.json"
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        fresh.write_bytes(msgspec.json.encode(parcel))
        put(fresh, target)
    except OSError as error:
        return NotWritten(f"{folder}: cannot be written ({error.strerror})")
    return target


def read(path: Path) -> Parcel | BadParcel:
    """Read one file; every fault is a value. The kiosk it names and each of its rows agree."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            return BadParcel(f"{path.name}: is too big for a parcel of counts")
        parcel = msgspec.json.decode(text, type=Parcel)
    except OSError as error:
        return BadParcel(f"{path.name}: cannot be read ({error.strerror})")
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return BadParcel(f"{path.name}: is not a parcel of counts, or a damaged one")
    if any(row.kiosk != parcel.kiosk for row in parcel.rows):
        return BadParcel(f"{path.name}: holds rows of another kiosk")
    return parcel


def is_genuine(parcel: Parcel, key: str) -> bool:
    """Whether the holder of `key` (64 hexadecimal signs) wrote it, and nobody changed it since."""
    return hmac.compare_digest(parcel.mac, _mac(parcel.kiosk, parcel.rows, key))


def _mac(kiosk: str, rows: Sequence[WireRow], key: str) -> str:
    """HMAC-SHA256 of the compact JSON with sorted keys."""
    told = {"format": FORMAT, "kiosk": kiosk, "rows": [msgspec.to_builtins(row) for row in rows]}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return hmac.new(bytes.fromhex(key), text, hashlib.sha256).hexdigest()
