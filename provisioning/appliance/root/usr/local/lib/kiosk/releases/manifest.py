"""What a release says of itself: the one text that is signed, and every file of the release by its hash."""

import json
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

FORMAT: Final = 1
KIND, LATEST = "release", "latest"
NAME: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.sig"
MOST_BYTES: Final = 2_000_000
"""Of a manifest; of a signature or a pointer it is far less."""
FOLDERS: Final = ("wheels", "provisioning", "systemd", "clips")
"""What a release may hold."""
_VERSION: Final = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MACHINES: Final = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something was not done, in one line; `result` is the word of status.json."""

    reason: str
    result: str = "refused"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release."""

    size: int
    sha256: str
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is known of a release before any of it is opened."""

    version: str
    minimum: str
    """The oldest release that can be followed by this one."""
    architectures: tuple[str, ...]
    payload: File
    files: Mapping[str, File]

    def for_machine(self, architecture: str) -> dict[str, File]:
        """The files that a machine of this kind needs: no wheels of another kind."""
        others = [name for name, kind in _MACHINES.items() if kind != architecture]
        return {
            path: file
            for path, file in self.files.items()
            if not (path.startswith("wheels/") and any(other in path for other in others))
        }


def order(version: str) -> tuple[int, ...]:
    """What versions are compared by: 1.2 is as new as 1.2.0."""
    numbers = [int(number) for number in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def is_version(text: object) -> bool:
    """Tell whether this is one: up to four numbers with points between."""
    return isinstance(text, str) and bool(_VERSION.fullmatch(text))


def is_hash(text: object) -> bool:
    """Tell whether this is a sha256 as it is written here."""
    return isinstance(text, str) and bool(_HASH.fullmatch(text))


def architecture_here() -> str:
    """Debian's name of this kind of machine."""
    return _MACHINES.get(platform.machine(), platform.machine())


def read(body: bytes) -> Manifest | Fault:
    """A manifest whose signature is right already; a Fault says what is wrong with it all the same."""
    said = read_said(body, KIND)
    if isinstance(said, Fault):
        return said
    files = said.get("files")
    payload = _file(said.get("payload"))
    kinds = said.get("architectures")
    if not is_version(said.get("minimum")) or not isinstance(files, dict) or payload is None:
        return Fault("the manifest lacks minimum, files or payload")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        return Fault("the manifest names no kinds of machine")
    read_files = {path: file for path, about in files.items() if (file := _file(about)) and _is_inside(path)}
    if len(read_files) != len(files):
        return Fault("the manifest names a file that no release may hold")
    return Manifest(said["version"], said["minimum"], tuple(kinds), payload, read_files)


def read_said(body: bytes, kind: str) -> dict[str, Any] | Fault:
    """The table of a signed text of this kind; its version is one."""
    try:
        said = json.loads(body)
    except ValueError:
        return Fault("the signed text cannot be read")
    if not isinstance(said, dict) or said.get("kind") != kind or said.get("format") != FORMAT:
        return Fault(f"the signed text is no {kind} of format {FORMAT}: a newer kiosk may be needed for it")
    if not is_version(said.get("version")):
        return Fault("the signed text has no version")
    return said


def write(manifest: Manifest) -> bytes:
    """The text that is signed: the same for the same release."""
    said = {
        "kind": KIND,
        "format": FORMAT,
        "version": manifest.version,
        "minimum": manifest.minimum,
        "architectures": list(manifest.architectures),
        "payload": _said(manifest.payload),
        "files": {path: _said(file) for path, file in manifest.files.items()},
    }
    return (json.dumps(said, sort_keys=True, indent=1) + "\n").encode()


def _said(file: File) -> list[object]:
    return [file.size, file.sha256, file.executable]


def _file(about: object) -> File | None:
    match about:
        case [int(size), str(sha256), bool(executable)] if size >= 0 and is_hash(sha256):
            return File(size, sha256, executable)
        case _:
            return None


def _is_inside(path: str) -> bool:
    """Tell whether this is a plain path below one of the folders of a release."""
    parts = PurePosixPath(path).parts
    plain = str(PurePosixPath(path)) == path and path.isprintable() and not path.startswith("/")
    return plain and len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts
