"""`kiosk sync`."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add, trusted_day
from kiosk.errors import SettingsError
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from kiosk.usage.sync.credential import BadCredential, Credential
    from kiosk.usage.sync.due import Due
    from kiosk.usage.sync.task import Progress, Task

_ENDS = """\
It ends with:
  0  all was accepted, or there was nothing to do (no hub is set, nothing new)
  1  the settings are at fault, or the data folder is another user's; 2: the words typed make no sense
  3  the hub was not reached or stopped taking, or the stick cannot be written: all is kept for the next night
  4  the hub refused some rows: they are set aside, and tried again one by one each night
  5  no credential, or one that cannot be used
  6  another sync runs
  7  the counts, or the sync's own file, cannot be read or written
  8  the clock is not trusted, or far from the last sync's day while no time server keeps it right
     (where it is right all the same, --since-days 35 says so)
Nothing is ever erased by it."""


def _sync(arguments: argparse.Namespace) -> int:
    """Send the anonymous counts of days that are over to the hub, or put them on a stick."""
    from kiosk.usage.sync.result import EXIT
    from kiosk.usage.sync.task import Ended
    from kiosk.usage.sync.telling import told

    settings = load(arguments.site)
    _owned(arguments)
    watched = _Watched()
    task = _task(arguments, settings, watched)
    by_stick = arguments.to_usb is not None
    if arguments.dry_run:
        from kiosk.usage.sync.night import rehearse

        found = rehearse(task, by_stick=by_stick)
        if not isinstance(found, Ended):
            print(_as_json(found))
            return 0
        ended = found
    elif by_stick:
        from kiosk.usage.sync.carrying import carry

        ended = carry(task, _folder(arguments.to_usb, settings))
    else:
        from kiosk.usage.sync.night import sync

        ended = sync(task)
    watched.end()
    code = EXIT[ended.result]
    print(told(ended), file=sys.stderr if code else sys.stdout, flush=True)
    return code


def _owned(arguments: argparse.Namespace) -> None:
    """A lock or a memory that root makes in the kiosk's folder would keep every night after it out."""
    data: Path = arguments.data
    if not data.exists() or data.stat().st_uid == os.geteuid():
        return
    try:
        user = data.owner()
    except KeyError:  # a number without a name
        user = str(data.stat().st_uid)
    credential = arguments.credential.absolute() if arguments.credential else "FILE"
    given = f"-p User={user} -p LoadCredential=hub.toml:{credential}"
    run = f"systemd-run --pipe --wait {given} kiosk sync --site FILE --data {data.absolute()}"
    raise SettingsError(f"{data}: is {user}'s; run this as that user, for instance: {run}")


def _task(arguments: argparse.Namespace, settings: Settings, progress: "Progress") -> "Task":
    from kiosk.usage.clock import SystemClock, kernel_in_step
    from kiosk.usage.sync.task import Task

    table = settings.hub
    if table.ca_file and not (settings.folder / table.ca_file).is_file():
        raise SettingsError("hub.ca_file: there is no such file; expected a certificate in PEM")
    return Task(
        data=arguments.data,
        today=trusted_day(SystemClock(), settings.zone),
        table=table,
        folder=settings.folder,
        credential=_credential(arguments.credential),
        in_step=kernel_in_step(),
        since_days=arguments.since_days,
        progress=progress,
    )


def _credential(path: Path | None) -> "Credential | BadCredential":
    from kiosk.usage.sync.credential import FILE_NAME, BadCredential, read

    given = os.environ.get("CREDENTIALS_DIRECTORY")
    if path is None and given:
        path = Path(given) / FILE_NAME
    if path is None:
        return BadCredential("none is given; give one with --credential FILE (systemd gives the unit its own)")
    return read(path)


def _folder(named: str, settings: Settings) -> Path | None:
    """The folder that was named; without a name, the kiosk's folder on the stick that is plugged in."""
    if named:
        return Path(named)
    from kiosk.stick.layout import TOP
    from kiosk.stick.media import open_media

    stick = open_media(settings.device).folder()
    if stick is None:
        return None
    folder = stick / TOP
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder


class _Watched:
    """One line that grows, for a person at a terminal alone."""

    def __init__(self) -> None:
        self._begun = False

    def __call__(self, done: int, rows: int) -> None:
        if sys.stderr.isatty():
            self._begun = True
            print(f"\r{done} of {rows} rows", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Let what follows begin on a line of its own."""
        if self._begun:
            print(file=sys.stderr, flush=True)


def _as_json(due: "Due") -> str:
    import msgspec

    found = {"rows": due.rows, "alone": due.alone}
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode()


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 36_500:  # noqa: PLR2004 - a century
        raise argparse.ArgumentTypeError(f"{text!r}: expected a number of days, such as 35")
    return int(text)


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("sync", _sync)
    parser.epilog, parser.formatter_class = _ENDS, argparse.RawDescriptionHelpFormatter
    parser.add_argument("--dry-run", action="store_true", help="print what would leave, as JSON; change nothing")
    again = "also what was told already of the last N days, under whatever id: for a hub that has lost it"
    parser.add_argument("--since-days", type=_days, metavar="N", help=again)
    stick = "write all as a sealed file into DIR instead; without DIR, on the stick that is plugged in"
    parser.add_argument("--to-usb", nargs="?", const="", metavar="DIR", help=stick)
    credential = "the file made by `kiosk hub enrol`; default: $CREDENTIALS_DIRECTORY/hub.toml"
    parser.add_argument("--credential", type=Path, metavar="FILE", help=credential)
