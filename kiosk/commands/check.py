"""`kiosk check`."""

import argparse
from pathlib import Path

from kiosk.commands.common import Add, opened_site


def _check(arguments: argparse.Namespace) -> int:
    """Say each fault of journeys, places, pages, settings, providers, languages and clips."""
    from importlib.resources import files

    from kiosk.checking.asset_rules import Assets
    from kiosk.checking.report import as_json, as_text, clip_findings, faults, site_findings
    from kiosk.sentences import fixed_sentences
    from voices.audit import check
    from voices.clips import Folders

    opened = opened_site(arguments)
    name = arguments.site.name if arguments.site else "the embedded site"
    drawn = Path(str(files("screens") / "assets"))
    site = site_findings(opened, name, Assets(drawn / "icons", drawn / "fonts"), grammar=arguments.grammar)
    clips = check(fixed_sentences(opened.site), Folders.of(arguments.data))
    found = (*site, *clip_findings((one.name, f"{one.kind.value}: {one.text or one.path}") for one in clips))
    print(as_json(found) if arguments.format == "json" else as_text(found))
    return 1 if faults(found) else 0


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("check", _check)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: for tools")
    parser.add_argument("--grammar", action="store_true", help="agreement too, by Grammalecte; takes some seconds")
