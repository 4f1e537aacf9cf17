"""Releases on the data partition: put there, made the current one, tried, taken back. See `release.py --help`.

Debian's Python and the standard library alone, on the root file system: it must work when a release does not.
"""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))  # -I leaves it out
    sys.exit(importlib.import_module("releases.command").main(sys.argv[1:]))
