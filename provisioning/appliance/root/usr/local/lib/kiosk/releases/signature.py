"""Signatures of OpenSSH over a text: made where a release is made, verified on every kiosk."""

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from .manifest import Fault

NAMESPACE: Final = "coup-de-pouce"
"""So that a signature for something else is none here."""
MOST_BYTES: Final = 16_000
_WHO: Final = "release"
_SECONDS: Final = 60


def verify(body: bytes, signature: bytes, key: str) -> Fault | None:
    """None: whoever holds `key` (one line, "ssh-ed25519 AAAA...") signed this very text."""
    if not key.strip():
        return Fault("[updates] key is empty: nobody's release is taken")
    if len(signature) > MOST_BYTES:
        return Fault("the signature is no signature")
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        folder = Path(name)
        (folder / "allowed").write_text(f'{_WHO} namespaces="{NAMESPACE}" {key.strip()}\n', encoding="utf-8")
        (folder / "signature").write_bytes(signature)
        command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", _WHO, "-n", NAMESPACE, "-s", "signature"]
        done = subprocess.run(command, input=body, cwd=folder, capture_output=True, check=False, timeout=_SECONDS)
    return None if done.returncode == 0 else Fault("the signature is not by the key of [updates]")


def sign(body: bytes, key: Path) -> bytes:
    """The signature of `body` by the private key in `key`. Raises CalledProcessError: the key cannot be used."""
    command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    return subprocess.run(command, input=body, capture_output=True, check=True).stdout
