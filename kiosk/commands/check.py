"""`kiosk check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Add, opened_site

if TYPE_CHECKING:
    from kiosk.checking.finding import Finding
    from kiosk.opening import Opened


def _check(arguments: argparse.Namespace) -> int:
    """Say each fault of journeys, places, pages, settings, providers, languages and clips."""
    if arguments.official_sites or arguments.record or arguments.recorded:
        from kiosk.commands.check_sites import check_sites

        return check_sites(arguments)
    from kiosk.checking.report import as_json, as_text, faults

    found = all_findings(arguments, grammar=arguments.grammar)
    print(as_json(found) if arguments.format == "json" else as_text(found))
    return 1 if faults(found) else 0


def all_findings(arguments: argparse.Namespace, *, grammar: bool = False) -> "tuple[Finding, ...]":
    """Return what is wrong at the site named on the command line. `grammar`: agreement too, which takes seconds."""
    from kiosk.checking.report import clip_findings
    from kiosk.sentences import fixed_sentences
    from voices.audit import check
    from voices.clips import Folders

    opened = opened_site(arguments)
    site = _of_site(opened, arguments, grammar=grammar)
    if getattr(arguments, "place", None) is not None:
        return site  # a file under preparation has no clips yet
    clips = check(fixed_sentences(opened.site), Folders.of(arguments.data))
    return (*site, *clip_findings((one.name, f"{one.kind.value}: {one.text or one.path}") for one in clips))


def site_faults_of(arguments: argparse.Namespace) -> "tuple[Finding, ...]":
    """The same without the clips and without what is only worth a look."""
    return tuple(one for one in _of_site(opened_site(arguments), arguments, grammar=False) if not one.note)


def _of_site(opened: "Opened", arguments: argparse.Namespace, *, grammar: bool) -> "tuple[Finding, ...]":
    from importlib.resources import files

    from kiosk.checking.asset_rules import Assets
    from kiosk.checking.report import site_findings

    name = arguments.site.name if arguments.site else "the embedded site"
    drawn = Path(str(files("screens") / "assets"))
    return site_findings(opened, name, Assets(drawn / "icons", drawn / "fonts"), grammar=grammar)


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("check", _check)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: for tools")
    parser.add_argument("--place", type=Path, metavar="FILE", help="a commune's file under preparation; no clips")
    parser.add_argument("--grammar", action="store_true", help="agreement too, by Grammalecte; takes some seconds")
    sites = "the official sites, and nothing else: open each first page, hold its guidance against it; 3: not reached"
    parser.add_argument("--official-sites", action="store_true", help=sites)
    pages = parser.add_mutually_exclusive_group()
    pages.add_argument("--record", type=Path, metavar="DIR", help="keep there what is seen of each first page")
    pages.add_argument("--recorded", type=Path, metavar="DIR", help="hold against what was kept; without a network")
