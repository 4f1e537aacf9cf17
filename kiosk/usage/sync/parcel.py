"""Counts on a stick, for a place without any network: the same rows as on the wire, sealed with the kiosk's key.

What leaves by name is more than a panel or a poster may show, and sticks get lost: without the key nobody reads it.
Without a database and without a network: the hub reads parcels with the same functions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.durable import put
from kiosk.usage.sync.rows import KioskId, WireRow

PREFIX: Final = "comptes-"
PATTERN: Final = f"{PREFIX}*.json"
"""Of the parcels in a folder."""
FORMAT: Final = 2
LARGEST: Final = 64 * 1024 * 1024
"""Bytes: some fifteen years of one kiosk."""


class Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: whose it says it is, and a box that only the key of that kiosk opens."""

    format: Literal[2] = FORMAT
    kiosk: KioskId
    box: bytes
    """A `Parcel` as JSON, in libsodium's secret box: XSalsa20 with Poly1305, the nonce first. Base64 in the file."""


class Parcel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one kiosk sends by hand, as it was put into the box: the kiosk once more, so that nobody can exchange it."""

    format: Literal[2] = FORMAT
    kiosk: KioskId
    rows: tuple[WireRow, ...]


@dataclass(frozen=True, slots=True)
class BadParcel:
    """No parcel, a damaged one, or not this kiosk's; `reason` names the file."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing has changed on the stick; `reason` is a sentence."""

    reason: str


def write(folder: Path, credential: Credential, rows: Sequence[WireRow]) -> Path | NotWritten:
    """Put all rows into one file of `folder`, in the place of an older one: whole and durable, or not at all."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - rare, and libsodium takes long to load

    text = msgspec.json.encode(Parcel(kiosk=credential.kiosk, rows=tuple(rows)))
    sealed = Sealed(kiosk=credential.kiosk, box=bytes(SecretBox(bytes.fromhex(credential.key)).encrypt(text)))
    target = folder / f"{PREFIX}{credential.kiosk[:8]}.json"
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_bytes(msgspec.json.encode(sealed))
        put(fresh, target)
    except OSError as error:
        return NotWritten(f"{folder}: cannot be written ({error.strerror})")
    return target


def read(path: Path) -> Sealed | BadParcel:
    """Read one file; every fault is a value. Whose it is, only `unsealed` says."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            return BadParcel(f"{path.name}: is too big for a parcel of counts")
        return msgspec.json.decode(text, type=Sealed)
    except OSError as error:
        return BadParcel(f"{path.name}: cannot be read ({error.strerror})")
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return BadParcel(f"{path.name}: is not a parcel of counts, or a damaged one")


def unsealed(sealed: Sealed, key: str) -> Parcel | BadParcel:
    """What the holder of `key` (64 hexadecimal digits) put into it. Its kiosk and that of each row agree."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - see above
    from nacl.exceptions import ValueError as TooShort  # noqa: PLC0415
    from nacl.secret import SecretBox  # noqa: PLC0415

    name = f"{PREFIX}{sealed.kiosk[:8]}.json"
    try:
        text = SecretBox(bytes.fromhex(key)).decrypt(sealed.box)
        parcel = msgspec.json.decode(text, type=Parcel)
    except (CryptoError, TooShort):
        return BadParcel(f"{name}: is not genuine: another key sealed it, or it was changed since")
    except msgspec.MsgspecError:
        return BadParcel(f"{name}: holds no counts that are understood here")
    if parcel.kiosk != sealed.kiosk or any(row.kiosk != parcel.kiosk for row in parcel.rows):
        return BadParcel(f"{name}: holds counts of another kiosk")
    return parcel
