"""The real process on a real X display, touched and looked at from outside."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Desktop:
    """An X server of its own and the kiosk on it."""

    display: str
    size: tuple[int, int]
    process: "subprocess.Popen[bytes]"

    def click(self, share_x: float, share_y: float) -> None:
        """Touch a place, given as shares of the width and the height from the top left."""
        x, y = (str(int(side * share)) for side, share in zip(self.size, (share_x, share_y), strict=True))
        self._do("mousemove", x, y, "click", "1")

    def key(self, *names: str) -> None:
        """Press keys of a keyboard, each as xdotool names it: "F12", "ctrl+q"."""
        self._do("key", "--delay", "60", *names)

    def picture(self) -> bytes:
        """What the screen shows, raw."""
        return subprocess.run(
            ["import", "-silent", "-window", "root", "rgb:-"], env=self._env, check=True, capture_output=True
        ).stdout

    def wait_for_window(self) -> None:
        """Wait until the kiosk has drawn: the ground of its pages fills the screen's edge."""
        self.wait(lambda: (shown := self.picture()) and len(set(shown[:30])) > 1 and max(shown[:30]) > 200)

    def wait(self, done: Callable[[], object], seconds: float = 30.0) -> None:
        """Give the process time."""
        for _ in range(int(seconds / 0.1)):
            assert self.process.poll() is None, "the kiosk ended"
            if done():
                return
            pause(0.1)
        raise AssertionError("it did not come in time")

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True)


def pause(seconds: float) -> None:
    """Let another process go on."""
    select.select([], [], [], seconds)


@contextmanager
def kiosk_on_display(
    data: Path, extra: Mapping[str, str], size: tuple[int, int] = (1280, 800), site: Path | None = None
) -> Iterator[Desktop]:
    """Start Xvfb and `kiosk run` on it; both are stopped at the end, the kiosk by SIGTERM."""
    x11 = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert x11.stdout is not None
    display = f":{x11.stdout.readline().decode().strip()}"  # written once it listens
    environment = {**os.environ, **extra, "DISPLAY": display}
    environment.pop("SDL_VIDEODRIVER", None)
    command = [sys.executable, "-m", "kiosk", "run", "--data", str(data), "--size", f"{size[0]}x{size[1]}"]
    command += ["--site", str(site)] if site else []
    with (data / "kiosk.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield Desktop(display, size, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        finally:
            x11.terminate()
            x11.communicate()
