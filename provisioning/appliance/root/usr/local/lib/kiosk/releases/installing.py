"""A release becomes a folder that runs: its files are copied, its environment is made of its own wheels."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from . import disk, manifest
from .bundle import copy
from .manifest import Fault, File
from .store import Store

OURS: Final = "coup_de_pouce-"
_PROJECT: Final = "coup-de-pouce[gpio]"
_GROWN: Final = 6
"""What an environment takes of the disk, as a multiple of its wheels: 202 MB of 48 MB, and some to be at ease."""
_SPARE: Final = 64 << 20
"""What is left free for counts, agenda and clips."""
_SECONDS: Final = 1800
Maker = Callable[[Path, str], Fault | None]


def install(
    store: Store, source: Path, files: Mapping[str, File] | None = None, maker: Maker | None = None
) -> str | Fault:
    """Make a release of the folder `source` (`wheels/`, and what else a release holds); return its version.

    With `files` only those are taken, each by its hash. One that is whole already stays as it is.
    """
    found = files if files is not None else _listed(source)
    version = version_of(found)
    if isinstance(version, Fault) or version in store.versions():
        return version
    store.drop(version)  # what a cut left takes room
    fault = room(store, sum(file.size for path, file in found.items()), _wheels(found))
    if fault:
        return fault
    try:
        fault = _fill(store.at(version), source, found, files is not None)
        fault = fault or (maker or make_environment)(store.at(version), version)
        if not fault:
            store.completed(version)
    except (OSError, subprocess.TimeoutExpired) as error:
        fault = Fault(f"{version} cannot be installed: {error}")
    if fault:
        store.drop(version)
    return fault or version


def room(store: Store, copied: int, wheels: int) -> Fault | None:
    """Refuse before anything is begun, with figures."""
    needed, free = copied + wheels * _GROWN + _SPARE, disk.free_bytes(store.folder)
    if free >= needed:
        return None
    return Fault(f"the card is full: {needed >> 20} MB needed, {free >> 20} MB free", "full")


def make_environment(folder: Path, version: str) -> Fault | None:
    """Fill `folder`/venv from `folder`/wheels; Kivy is Debian's."""
    venv, scratch = folder / "venv", folder / "scratch"
    scratch.mkdir()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(scratch), "TMPDIR": str(scratch), "PIP_NO_CACHE_DIR": "1"}
    pip = [str(venv / "bin" / "python"), "-I", "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    pip += ["-q", "--no-index", "--find-links", str(folder / "wheels"), f"{_PROJECT}=={version}"]
    for command in (["/usr/bin/python3", "-I", "-m", "venv", "--system-site-packages", str(venv)], pip):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS)
        if done.returncode:
            return Fault(f"{version} cannot be installed: {_last_line(done.stderr)}")
    shutil.rmtree(scratch)
    for package in venv.glob("lib/python3*/site-packages/voices"):
        if (folder / "clips").is_dir():
            (package / "prepared").symlink_to(folder / "clips")  # where the kiosk looks for clips that came with it
    return None


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "no word why"


def _listed(source: Path) -> dict[str, File]:
    """What a folder holds; hashes are not asked for: whoever names the folder vouches for it."""
    tops = [source / top for top in manifest.FOLDERS]
    paths = [path for top in tops for path in top.rglob("*") if path.is_file() and not path.is_symlink()]
    return {str(path.relative_to(source)): File(path.stat().st_size, "") for path in paths}


def version_of(found: Mapping[str, File]) -> str | Fault:
    """The version of our wheel among these files."""
    ours = [path.removeprefix("wheels/") for path in found if path.startswith(f"wheels/{OURS}")]
    version = ours[0].split("-")[1] if len(ours) == 1 else ""
    return version if manifest.is_version(version) else Fault("there must be one wheel of ours in wheels/")


def _wheels(found: Mapping[str, File]) -> int:
    return sum(file.size for path, file in found.items() if path.startswith("wheels/"))


def _fill(folder: Path, source: Path, found: Mapping[str, File], hashed: bool) -> Fault | None:  # noqa: FBT001
    folder.mkdir()
    for path, file in found.items():
        if any(part.is_symlink() for part in _parts(source, path)):
            return Fault(f"{path} is a link")
        if not hashed:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / path, folder / path)
            continue
        try:
            with (source / path).open("rb") as body:
                right = copy(body, folder / path, file)
        except FileNotFoundError:
            right = False
        if not right:
            return Fault(f"{path} is not the signed one")
    return None


def _parts(source: Path, path: str) -> list[Path]:
    whole = source / path
    return [whole, *(parent for parent in whole.parents if parent.is_relative_to(source) and parent != source)]
