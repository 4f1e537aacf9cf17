"""The two programs that are compared: the kiosk itself, and the same screen as a page in Chromium."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WIDTH, HEIGHT = 1280, 800
ORDINARY_USER: Final = "nobody"
"""Who runs Chromium when the benchmark is run by root: its sandbox stays on."""

CHROMIUM_FLAGS: Final = (
    "--kiosk",
    f"--window-size={WIDTH},{HEIGHT}",
    "--window-position=0,0",
    "--ozone-platform=x11",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--lang=fr",
    "--hide-crash-restore-bubble",
    # Nothing of it may reach a network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-breakpad",
    "--no-pings",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--proxy-server=http://127.0.0.1:9",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

PIN: Final = b"274139\n"

Start = Callable[[str], "subprocess.Popen[bytes]"]


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, and how to start it on a display."""

    name: str
    start: Start


def kiosk(python: Path, data: Path) -> Peer:
    """`kiosk run` with the clips in `data`, made before if they are not there."""
    run = [str(python), "-m", "kiosk", "run", "--data", str(prepared(python, data)), "--size", f"{WIDTH}x{HEIGHT}"]
    with (data / "kiosk.log").open("wb") as log:
        kept = os.dup(log.fileno())

    def start(display: str) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, "DISPLAY": display}
        environment.pop("SDL_VIDEODRIVER", None)
        return subprocess.Popen(run, cwd=ROOT, env=environment, stdout=kept, stderr=kept)

    return Peer("kiosk", start)


def prepared(python: Path, data: Path) -> Path:
    """The same folder, once it has the voice's clips, and the facilitator's PIN, for which a first start asks."""
    ask(python, data, "voices", "build")
    ask(python, data, "pin", "set", said=PIN)
    return data


def ask(python: Path, data: Path, *command: str, said: bytes = b"") -> None:
    """Run a command of the kiosk."""
    words = [str(python), "-m", "kiosk", *command, "--data", str(data)]
    subprocess.run(words, cwd=ROOT, input=said, check=True, capture_output=True)


def chromium(program: str, folder: Path) -> Peer:
    """The page in `resting_page`, copied into `folder` with the kiosk's own letters and icons."""
    page, home = folder / "page", folder / "home"
    shutil.copytree(ROOT / "benchmarks" / "resting_page", page)
    for name in ("fonts", "icons"):
        shutil.copytree(ROOT / "screens" / "assets" / name, page / name)
    return Peer("chromium", chromium_at(program, home, CHROMIUM_FLAGS, (page / "index.html").as_uri()))


def chromium_at(program: str, home: Path, flags: Sequence[str], url: str) -> Start:
    """Chromium on a page, with `home` and the profile in it, which are made where they are missing."""
    user, group, groups = (ORDINARY_USER, "nogroup", ()) if os.geteuid() == 0 else (None, None, None)
    run = [program, *flags, f"--user-data-dir={home / 'profile'}", url]

    def start(display: str) -> "subprocess.Popen[bytes]":
        home.mkdir(exist_ok=True)
        if user:
            shutil.chown(home, user, group)
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "DISPLAY": display}
        return subprocess.Popen(
            run,
            cwd=home,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            group=group,
            extra_groups=groups,
        )

    return start
