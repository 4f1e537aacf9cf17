"""`kiosk place new`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add
from kiosk.errors import SettingsError


def _new(arguments: argparse.Namespace) -> int:
    """Begin the file of another commune: every value explained, and empty."""
    from kiosk.journey.loader import place_path
    from kiosk.journey.new_place import id_of_place, new_place
    from kiosk.stick.placing import settle

    place = id_of_place(arguments.name)
    if not place or not place[0].isalpha() or '"' in arguments.name:
        raise SettingsError(f"{arguments.name!r}: is no name of a commune; write one such as Binche")
    file: Path = arguments.out or place_path(arguments.data, place)
    if arguments.out and file.stem != place:
        raise SettingsError(f"{file}: the file of this commune is named {place}.yaml; name it so, in any folder")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as written:
            written.write(new_place(place, arguments.name))
        settle(file)
    except FileExistsError as error:
        raise SettingsError(f"{file}: is there already; edit it, or name another one with -o") from error
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written ({error.strerror}); name another one with -o") from error
    print(f'{file}\nfill it in, then: kiosk check --place {file}\nin the settings of the site: commune = "{place}"')
    return 0


def add(add_command: Add) -> None:
    """Add the command, to the parser of `kiosk place`."""
    parser = add_command("new", _new)
    parser.add_argument("name", metavar="COMMUNE", help='its name as on the door, such as "La Louvière"')
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="default: places/COMMUNE.yaml in the data folder"
    )
