"""`kiosk still`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add
from kiosk.settings import load


def _still(arguments: argparse.Namespace) -> int:
    """Draw the picture that is shown where the kiosk cannot start, with whom to call, for every usual panel."""
    from kiosk.pages.house_pages import still_page
    from screens.still import draw_stills
    from voices.silent import SilentVoice

    contact = load(arguments.site).facilitator
    for path in draw_stills(arguments.out, SilentVoice(), still_page(contact.name, contact.phone)):
        print(path)
    return 0


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("still", _still)
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="DIR",
        default=Path("out/still"),
        help="where to write them; default: %(default)s",
    )
