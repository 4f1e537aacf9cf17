"""`kiosk check --official-sites`."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import opened_site
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from kiosk.browsers import Browsers
    from kiosk.checking.official_sites import See
    from kiosk.official_site.guidance import Guidance
    from kiosk.official_site.verify import Sight
    from kiosk.opening import Opened


def check_sites(arguments: argparse.Namespace) -> int:
    """Hold each guidance against the first page of its site: as it is now, or as it was recorded."""
    from kiosk.checking.format_rules import format_finding
    from kiosk.checking.lines import Lines
    from kiosk.checking.official_sites import UNVERIFIED, exit_code, from_records, kept, official_findings
    from kiosk.checking.report import as_json, as_text
    from kiosk.official_site.loading import FOLDER

    opened = opened_site(arguments)
    library = opened.site.library
    guidances = library.guidances  # a commune's own among them
    unusable = [fault for fault in opened.faults if fault.startswith(f"{FOLDER}/")]
    folder = _writable(arguments.record) if arguments.record else None
    see = from_records(arguments.recorded) if arguments.recorded else _seen_now(opened)
    if see is None:
        return UNVERIFIED
    see = kept(see, folder) if folder else see
    unread = [format_finding(line) for line in unusable]
    found = (*unread, *official_findings(guidances.values(), see, Lines.of_library(library)))
    of = f"{len(guidances)} official sites, each first page"
    print(as_json(found) if arguments.format == "json" else as_text(found, of))
    return exit_code(found)


def _seen_now(opened: "Opened") -> "See | None":
    """See each site with the browser that visitors have; None: there is none, which is told."""
    from kiosk.browsers import Browsers
    from kiosk.official_site.browser.chromium import Chromium
    from kiosk.official_site.browser.process import Launch, Process
    from kiosk.official_site.browser.program import hindrance

    user = opened.site.settings.official_sites.user
    why = hindrance(user)
    if why:
        print(f"no site can be opened: {why}", file=sys.stderr)
        return None
    # Of every guidance, also of those to which no journey of this site leads: they are looked at all the same.
    allowed = (one.hosts for one in opened.site.library.guidances.values())
    reach = tuple(sorted({host for hosts in allowed for host in (*hosts.pages, *hosts.resources)}))
    start = partial(Process.start, Launch(reach=reach, user=user))
    return partial(_told, Browsers(browser=lambda: Chromium(start)))


def _told(browsers: "Browsers", guidance: "Guidance") -> "Sight":
    """See one, and say so before: it may take most of a minute."""
    from kiosk.official_site.browser.first_page import sight

    print(f"opening {guidance.start} ({guidance.id})", file=sys.stderr, flush=True)
    return sight(browsers, guidance)


def _writable(folder: Path) -> Path:
    """The folder, made; raises KioskError where nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KioskError(f"--record {folder}: cannot be made ({error.strerror}); name another folder") from error
    if not os.access(folder, os.W_OK):
        raise KioskError(f"--record {folder}: cannot be written to; name another folder")
    return folder
