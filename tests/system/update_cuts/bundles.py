"""Two releases after the one on the card, as files of their own that are signed."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from provisioning import wheels
from provisioning.packing import pack

BROKEN: Final = "9000.1"
"""The release that does not come up: nothing of what it needs is in it."""
SOUND: Final = "9000.2"
_OURS: Final = "coup_de_pouce-"


def key_pair(folder: Path) -> tuple[Path, str]:
    """A new key: its private file, and the line of its public half."""
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    return key, " ".join(key.with_suffix(".pub").read_text(encoding="ascii").split()[:2])


def bundle(version: str, key: Path, into: Path) -> Path:
    """The release of this checkout under another version, as a file in the folder `into`; or one without its needs."""
    file = into / f"{version}.kiosk"
    with tempfile.TemporaryDirectory(dir=into) as name:
        folder = Path(name) / "wheels"
        folder.mkdir()
        parts = dict(wheels.release("amd64").parts)
        for part in ("provisioning", "systemd"):
            shutil.copytree(parts[part], Path(name) / part, ignore=shutil.ignore_patterns("__pycache__", "hub"))
        for wheel in wheels.listed("wheels", parts["wheels"]):
            if wheel.name.startswith(_OURS):
                _renamed(wheel, version, folder)
            elif version != BROKEN:
                shutil.copyfile(wheel, folder / wheel.name)
        pack(Path(name), key, file, version=version, minimum="0", architectures=("amd64",), preset=0)
    return file


def _renamed(wheel: Path, version: str, into: Path) -> None:
    """The same wheel under another version; the broken one says that it needs nothing."""
    was = wheel.name.split("-")[1]
    old, new = f"{_OURS}{was}.dist-info/", f"{_OURS}{version}.dist-info/"
    with (
        zipfile.ZipFile(wheel) as read,
        zipfile.ZipFile(into / wheel.name.replace(f"-{was}-", f"-{version}-"), "w") as written,
    ):
        for name in read.namelist():
            body = read.read(name)
            if name == f"{old}METADATA":
                body = body.replace(f"\nVersion: {was}\n".encode(), f"\nVersion: {version}\n".encode())
                body = re.sub(rb"\nRequires-Dist: [^\n]*", b"", body) if version == BROKEN else body
            if name == f"{old}RECORD":
                body = body.replace(old.encode(), new.encode())
            written.writestr(name.replace(old, new), body)
