"""`kiosk sync` in a process of its own, on the day that the environment names: machines of tests trust no clock."""

import os
import sys
from datetime import date

import kiosk.commands.sync as command
from kiosk.__main__ import main

TODAY = "KIOSK_TEST_TODAY"


if __name__ == "__main__":
    day = os.environ.get(TODAY, "")
    setattr(command, "trusted_day", lambda *_: date.fromisoformat(day) if day else None)  # noqa: B010 - not its own
    sys.exit(main(["sync", *sys.argv[1:]]))
