"""Where a release comes from: an unpacked bundle around us, or wheels gathered once for each state of the source."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from provisioning.plan.tasks import Release

ROOT = Path(__file__).parents[1]
_OURS = re.compile(r"coup_de_pouce-([0-9.]+)-")
_SOURCES = ("kiosk", "screens", "voices", "setup.py", "pyproject.toml", "provisioning/wheelhouse")


class WheelsError(Exception):
    """No release could be gathered; the message says why."""


def release(architecture: str, folder: Path | None = None) -> Release:
    """The release for "amd64" or "arm64". Raises WheelsError."""
    if folder is None:
        folder = ROOT if (ROOT / "wheels").is_dir() else _gathered(architecture)
    names = [found[1] for one in sorted((folder / "wheels").glob("*.whl")) if (found := _OURS.match(one.name))]
    if not names:
        raise WheelsError(f"{folder.name}/wheels: our own wheel is missing; expected what provisioning/wheelhouse made")
    return Release(names[-1], folder)


def _gathered(architecture: str) -> Path:
    """By `provisioning/wheelhouse`, from the network, once for each state of the source."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "coup-de-pouce"
    folder = cache / f"release-{architecture}-{_key()}"
    if (folder / "wheels").is_dir():
        return folder
    print(f"gathering the wheels for {architecture}", flush=True)
    command = [ROOT / "provisioning" / "wheelhouse", "--arch", architecture, folder / "wheels"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WheelsError(f"the wheels could not be gathered: {done.stderr.strip()[-600:]}")
    for old in cache.glob(f"release-{architecture}-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _key() -> str:
    """All that the wheels are made of, as one word."""
    made_of = hashlib.sha256()
    found = [*(ROOT / "provisioning").glob("requirements-*.txt")]
    for name in _SOURCES:
        path = ROOT / name
        found += [one for one in path.rglob("*") if "__pycache__" not in one.parts] if path.is_dir() else [path]
    for path in sorted(found):
        if path.is_file():
            made_of.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return made_of.hexdigest()[:16]
