"""`kiosk slots`."""

import argparse
import json
from datetime import timedelta

from kiosk.commands.common import Add, now, opened_site
from kiosk.errors import SettingsError


def _slots(arguments: argparse.Namespace) -> int:
    """Print the free slots of a service."""
    from kiosk.bookings.protocol import Unreachable
    from kiosk.bookings.show import rows, text

    opened = opened_site(arguments)
    desks = [desk for desk in opened.desks.values() if arguments.service in {None, desk.service.id}]
    if not desks:
        names = ", ".join(sorted(desk.service.id for desk in opened.desks.values()))
        raise SettingsError(f"--service {arguments.service}: unknown; expected one of: {names or 'none is given'}")
    today = now().astimezone(opened.site.zone).date()
    found = []
    for desk in desks:
        last = today + timedelta(days=opened.site.days_ahead(desk.service.id))
        listed = rows(desk, today, last, opened.site.zone)
        if isinstance(listed, Unreachable):
            raise SettingsError(f"{desk.service.id}: the calendar cannot be reached: {listed.why}")
        found += listed
        if not arguments.json:
            print(f"{desk.service.id} ({desk.service.label})\n{text(listed)}")
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("slots", _slots)
    parser.add_argument("--service", metavar="ID", help="only this service")
    parser.add_argument("--json", action="store_true", help="as JSON")
