"""Debian's packages: asked for and fetched at night onto the data partition, installed from there without a network."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .manifest import Fault

_PLANNED: Final = re.compile(r"^Inst (\S+) (?:\[\S+\] )?\((\S+) ([^)]*)\)", re.MULTILINE)
_TOLD: Final = 30
"""Lines of apt's own words that go to the journal where it fails."""
_SECURITY: Final = "Debian-Security:"
_SECONDS: Final = 5400
_KEEP: Final = ("-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold")
"""Files that are ours stay ours when a package brings new ones."""
_QUIET: Final = ("-q", "-y", "-o", "Dpkg::Use-Pty=0", "-o", "APT::Install-Recommends=false")


@dataclass(frozen=True, slots=True)
class Package:
    """A version that would be installed."""

    name: str
    version: str
    security: bool


class Debian:
    """apt with lists and archives of its own in `folder`: the root may be read-only, and memory is short."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def refresh(self) -> Fault | None:
        """Fetch the lists anew."""
        self._make_folders()
        return self._apt("update", "-o", "APT::Update::Error-Mode=any", result="unreached")

    def waiting(self, wanted: tuple[str, ...]) -> tuple[Package, ...]:
        """What would be installed: every newer version, and those of `wanted` that are not there."""
        known = self._known(wanted)
        said = [self._run("-s", "--with-new-pkgs", "upgrade").stdout]
        if known:
            said.append(self._run("-s", "install", *known).stdout)
        found = (plan for text in said for plan in _PLANNED.findall(text))
        return tuple(dict.fromkeys(Package(name, new, _SECURITY in origins) for name, new, origins in found))

    def lacks(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `wanted` that are not installed; of those that the archive may lack only what it has."""
        asked = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\\n"]
        said = subprocess.run(asked, env=_environment(), capture_output=True, text=True, check=False).stdout
        there = set(said.splitlines())
        return tuple(name for name in self._known(wanted) if f"installed {name}" not in there)

    def download(self, wanted: tuple[str, ...]) -> Fault | None:
        """Have every archive of it here."""
        get = ("--download-only", "-o", "Debug::NoLocking=1")
        return self._apt(*get, "--with-new-pkgs", "upgrade") or self._install(get, wanted)

    def install(self, wanted: tuple[str, ...]) -> Fault | None:
        """Install what was downloaded, and nothing else; whatever a cut left half done is finished first.

        What dpkg alone cannot finish, such as a package that was cut while it was unpacked, apt can.
        """
        self._make_folders()  # a cut may have come when all was done and the archives were given back
        finish = ["dpkg", "--force-confdef", "--force-confold", "--configure", "-a"]
        subprocess.run(finish, env=_environment(), check=False, timeout=_SECONDS)
        mend = self._apt("--no-download", "--fix-broken", "install", *_KEEP)
        upgrade = mend or self._apt("--no-download", "--with-new-pkgs", "upgrade", *_KEEP)
        return upgrade or self._install(("--no-download", *_KEEP), wanted)

    def clean(self) -> None:
        """Give back the room of what was downloaded."""
        shutil.rmtree(self._folder / "archives", ignore_errors=True)

    def _make_folders(self) -> None:
        for name in ("lists/partial", "archives/partial"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)

    def _install(self, options: tuple[str, ...], wanted: tuple[str, ...]) -> Fault | None:
        known = self._known(wanted)
        return self._apt(*options, "install", *known) if known else None

    def _known(self, wanted: tuple[str, ...]) -> list[str]:
        """Of the names those that the archive has; "?" is before those that it may lack."""
        asked = {name.removeprefix("?") for name in wanted if name.startswith("?")}
        have = set(self._cache(*asked)) if asked else set()
        return [name for one in wanted if (name := one.removeprefix("?")) not in asked or name in have]

    def _cache(self, *names: str) -> list[str]:
        command = ["apt-cache", *self._places(), "--no-all-versions", "show", *names]
        said = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False).stdout
        return re.findall(r"^Package: (\S+)$", said, re.MULTILINE)

    def _apt(self, *words: str, result: str = "refused") -> Fault | None:
        done = self._run(*_QUIET, *words)
        if done.returncode == 0:
            return None
        lines = (done.stdout + done.stderr).splitlines()
        # dpkg says why, with the reason in the line behind it; apt only that.
        why = [" ".join(lines[at : at + 2]) for at, line in enumerate(lines) if line.startswith("dpkg: error")]
        told = [line for line in lines if line.startswith(("E:", "W:"))][-1:]
        print(*lines[-_TOLD:], sep="\n", file=sys.stderr)
        return Fault(f"apt-get: {(why or told or ['no word why'])[0]}", result)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["apt-get", *self._places(), *words]
        return subprocess.run(
            command, env=_environment(), capture_output=True, text=True, check=False, timeout=_SECONDS
        )

    def _places(self) -> tuple[str, ...]:
        lists, archives = f"Dir::State::Lists={self._folder}/lists/", f"Dir::Cache::Archives={self._folder}/archives/"
        caches = ("-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache=")
        return ("-o", lists, "-o", archives, *caches)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/sbin:/usr/bin"), "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
