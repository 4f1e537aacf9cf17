"""`provisioning/provision`: reads what is wanted, looks at each machine, does what is missing, says what is left."""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.errors import SettingsError
from kiosk.settings import Settings, load
from provisioning import kit, mounts, wheels
from provisioning.bench import BenchError, Pi, pis
from provisioning.plan import verdict
from provisioning.plan.facts import Facts, Place
from provisioning.plan.kit import Site
from provisioning.plan.tasks import Task, title
from provisioning.plan.whole import plan
from provisioning.running import ASKS_NOTHING, Machine, NotReachedError, Running, TaskError, at_once

WELL, FAILED, REFUSED = 0, 1, 2
_HEALTH = "runuser -u kiosk -- /usr/local/bin/kiosk health --site /etc/kiosk/site.toml --data /var/lib/kiosk 2>&1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One machine and what it is to become."""

    pi: Pi
    settings: Settings
    site: Site


class RefusedError(Exception):
    """Nothing was touched; the message says what is expected."""


def main() -> int:
    """0: done; 1: a machine is not done; 2: refused before anything was touched."""
    arguments = _arguments()
    try:
        wanted = [_wanted(pi) for pi in _pis(arguments)]
        if arguments.root is not None:
            mounts.ready(arguments.root, dry=arguments.dry_run)
    except (SettingsError, kit.KitError, BenchError, RefusedError, mounts.MountError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    if arguments.hosts is not None and not arguments.dry_run:
        # Where new hosts are noted down; who never used ssh has no such folder.
        (Path.home() / ".ssh").mkdir(mode=0o700, exist_ok=True)
    if arguments.hosts is None:
        return _one(wanted[0], arguments)
    return _many(wanted, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="provisioning/provision", description="A blank Pi becomes a site's kiosk.")
    parser.add_argument("--site", type=Path, required=True, metavar="FILE", help="the site's settings")
    parser.add_argument(
        "--hub-credential",
        type=Path,
        metavar="FILE",
        help="what `kiosk hub enrol` gave for this kiosk; not with --hosts",
    )
    parser.add_argument("--dry-run", action="store_true", help="look, say what would change, change nothing")
    parser.add_argument(
        "--wheels", type=Path, metavar="DIR", help="what provisioning/wheelhouse made, instead of making it"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--root", type=Path, metavar="DIR", help="a root folder, such as that of an image")
    where.add_argument("--hosts", type=Path, metavar="FILE", help="many Pis over ssh: [[pi]] tables with host and user")
    return parser.parse_args()


def _pis(arguments: argparse.Namespace) -> list[Pi]:
    """Where to go."""
    if arguments.hosts is not None:
        if arguments.hub_credential is not None:
            raise BenchError(
                "--hub-credential: two kiosks with one lose counts at the hub; with --hosts, expected "
                f'hub_credential = "FILE" in each [[pi]] table of {arguments.hosts.name}'
            )
        return pis(arguments.hosts, arguments.site)
    if arguments.root is not None:
        arguments.root = arguments.root.resolve()
        machine = Machine(f"@chroot/{arguments.root}")
    else:
        machine = Machine("@local", sudo=os.geteuid() != 0)
        if machine.sudo and not _becomes_root():
            raise RefusedError("not root, and sudo wants a password here: expected `sudo provisioning/provision ...`")
    return [Pi(machine.name, machine, arguments.site, arguments.hub_credential)]


def _becomes_root() -> bool:
    """Whether sudo asks for nothing, not even after a while."""
    try:
        return subprocess.run(list(ASKS_NOTHING), capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _wanted(pi: Pi) -> Wanted:
    settings = load(pi.site)
    return Wanted(pi, settings, kit.site(pi.site, settings, pi.credential))


def _planned(wanted: Wanted, facts: Facts, arguments: argparse.Namespace) -> tuple[Task, ...]:
    """What is to be done there. Raises RefusedError."""
    faults = tuple(verdict.refusals(facts))
    if faults:
        raise RefusedError("; ".join(faults))
    try:
        release = wheels.release(facts.architecture, arguments.wheels)
    except wheels.WheelsError as error:
        raise RefusedError(str(error)) from error
    if verdict.older(release.version, facts.release_now):
        raise RefusedError(
            f"release {facts.release_now} is there, newer than {release.version}: expected its own provisioning"
        )
    return plan(facts, wanted.settings, kit.kit(release), wanted.site)


def _one(wanted: Wanted, arguments: argparse.Namespace) -> int:
    """One machine: a line a task."""
    running = Running(wanted.pi.machine)
    try:
        facts = running.connect()
        tasks = _planned(wanted, facts, arguments)
        changes = 0
        for number, done in enumerate(running.do(tasks, dry=arguments.dry_run), 1):
            changes += done.changed
            state = ("would change" if arguments.dry_run else "changed") if done.changed else "as it was"
            print(f"{number:3}/{len(tasks)}  {state:9}  {title(done.task)} ({done.seconds:.1f} s)", flush=True)
    except NotReachedError as error:
        print(error, file=sys.stderr)
        return FAILED
    except RefusedError as error:
        print(f"Nothing was touched: {error}", file=sys.stderr)
        return REFUSED
    except TaskError as error:
        print(f"FAILED: {error}\n{_AGAIN}", file=sys.stderr)
        return FAILED
    print(f"{changes} change{'s' * (changes != 1)}")
    _close(running, wanted, facts, again=changes == 0, dry=arguments.dry_run)
    return WELL


_AGAIN = "What is done stays done: run the same command again when this is mended."


def _close(running: Running, wanted: Wanted, facts: Facts, *, again: bool, dry: bool) -> None:
    """The opening check, and what is left for hands."""
    if facts.place is not Place.CHROOT and not dry:
        print("\nOpening check")
        print("\n".join(running.said(_HEALTH)[1]))
    left = tuple(verdict.by_hand(facts, wanted.settings, again=again))
    if left:
        print("\nLeft to do by hand")
        print("\n".join(f"- {line}" for line in left))
    running.close()


def _many(all_wanted: list[Wanted], arguments: argparse.Namespace) -> int:
    """Many machines at the same time: a line each when it is done, and a summary."""
    ends: dict[str, str] = {}
    lefts: dict[str, tuple[str, ...]] = {}

    def job(wanted: Wanted) -> None:
        running = Running(wanted.pi.machine)
        changes, seconds = 0, 0.0
        try:
            facts = running.connect()
            for done in running.do(_planned(wanted, facts, arguments), dry=arguments.dry_run):
                changes, seconds = changes + done.changed, seconds + done.seconds
            ends[wanted.pi.name] = "done"
            lefts[wanted.pi.name] = tuple(verdict.by_hand(facts, wanted.settings, again=changes == 0))
            told = f"done, {changes} changes, {seconds:.0f} s"
        except NotReachedError as error:
            ends[wanted.pi.name], told = "not reached", f"not reached: {error}"
        except RefusedError as error:
            ends[wanted.pi.name], told = "refused", f"refused, nothing was touched: {error}"
        except TaskError as error:
            ends[wanted.pi.name], told = "failed", f"FAILED after {changes} changes: {error}"
        print(f"{wanted.pi.name}: {told}", flush=True)

    at_once([partial(job, wanted) for wanted in all_wanted])
    print(", ".join(f"{list(ends.values()).count(end)} {end}" for end in ("done", "failed", "refused", "not reached")))
    for name, lines in lefts.items():
        print("\n".join([f"\nLeft to do by hand at {name}", *(f"- {line}" for line in lines)]) if lines else "", end="")
    return WELL if set(ends.values()) == {"done"} else FAILED


if __name__ == "__main__":
    sys.exit(main())
