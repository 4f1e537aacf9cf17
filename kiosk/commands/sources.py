"""`kiosk sources`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add
from kiosk.errors import SettingsError


def _sources(arguments: argparse.Namespace) -> int:
    """List each fact that visitors see: where it is shown, its source, date and confidence, as Markdown."""
    from kiosk.journey.loader import content_folder
    from kiosk.sources.markdown import markdown
    from kiosk.sources.shown import sources_of

    page = markdown(sources_of(content_folder()))
    if arguments.out is None:
        print(page, end="")
        return 0
    try:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"{arguments.out}: cannot be written ({error.strerror}); name another one with -o"
        ) from error
    return 0


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("sources", _sources)
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="write it there; default: print it")
