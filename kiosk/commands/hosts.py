"""`kiosk hosts`."""

import argparse
import os
import tempfile
from pathlib import Path

from kiosk.commands.common import Add
from kiosk.errors import KioskError


def _hosts(arguments: argparse.Namespace) -> int:
    """List the hosts that this kiosk may reach, for its resolver and its firewall."""
    from kiosk.appliance.hosts import hosts_of
    from kiosk.journey.loader import file_of_place, read_library
    from kiosk.settings import load

    settings = load(arguments.site)
    commune = settings.site.commune
    # What cannot be read of the content leads nowhere either; `kiosk check` names it.
    library, _ = read_library(commune, place_file=file_of_place(commune, arguments.data))
    text = "".join(f"{host}\n" for host in hosts_of(settings, library))
    if arguments.into is None:
        print(text, end="")
    else:
        _keep(text, arguments.into)
    return 0


def _keep(text: str, path: Path) -> None:
    """Write the list by one rename, and only when it says something else: whoever watches it is not woken for nothing.

    Raises KioskError where nothing can be written.
    """
    try:
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as part:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise KioskError(f"{path}: cannot be written ({error.strerror})") from error


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("hosts", _hosts)
    parser.add_argument("--into", type=Path, metavar="FILE", help="write them there, if they have changed")
