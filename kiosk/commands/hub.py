"""`kiosk hub prepare|enrol|renew|revoke|list|load`, run on the hub in its own small environment."""

import argparse
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.commands.common import Add
from kiosk.errors import SettingsError

if TYPE_CHECKING:
    from kiosk.usage.sync.credential import Credential

_MOST_AT_ONCE: Final = 100_000


def _prepare(arguments: argparse.Namespace) -> int:
    """Make the hub's files, or bring them to this version; `serve` does it at each start."""
    from kiosk.hub.folder import prepare

    with _said(arguments.hub):
        _owned(arguments.hub)
        prepare(arguments.hub)
    return 0


def _enrol(arguments: argparse.Namespace) -> int:
    """Make credentials for kiosks of a place, one file a kiosk; makes the hub's files where there are none."""
    from kiosk.hub.enrolment import drawn, enrol, is_name, open_enrolment
    from kiosk.hub.folder import prepare

    for name, text in (("--place", arguments.place), ("--region", arguments.region or "-")):
        if not is_name(text):
            raise SettingsError(f"{name}: {text!r}; expected one line of at most 120 letters")
    if arguments.kiosk is not None and arguments.count > 1:
        raise SettingsError("--id: names one kiosk; expected no --count beside it")
    new = [drawn("" if arguments.kiosk is None else _id(arguments)) for _ in range(arguments.count)]
    with _said(arguments.hub):
        _owned(arguments.hub)
        prepare(arguments.hub)
        with (
            _written(new, arguments.output),
            closing(open_enrolment(arguments.hub)) as connection,
            _whole(connection),
        ):
            for credential in new:
                if not enrol(connection, credential, arguments.place, arguments.region, _today()):
                    raise SettingsError(f"{credential.kiosk}: is enrolled here; `kiosk hub renew` gives it a new token")
    for credential in new:
        print(arguments.output / f"{credential.kiosk}.toml")
    return 0


def _renew(arguments: argparse.Namespace) -> int:
    """Give a kiosk another token and key under its id; the old ones are refused from now on."""
    from kiosk.hub.enrolment import drawn, renew

    credential = drawn(_id(arguments))
    with (
        _said(arguments.hub),
        closing(_existing(arguments.hub)) as connection,
        _written([credential], arguments.output),
        _whole(connection),
    ):
        if not renew(connection, credential):
            raise SettingsError(f"{credential.kiosk}: is not enrolled here")
    print(arguments.output / f"{credential.kiosk}.toml")
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    """Refuse a kiosk from now on; its counts stay."""
    from kiosk.hub.enrolment import revoke

    kiosk = _id(arguments)
    with _said(arguments.hub), closing(_existing(arguments.hub)) as connection:
        if not revoke(connection, kiosk, _today()):
            raise SettingsError(f"{kiosk}: is not enrolled here")
    print(f"{kiosk}: is refused from now on; its counts stay")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    """Print the kiosks with their places, and when counts of each last came in. Not for publication."""
    from kiosk.hub.enrolment import kiosks

    with _said(arguments.hub), closing(_existing(arguments.hub)) as connection:
        found = kiosks(connection)
    for one in found:
        state = f"revoked {one.revoked}" if one.revoked else f"heard {one.heard or 'never'}"
        print(f"{one.kiosk}  {one.place}{f' ({one.region})' if one.region else ''}  enrolled {one.enrolled}  {state}")
    return 0


def _load(arguments: argparse.Namespace) -> int:
    """Take the counts that a stick brings, every parcel of a folder; again without harm."""
    from kiosk.hub.load import Loaded, load
    from kiosk.hub.schema import COUNTS, open_counts

    well, any_parcel = True, False
    with (
        _said(arguments.hub),
        closing(_existing(arguments.hub)) as enrolment,
        closing(open_counts(arguments.hub / COUNTS)) as counts,
    ):
        for one in load(arguments.folder, counts, enrolment, _today()):
            any_parcel = True
            if isinstance(one, Loaded):
                print(f"{one.file}: {one.place}: {one.rows} rows, of which {one.grew} new or greater")
            else:
                well = False
                print(f"refused: {one.reason}")
    if not any_parcel:
        raise SettingsError(f"{arguments.folder}: holds no parcel of counts (comptes-*.json)")
    return 0 if well else 1


def _today() -> date:
    return datetime.now(UTC).date()


def _id(arguments: argparse.Namespace) -> str:
    from kiosk.hub.enrolment import is_kiosk

    kiosk: str = arguments.kiosk
    if not is_kiosk(kiosk):
        raise SettingsError(f"{kiosk!r}: expected the id of a kiosk, 32 hexadecimal digits, as in its credential")
    return kiosk


def _owned(hub: Path) -> None:
    """A file that root makes there is one into which the hub can write no more."""
    if hub.exists() and hub.stat().st_uid != os.geteuid():
        raise SettingsError(f"{hub}: is {hub.owner()}'s; run this as that user (runuser -u {hub.owner()} -- ...)")


def _existing(hub: Path) -> sqlite3.Connection:
    """The enrolment of a hub that is there already: a mistyped folder does not become one."""
    from kiosk.hub.enrolment import ENROLMENT, open_enrolment

    _owned(hub)
    if not (hub / ENROLMENT).is_file():
        raise SettingsError(f"{hub}: is no hub's folder; `kiosk hub enrol` makes one")
    return open_enrolment(hub)


@contextmanager
def _written(credentials: "list[Credential]", folder: Path) -> Iterator[None]:
    """One file each, readable by its owner alone; all go where what is done with them fails. None is overwritten."""
    from kiosk.hub.enrolment import as_file

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for credential in credentials:
            path = folder / f"{credential.kiosk}.toml"
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                written.append(path)
                file.write(as_file(credential))
                file.flush()
                os.fsync(file.fileno())
        yield
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, as short as can be: the hub that runs waits meanwhile."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def _said(hub: Path) -> Iterator[None]:
    """What the disk refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        raise SettingsError(f"{error.filename or hub}: {error.strerror}; nothing has changed") from error
    except sqlite3.Error as error:
        raise SettingsError(f"{hub}: {error}; nothing more has changed") from error


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk hub`."""
    from kiosk.commands import hub_publish

    hub_publish.add(add_command)
    enrolling = add_command("enrol", _enrol)
    enrolling.add_argument("--place", required=True, metavar="PLACE", help="where they stand, as a page may say it")
    enrolling.add_argument("--region", default="", metavar="REGION", help="what the place lies in")
    enrolling.add_argument("--count", type=_count, default=1, metavar="N", help="how many kiosks; default 1")
    known = "one kiosk that was enrolled before, here or in a hub that is lost: it keeps its id and its counts"
    enrolling.add_argument("--id", dest="kiosk", metavar="ID", help=known)
    renewing = add_command("renew", _renew)
    revoking = add_command("revoke", _revoke)
    for one in (renewing, revoking):
        one.add_argument("kiosk", metavar="ID", help="of the kiosk, as `kiosk hub list` shows it")
    for one in (enrolling, renewing):
        one.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR", help="where the files go")
    loading = add_command("load", _load)
    loading.add_argument("folder", type=Path, metavar="DIR", help="with the parcels, such as a stick")
    for one in (enrolling, renewing, revoking, loading, add_command("list", _list), add_command("prepare", _prepare)):
        one.add_argument("--hub", type=Path, required=True, metavar="FOLDER", help="the hub's own files")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_AT_ONCE:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a number from 1 to {_MOST_AT_ONCE}")
    return int(text)
