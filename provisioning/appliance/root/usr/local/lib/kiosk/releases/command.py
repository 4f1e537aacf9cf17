"""The command line: one line of the journal an outcome, and 0 where nothing is wrong."""

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from . import collecting, disk, maintenance, status
from .debian import Debian
from .installing import install
from .machine import Machine, Proof, Services
from .manifest import Fault
from .rest import Rest
from .store import Store
from .updating import rescue, update

USER = "kiosk-fetch"
"""Who fetches and unpacks: nobody else."""
_FETCHERS = {"fetch": "kiosk-fetch.service", "stick": "kiosk-take.service"}
_FETCH_SECONDS = 7200
RESCUE_SECONDS = 240
"""What a rescue waits for an update that is at work; its unit has twice that, for its own proof."""


def main(words: list[str]) -> int:
    """Run one command; its fault is a line and the status 1."""
    arguments = _parser().parse_args(words)
    os.umask(0o022)
    store = Store(arguments.data)
    outcome: Fault | str = arguments.run(store, arguments)
    fault = isinstance(outcome, Fault) and outcome.result not in {"current", "updated", "waiting", collecting.READY}
    line = outcome.reason if isinstance(outcome, Fault) else outcome
    if line:
        print(line, file=sys.stderr if fault else sys.stdout, flush=True)
    return int(fault)


def _install(store: Store, arguments: argparse.Namespace) -> Fault | str:
    return _alone(store, lambda: install(store, arguments.folder))


def _switch(store: Store, arguments: argparse.Namespace) -> Fault | str:
    if arguments.version not in store.versions():
        return Fault(f"{arguments.version} is not here; here are {', '.join(store.versions()) or 'none'}")
    store.switch(arguments.version, trial=arguments.trial)
    if not arguments.trial:
        store.refuse_newer()
    return f"current: {store.current}"


def _confirm(store: Store, _: argparse.Namespace) -> Fault | str:
    store.confirm()
    return f"kept: {store.current}, and {store.previous or 'none'} before it"


def _rollback(store: Store, _: argparse.Namespace) -> Fault | str:
    back = store.rollback(failed=True)
    return f"current: {back}" if back else Fault("there is no release to go back to")


def _rescue(store: Store, _: argparse.Namespace) -> Fault | str:
    """An update at work may look after it, or may only wait for a rest: once it is over that is seen."""
    services = Services()
    return _alone(store, lambda: rescue(store, services) if services.gave_up() else "", RESCUE_SECONDS)


def _guard(store: Store, _: argparse.Namespace) -> Fault | str:
    try:
        return store.guard()
    except OSError as error:
        return Fault(f"the releases cannot be put in order: {error}")


def _fetch(store: Store, arguments: argparse.Namespace) -> Fault:
    """Without rights: from the server of the settings, or of the command line."""
    url, key = _settings(arguments.site)
    answer = collecting.fetch(store, arguments.url or url, key)
    collecting.tell(store, answer)
    return answer


def _take(store: Store, arguments: argparse.Namespace) -> Fault:
    """Without rights: a file, or those of a folder."""
    given: Path = arguments.file
    files = collecting.newest_first(given) if given.is_dir() else [given]
    answer = collecting.take(store, files, _settings(arguments.site)[1])
    collecting.tell(store, answer)
    return answer


def _update(store: Store, arguments: argparse.Namespace) -> Fault | str:
    return _alone(store, lambda: _whole_update(store, arguments))


def _whole_update(store: Store, arguments: argparse.Namespace) -> Fault:
    # Whoever brings a stick waits for it: the first moment without anybody will do.
    machine: Machine = Proof(arguments.proof) if arguments.proof else Services(0 if arguments.stick else None)
    _make_incoming(store)
    if arguments.file:
        _take(store, arguments)
    elif store.waiting and not arguments.stick:
        pass  # what was fetched before comes first
    elif arguments.proof:
        _fetch(store, arguments)
    else:
        service = _FETCHERS["stick" if arguments.stick else "fetch"]
        subprocess.run(["systemctl", "start", service], check=False, timeout=_FETCH_SECONDS)
    return update(store, _settings(arguments.site)[1], machine)


def _make_incoming(store: Store) -> None:
    """The folder of whoever fetches, as it is after any cut; an unfinished download stays."""
    store.incoming.mkdir(mode=0o755, exist_ok=True)
    disk.remove_tree(store.incoming / collecting.RELEASE)
    (store.incoming / collecting.RESULT).unlink(missing_ok=True)
    if os.geteuid() == 0:
        try:
            shutil.chown(store.incoming, USER, USER)
        except LookupError:
            print(f"there is no user {USER}", file=sys.stderr)


