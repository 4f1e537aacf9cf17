"""Where a release comes from: an unpacked one around us, or wheels gathered once for each state of the source."""

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from provisioning import carried
from provisioning.plan.tasks import Release

ROOT = Path(__file__).parents[1]
_OURS = re.compile(r"coup_de_pouce-([0-9.]+)-")
_SOURCES = ("kiosk", "screens", "voices", "setup.py", "pyproject.toml", "provisioning/wheelhouse")
_BESIDE = ("provisioning", "systemd", "clips")
"""What a release holds beside its wheels, as it lies in this checkout."""
_CHECKED_OUT = ("provisioning", "systemd")
_KEPT = 86400
"""Seconds for which wheels of another state of the source are kept."""
_NOT = ("__pycache__", "hub")


class WheelsError(Exception):
    """No release could be gathered; the message says why."""


def release(architecture: str, given: Path | None = None) -> Release:
    """The release for "amd64" or "arm64"; `given`: what `wheelhouse` made. Raises WheelsError."""
    unpacked = given is None and (ROOT / "wheels").is_dir()
    folder = ROOT / "wheels" if unpacked else _gathered(architecture) if given is None else given
    folder = folder / "wheels" if (folder / "wheels").is_dir() else folder
    names = [found[1] for one in sorted(folder.glob("*.whl")) if (found := _OURS.match(one.name))]
    if not names:
        raise WheelsError(f"{folder.name}: our own wheel is missing; expected what provisioning/wheelhouse made")
    parts = (("wheels", folder), *((name, ROOT / name) for name in _BESIDE if (ROOT / name).is_dir()))
    return Release(names[-1], parts, "" if unpacked else _word(parts))


def listed(name: str, folder: Path) -> Iterator[Path]:
    """The files of a part of a release, sorted; of a checkout only those that git knows. Raises WheelsError."""
    try:
        known = carried.known(folder) if name in _CHECKED_OUT else None
    except carried.UnknownError as error:
        raise WheelsError(str(error)) from error
    for path in sorted(folder.rglob("*")):
        if known is not None and path not in known:
            continue
        wanted = path.suffix == ".whl" if name == "wheels" else not path.name.startswith(".")
        if wanted and path.is_file() and not set(_NOT) & set(path.relative_to(folder).parts):
            yield path


def _gathered(architecture: str) -> Path:
    """By `provisioning/wheelhouse`, from the network, once for each state of the source."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "coup-de-pouce"
    folder = cache / f"release-{architecture}-{_word([(name, ROOT / name) for name in _SOURCES] + _locks())}"
    if folder.is_dir():
        return folder
    print(f"gathering the wheels for {architecture}", flush=True)
    command = [str(ROOT / "provisioning" / "wheelhouse"), "--arch", architecture, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not folder.is_dir():  # another run may have been quicker
        raise WheelsError(f"the wheels could not be gathered: {done.stderr.strip()[-600:]}")
    for old in cache.glob(f"release-{architecture}-*"):
        if old != folder and time.time() - old.stat().st_mtime > _KEPT:  # another run may be at it
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _locks() -> list[tuple[str, Path]]:
    return [(path.name, path) for path in (ROOT / "provisioning").glob("requirements-*.txt")]


def _word(parts: tuple[tuple[str, Path], ...] | list[tuple[str, Path]]) -> str:
    """Files and folders as one word; of a wheel that is not ours its name says all."""
    digest = hashlib.sha256()
    for name, part in parts:
        for path in [part] if part.is_file() else listed(name, part):
            where = path.name if part.is_file() else path.relative_to(part)
            ours = path.suffix != ".whl" or _OURS.match(path.name)
            digest.update(
                f"{name}/{where} {path.stat().st_mode & 0o100}\0".encode() + (path.read_bytes() if ours else b"")
            )
    return digest.hexdigest()[:16]
