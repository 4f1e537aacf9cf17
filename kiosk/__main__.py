"""The command line."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.forgetting import Ending, overwrite_what_is_freed

if TYPE_CHECKING:
    from types import ModuleType

    from kiosk.commands.common import Command


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something is at fault, 2 when the command makes no sense."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["run"]:
        overwrite_what_is_freed()  # the process begins anew: what is imported before that is imported twice
        ending = Ending()
        try:
            ending.code = _done(words)
        except SystemExit as leaving:  # the words make no sense, or ask for help
            ending.code = int(leaving.code or 0)
            raise
        return ending.code
    return _done(words)


def _done(words: Sequence[str]) -> int:
    arguments = _parser().parse_args(words)
    try:
        command: Command = arguments.command
        return command(arguments)
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1


class _Version(argparse.Action):
    """Prints the version of the package that runs, and ends: of a release, whatever `current` leads to by now."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # asked for rarely

        print(f"kiosk {version('coup-de-pouce')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    from kiosk.commands.common import default_data

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", type=Path, metavar="FILE", help="the site's settings (TOML); default: demonstration")
    common.add_argument("--data", type=Path, metavar="DIR", default=default_data(), help="the kiosk's own files")
    parser = argparse.ArgumentParser(prog="kiosk", description="A public-service kiosk for touch and ear.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the release that this is")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: "Command", under: "argparse._SubParsersAction[argparse.ArgumentParser]" = commands
    ) -> argparse.ArgumentParser:
        command = under.add_parser(name, parents=[common], help=(run.__doc__ or "").splitlines()[0])
        command.set_defaults(command=run)
        return command

    for one in _plain():
        one.add(add)
    for name, told, several in _groups():
        several.add(partial(add, under=commands.add_parser(name, help=told).add_subparsers(required=True)))
    return parser


def _plain() -> "tuple[ModuleType, ...]":
    from kiosk.commands import check, graph, health, hosts, run, slots, sources, still, support, sync, tour

    return run, check, tour, graph, sources, slots, health, hosts, support, sync, still


def _groups() -> "tuple[tuple[str, str, ModuleType], ...]":
    """Commands of two words: the first, its help, and what adds the second."""
    from kiosk.commands import hub, pin, place, stick, usage, voices

    return (
        ("voices", "Prepare and check the voice clips.", voices),
        ("place", "Begin the file of another commune.", place),
        ("usage", "Read the anonymous counts.", usage),
        ("pin", "The facilitator's PIN.", pin),
        ("stick", "What a USB stick brings.", stick),
        ("hub", "Receive the counts of many kiosks.", hub),
    )


if __name__ == "__main__":
    sys.exit(main())
