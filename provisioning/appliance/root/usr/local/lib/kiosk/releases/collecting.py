"""What is done without rights: a newer release is fetched or found on a stick, verified, and laid out to be looked at.

The result is two things in the folder `incoming`: the unpacked release in `release/`, and `result.json`.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from . import bundle, disk, fetching, manifest
from .manifest import Fault, Manifest
from .store import Store

RELEASE: Final = "release"
RESULT: Final = "result.json"
SUFFIX: Final = ".kiosk"
READY: Final = "ready"
_UNPACKED: Final = 2
"""What a bundle and what is in it take together, as a multiple of the bundle."""


def fetch(store: Store, url: str, key: str) -> Fault:
    """From a server; the answer says `ready` where a release waits to be installed."""
    if not url:
        return Fault("[updates] url is empty: nothing is asked", "current")
    pointer = fetching.newest(url, key)
    if isinstance(pointer, Fault):
        return pointer
    no = unwanted(store, pointer.version)
    if no:
        return no
    got = fetching.download(url, pointer, store.incoming)
    return got if isinstance(got, Fault) else take(store, [got], key)


def newest_first(folder: Path) -> list[Path]:
    """The bundles of a folder, by the versions that their names end with; those without one come last."""

    def rank(path: Path) -> tuple[bool, tuple[int, ...], str]:
        version = path.stem.rpartition("-")[2]
        known = manifest.is_version(version)
        return known, manifest.order(version) if known else (), path.name

    return sorted(folder.glob(f"*{SUFFIX}"), key=rank, reverse=True)


def take(store: Store, bundles: Iterable[Path], key: str) -> Fault:
    """From files: the first that is a newer release, verified and laid out; else why the last was refused."""
    answer = Fault("there is no file of a release", "current")
    for path in bundles:
        disk.remove_tree(store.incoming / RELEASE)
        try:
            needed, free = _UNPACKED * path.stat().st_size, disk.free_bytes(store.incoming)
        except OSError as error:
            answer = Fault(f"{path.name}: {error.strerror}")
            continue
        if free < needed:
            return Fault(f"the card is full: {needed >> 20} MB needed to open it, {free >> 20} MB free", "full")
        release = bundle.unpack(path, key, store.incoming / RELEASE)
        answer = release if isinstance(release, Fault) else _judged(store, release)
        if answer.result == READY:
            break
        disk.remove_tree(store.incoming / RELEASE)
    return answer


def _judged(store: Store, release: Manifest) -> Fault:
    return acceptable(store, release) or Fault(f"{release.version} is here", READY)


def unwanted(store: Store, version: str) -> Fault | None:
    """Whether a version is not newer than the one that runs, or is known not to come up here."""
    now = store.current
    if now and manifest.order(version) == manifest.order(now):
        return Fault(f"{version} runs already", "current")
    if now and manifest.order(version) < manifest.order(now):
        return Fault(f"{version} is older than {now}, which runs")
    if store.is_refused(version):
        return Fault(f"{version} did not come up here before: it is not tried again", "rolled-back")
    return None


def acceptable(store: Store, release: Manifest) -> Fault | None:
    """Whether a release whose signature is right may follow the one that runs, on this machine."""
    here, now = manifest.architecture_here(), store.current
    if here not in release.architectures:
        return Fault(f"{release.version} is for {' and '.join(release.architectures)}; this machine is {here}")
    if now and manifest.order(now) < manifest.order(release.minimum):
        return Fault(f"{release.version} follows {release.minimum} or later; {now} runs: take that one first")
    return unwanted(store, release.version)


def tell(store: Store, answer: Fault) -> None:
    """Leave word for whoever installs."""
    said = {"result": answer.result, "reason": answer.reason}
    disk.write(store.incoming / RESULT, json.dumps(said).encode())


def told(store: Store) -> Fault:
    """The word that was left, by somebody who may be anybody: only what is expected is taken from it."""
    try:
        with (store.incoming / RESULT).open("rb") as file:
            said = json.loads(file.read(10_000))
        result, reason = str(said["result"]), str(said["reason"])
    except (OSError, ValueError, KeyError, TypeError):
        return Fault("nobody left word how the release was fetched", "unreached")
    known = result in {READY, "current", "refused", "unreached", "full", "rolled-back"}
    return Fault("".join(letter for letter in reason if letter.isprintable())[:300], result if known else "refused")
