"""The newest release from a server: its pointer first, signed and small; then the bundle, which a cut only delays."""

import http.client
import re
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from . import disk, manifest, signature
from .bundle import hash_of
from .manifest import Fault

SPLIT: Final = b"-----BEGIN SSH SIGNATURE-----"
MOST_BYTES: Final = 2_000_000_000
"""Of a bundle."""
NO_CHECK_TIME: Final = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL's x509_vfy.h, for which Python has no name."""
_POINTER_BYTES: Final = 64_000
_SECONDS: Final = 60
_BLOCK: Final = 1 << 18
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,120}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a server says is the newest release."""

    version: str
    name: str
    size: int
    sha256: str


def pointer_text(pointer: Pointer) -> dict[str, Any]:
    """What is signed of a pointer."""
    return {
        "kind": manifest.LATEST,
        "format": manifest.FORMAT,
        "version": pointer.version,
        "name": pointer.name,
        "size": pointer.size,
        "sha256": pointer.sha256,
    }


def newest(url: str, key: str) -> Pointer | Fault:
    """Ask `url`/latest; a Fault when it cannot be reached or is not signed by `key`."""
    try:
        with _opened(f"{url.rstrip('/')}/latest", 0) as answer:
            body = answer.read(_POINTER_BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        return _unreached(error)
    text, mark, rest = body.partition(SPLIT)
    fault = signature.verify(text, mark + rest, key)
    return fault or read_pointer(text)


def read_pointer(text: bytes) -> Pointer | Fault:
    """What a pointer says whose signature is right."""
    said = manifest.read_said(text, manifest.LATEST)
    if isinstance(said, Fault):
        return said
    name, size, sha256 = said.get("name"), said.get("size"), said.get("sha256")
    if not (isinstance(name, str) and _NAME.fullmatch(name) and manifest.is_hash(sha256) and isinstance(size, int)):
        return Fault("the pointer to the newest release cannot be understood")
    if not 0 < size <= MOST_BYTES:
        return Fault(f"the newest release has {size} bytes, which no release has")
    return Pointer(said["version"], name, size, str(sha256))


def download(url: str, pointer: Pointer, into: Path) -> Path | Fault:
    """Have the bundle in `into`, going on where an earlier try was cut; never more bytes than were signed."""
    part = into / f"{pointer.sha256[:16]}.part"
    for other in into.glob("*.part"):
        if other != part:
            other.unlink()
    missing = pointer.size - (part.stat().st_size if part.exists() else 0)
    free = disk.free_bytes(into)
    if free < missing:
        return Fault(f"the card is full: {missing >> 20} MB to download, {free >> 20} MB free", "full")
    try:
        with part.open("ab") as file:
            _go_on(f"{url.rstrip('/')}/{pointer.name}", file, pointer.size)
    except (OSError, http.client.HTTPException) as error:
        return _unreached(error)
    if part.stat().st_size < pointer.size:
        return Fault(f"{pointer.name} was cut on its way; the next try goes on there", "unreached")
    with part.open("rb") as file:
        if hash_of(file) == pointer.sha256:
            return part
    part.unlink()
    return Fault(f"{pointer.name} is not the signed one")


def _go_on(address: str, file: IO[bytes], size: int) -> None:
    start = file.tell()
    if start >= size:
        return
    with _opened(address, start) as answer:
        if start and answer.status != http.HTTPStatus.PARTIAL_CONTENT:
            file.truncate(0)
            start = 0
        left = size - start
        while left and (block := answer.read(min(_BLOCK, left))):
            file.write(block)
            left -= len(block)


def _opened(address: str, start: int) -> Any:  # noqa: ANN401 - urllib's answer has no type of its own
    headers = {"User-Agent": "coup-de-pouce", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    if not address.startswith(("https://", "http://")):
        raise OSError("neither https nor http")
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    return urllib.request.urlopen(request, timeout=_SECONDS, context=_context())  # noqa: S310


def _context() -> ssl.SSLContext:
    """Who the server is counts, the days of its certificate do not: a clock may be wrong, and a release is signed."""
    context = ssl.create_default_context()
    context.verify_flags |= NO_CHECK_TIME
    return context


def _unreached(error: Exception) -> Fault:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return Fault(f"the server of releases was not reached: {reason}", "unreached")
