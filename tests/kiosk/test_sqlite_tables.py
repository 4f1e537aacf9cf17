import subprocess
import sys

LOOK = """
import sys
from kiosk.sqlite_tables import Database
assert "numpy" not in sys.modules
with Database(memory=True) as database:
    database["one"].insert({"two": 3})
    assert list(database["one"].rows) == [{"two": 3}]
import numpy
assert not any("sqlite_tables" in type(finder).__module__ for finder in sys.meta_path)
"""


def test_tables_are_kept_without_numpy_which_others_still_get() -> None:
    subprocess.run([sys.executable, "-c", LOOK], check=True)
