"""What every test needs before the first kivy import: no window on the desk, nothing read from or left in ~/.kivy."""

import atexit
import os
import shutil
import tempfile

_kivy_home = tempfile.mkdtemp(prefix="kivy-home-")
atexit.register(shutil.rmtree, _kivy_home, ignore_errors=True)

os.environ |= {
    "KIVY_HOME": _kivy_home,
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "PYTHON",
    "SDL_VIDEODRIVER": "offscreen",
}
