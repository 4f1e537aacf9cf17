"""`kiosk still`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add
from kiosk.settings import load

MAINTENANCE = "maintenance"
"""The folder, in that of the others, for the pictures shown while the root is changed."""


def _still(arguments: argparse.Namespace) -> int:
    """Draw the pictures of a kiosk that cannot start, with whom to call, and of one under maintenance.

    Each for every usual panel.
    """
    from kiosk.pages.house_pages import maintenance_page, still_page
    from screens.still import draw_stills
    from voices.silent import SilentVoice

    contact = load(arguments.site).facilitator
    pages = {"": still_page(contact.name, contact.phone), MAINTENANCE: maintenance_page()}
    for folder, page in pages.items():
        for path in draw_stills(arguments.out / folder, SilentVoice(), page):
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
