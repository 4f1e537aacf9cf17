"""`kiosk still`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add


def _still(arguments: argparse.Namespace) -> int:
    """Draw the picture that is shown where the kiosk cannot start, for every usual panel."""
    from screens.still import draw_stills
    from voices.silent import SilentVoice

    for path in draw_stills(arguments.out, SilentVoice()):
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