def _alone(store: Store, do: Callable[[], Fault | str], patience: float = 0.0) -> Fault | str:
    with disk.alone(store.folder / ".lock", patience) as alone:
        if not alone:
            return Fault("another update is at work")
        return do()


def _settings(site: Path) -> tuple[str, str]:
    """Address and key of [updates]; "" each where the settings are not there or cannot be read."""
    try:
        updates = tomllib.loads(site.read_text(encoding="utf-8")).get("updates", {})
    except (OSError, ValueError):
        return "", ""
    return str(updates.get("url", "")), str(updates.get("key", ""))


def _digest(_: Store, arguments: argparse.Namespace) -> Fault | str:
    return maintenance.digest(arguments.folder)


def _night(store: Store, _: argparse.Namespace) -> Fault | str:
    """Where the root must be written: start anew once nobody is there; by day that is left to the next power-on."""
    outcome = _alone(store, lambda: _decided(store))
    if _appliance(store).pending and Rest().allows_reboot():
        return _alone(store, lambda: _reboot(outcome))
    return outcome


def _decided(store: Store) -> Fault | str:
    store.ages()
    return maintenance.decide(_appliance(store))


def _reboot(outcome: Fault | str) -> Fault | str:
    """Under the lock: no release is being installed meanwhile."""
    subprocess.run(["systemctl", "--no-block", "reboot"], check=False)
    return outcome


def _rest(_: Store, __: argparse.Namespace) -> Fault | str:
    return "" if Rest().comes() else Fault("somebody is at the kiosk")


def _begin(store: Store, _: argparse.Namespace) -> Fault | str:
    return maintenance.begin(_appliance(store))


def _maintain(store: Store, _: argparse.Namespace) -> Fault | str:
    return maintenance.maintain(_appliance(store), maintenance.run_provision)


def _appliance(store: Store) -> maintenance.Appliance:
    return maintenance.Appliance(store, Debian(store.data / "apt"))


def _status(store: Store, _: argparse.Namespace) -> Fault | str:
    said = status.read(store)
    return "\n".join([*(f"{name}: {said[name]}" for name in sorted(said)), f"here: {', '.join(store.versions())}"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="release.py", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("/data"), help="the data partition; default: %(default)s")
    parser.add_argument("--site", type=Path, default=Path("/etc/kiosk/site.toml"), help="default: %(default)s")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = commands.add_parser("install", help="make a release of a folder with wheels/ in it")
    add.add_argument("folder", type=Path)
    add.set_defaults(run=_install)
    add = commands.add_parser("digest", help="one word for all that a release does to a root")
    add.add_argument("folder", type=Path)
    add.set_defaults(run=_digest)
    add = commands.add_parser("switch", help="let `current` lead to a release that is here")
    add.add_argument("version")
    add.add_argument("--trial", action="store_true", help="taken back at the next boot unless confirmed before")
    add.set_defaults(run=_switch)
    for name, run, said in (
        ("confirm", _confirm, "keep the release on trial"),
        ("rollback", _rollback, "go back to the release before"),
        ("rescue", _rescue, "the kiosk has given up: leave a release that was kept lately"),
        ("guard", _guard, "put in order what a power cut left; at each boot"),
        ("status", _status, "how the last update went"),
        ("night", _night, "fetch what the root needs, and start anew where it needs something"),
        ("rest", _rest, "wait until nobody is at the kiosk; 1 where that does not come"),
        ("begin", _begin, "in that boot, first: count the try; 1 where that cannot be"),
        ("maintain", _maintain, "in that boot: do what waits"),
    ):
        commands.add_parser(name, help=said).set_defaults(run=run)
    add = commands.add_parser("fetch", help="without rights: lay out the newest release of the server")
    add.add_argument("--url", default="", help="instead of [updates] url")
    add.set_defaults(run=_fetch)
    add = commands.add_parser("take", help="without rights: lay out a bundle, or the newest of a folder")
    add.add_argument("file", type=Path)
    add.set_defaults(run=_take)
    add = commands.add_parser("update", help="all of it, from the server, a stick or a file, until it is proven")
    add.add_argument("--file", type=Path, help="a bundle")
    add.add_argument("--stick", action="store_true", help="from the stick that is mounted, by kiosk-take.service")
    add.add_argument("--url", default="", help="with --proof: instead of [updates] url")
    add.add_argument("--proof", default="", metavar="PROGRAM", help="instead of kiosk.service: 0 where it comes up")
    add.set_defaults(run=_update)
    return parser
