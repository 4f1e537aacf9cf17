"""`python -m tests.canary [JOURNEY ...] [--ending NAME ...] [--seed KIND:FIELD,...]`: the whole campaign, printed."""

import argparse
import os
import sys
import tempfile
from time import monotonic


def main() -> int:
    """0: nothing was found; 1: something was."""
    parser = argparse.ArgumentParser(prog="python -m tests.canary", description="What a visitor typed is looked for.")
    parser.add_argument("journeys", nargs="*", metavar="JOURNEY", help="default: every one with an entry field")
    parser.add_argument("--ending", action="append", help="default: every one")
    parser.add_argument("--seed", default="-", metavar="KIND:FIELD,...", help="leak on purpose: log:name,global:phone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kivy-home-") as home:
        os.environ |= {"KIVY_HOME": home, "KIVY_LOG_MODE": "PYTHON", "KIVY_NO_ARGS": "1"}
        from tests.canary.campaign import Campaign, hits_of, planned, told
        from tests.canary.endings import ENDINGS

        begin, visits = monotonic(), []
        plan = planned(arguments.ending or tuple(ENDINGS), arguments.journeys)
        try:
            for visit in Campaign(plan, arguments.seed).run():
                visits.append(visit)
                print(
                    visit.ending, visit.journey, f"{len(visit.typed)} fields, {len(visit.after.hits)} hits", flush=True
                )
                for hit in visit.after.hits:
                    print("   ", hit, flush=True)
        finally:  # also of a campaign that is broken off
            told(visits, print)
            print(f"{monotonic() - begin:.0f} s")
        return 1 if hits_of(visits) else 0


if __name__ == "__main__":
    sys.exit(main())
