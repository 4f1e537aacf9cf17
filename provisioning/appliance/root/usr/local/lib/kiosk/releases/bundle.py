"""A release as one file: a tar with, in this order, the manifest, its signature, and the payload (a tar of its own).

Only the names and sizes of the outer tar are read before the signature is verified; the payload is opened once its hash
is the signed one; and of it only plain files are taken that the manifest names, each by its hash.
"""

import hashlib
import lzma
import os
import shutil
import tarfile
from pathlib import Path
from typing import IO, Final

from . import manifest, signature
from .manifest import Fault, File, Manifest

PAYLOAD: Final = "payload.tar.xz"
_BLOCK: Final = 1 << 20


def unpack(bundle: Path, key: str, into: Path) -> Manifest | Fault:
    """Verify `bundle` and lay its manifest, its signature and its files into the new folder `into`.

    For a user without rights: what is in a bundle is read here, and nowhere else. A Fault leaves no folder.
    """
    into.mkdir(parents=True)
    try:
        taken = _unpack(bundle, key, into)
    except (tarfile.TarError, lzma.LZMAError, EOFError):
        taken = Fault(f"{bundle.name} is cut or is no release")
    except OSError as error:
        taken = Fault(f"{bundle.name}: {error.strerror}", "full" if error.errno == 28 else "refused")  # noqa: PLR2004
    if isinstance(taken, Fault):
        shutil.rmtree(into)
    return taken


def _unpack(bundle: Path, key: str, into: Path) -> Manifest | Fault:
    with tarfile.open(bundle, "r:") as outer:
        said = _small(outer, manifest.NAME, manifest.MOST_BYTES)
        signed = _small(outer, manifest.SIGNATURE, signature.MOST_BYTES)
        if said is None or signed is None:
            return Fault(f"{bundle.name} has no signed manifest")
        release = verified(said, signed, key)
        if isinstance(release, Fault):
            return release
        member = outer.next()
        payload = outer.extractfile(member) if member and member.isreg() and member.name == PAYLOAD else None
        if payload is None or member is None or member.size != release.payload.size:
            return Fault(f"{bundle.name} is cut: its payload is not whole")
        if hash_of(payload) != release.payload.sha256:
            return Fault(f"{bundle.name} is damaged: its payload is not the signed one")
        payload.seek(0)
        fault = _files(payload, release, into)
    (into / manifest.NAME).write_bytes(said)
    (into / manifest.SIGNATURE).write_bytes(signed)
    return fault or release


def verified(said: bytes, signed: bytes, key: str) -> Manifest | Fault:
    """What a manifest says, once its signature is right."""
    return signature.verify(said, signed, key) or manifest.read(said)


def _small(outer: tarfile.TarFile, name: str, most: int) -> bytes | None:
    member = outer.next()
    if member is None or not member.isreg() or member.name != name or member.size > most:
        return None
    file = outer.extractfile(member)
    return file.read() if file else None


def _files(payload: IO[bytes], release: Manifest, into: Path) -> Fault | None:
    wanted = dict(release.files)
    with tarfile.open(fileobj=payload, mode="r:xz") as inner:
        for member in inner:
            file = wanted.pop(member.name, None)
            body = inner.extractfile(member) if member.isreg() else None
            if file is None or body is None or member.size != file.size:
                return Fault(f"the payload holds {member.name!r}, which the manifest does not name so")
            if not copy(body, into / member.name, file):
                return Fault(f"{member.name} is not the signed one")
    return Fault(f"the payload lacks {next(iter(wanted))}") if wanted else None


def copy(source: IO[bytes], target: Path, file: File) -> bool:
    """Write what the manifest says of `file` to `target`; False: the source holds something else."""
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed, left = hashlib.sha256(), file.size
    with target.open("xb") as written:
        while left and (block := source.read(min(_BLOCK, left))):
            hashed.update(block)
            written.write(block)
            left -= len(block)
        os.fchmod(written.fileno(), 0o755 if file.executable else 0o644)
    return not left and not source.read(1) and hashed.hexdigest() == file.sha256


def hash_of(file: IO[bytes]) -> str:
    """The sha256 of what is left to read."""
    hashed = hashlib.sha256()
    while block := file.read(_BLOCK):
        hashed.update(block)
    return hashed.hexdigest()
