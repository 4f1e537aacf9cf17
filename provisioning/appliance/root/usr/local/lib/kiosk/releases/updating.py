"""An update from start to end, as root: verify what was laid out, install it beside, switch, prove, keep or go back."""

import os
import stat
from pathlib import Path
from typing import Final

from . import bundle, collecting, disk, manifest, signature, status
from .installing import Maker, install, version_of
from .machine import Machine
from .manifest import Fault, Manifest
from .store import Store

_END: Final = {True: "", False: ", which does not come up either"}


def update(store: Store, key: str, machine: Machine, maker: Maker | None = None) -> Fault:
    """Take the release that lies in `incoming`, else one that waits to be tried.

    The answer's result is the word of status.json.
    """
    answer = collecting.told(store)
    if answer.result == collecting.READY:
        answer = _taken(store, key, machine, maker)
        disk.remove_tree(store.incoming / collecting.RELEASE)
    elif store.waiting:
        answer = _tried(store, store.waiting, machine)
    disk.remove(store.incoming / collecting.RESULT)
    status.write(store, answer.result, answer.reason)
    return answer


def rescue(store: Store, machine: Machine) -> str:
    """The kiosk has given up: where its release was kept lately, start the one before it; "" where it was not."""
    left = store.current
    back = store.rescue()
    if not back:
        return ""
    well = machine.proves()
    if well:
        machine.after()
    line = f"{left} failed after it was kept: back to {back}{_END[well]}"
    status.write(store, status.ROLLED_BACK, line)
    return line


def _taken(store: Store, key: str, machine: Machine, maker: Maker | None) -> Fault:
    source = store.incoming / collecting.RELEASE
    release = _looked_at(source, key)
    if isinstance(release, Fault):
        return release
    no = collecting.acceptable(store, release)
    if no:
        return no
    files = release.for_machine(manifest.architecture_here())
    held = version_of(files)
    if held != release.version:
        return held if isinstance(held, Fault) else Fault(f"{release.version} holds the wheel of {held}")
    version = install(store, source, files, maker)
    if isinstance(version, Fault):
        return version
    for part in store.incoming.glob("*.part"):
        part.unlink()
    return _tried(store, version, machine)


def _looked_at(source: Path, key: str) -> Manifest | Fault:
    """Only the manifest is read before its signature is right; its files are then copied by their hashes."""
    said, signed = (
        _plain(source / manifest.NAME, manifest.MOST_BYTES),
        _plain(source / manifest.SIGNATURE, signature.MOST_BYTES),
    )
    if said is None or signed is None or source.is_symlink():
        return Fault("what was laid out is no release")
    return bundle.verified(said, signed, key)


def _plain(path: Path, most: int) -> bytes | None:
    """The bytes of a plain file that is no larger than this; None: it is none. No link is followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        there = os.fstat(handle)
        return file.read(most) if stat.S_ISREG(there.st_mode) and there.st_size <= most else None


def _tried(store: Store, version: str, machine: Machine) -> Fault:
    before = store.current
    waits = Fault(f"{version} is here: it waits until nobody is at the kiosk", status.WAITING)
    status.write(store, waits.result, waits.reason)
    if not machine.rests():
        return waits
    store.switch(version, trial=True)
    if machine.proves():
        store.confirm()
        machine.after()
        return Fault(f"{version} took the place of {before or 'nothing'}", status.UPDATED)
    back = store.rollback(failed=True)
    well = machine.proves()
    store.prune()
    return Fault(f"{version} did not come up: back to {back or 'nothing'}{_END[well]}", status.ROLLED_BACK)
