"""The two programs of `benchmarks.guided_site`: the kiosk with its guided page, and full Chromium in kiosk mode."""

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Final

from benchmarks.peers import CHROMIUM_FLAGS, HEIGHT, ROOT, WIDTH, chromium_at
from benchmarks.x_screen import Box
from kiosk.official_site.browser.process import Launch
from tests.django_office import DjangoOffice
from tests.official_browser import driven

PATIENCE_S: Final = 30.0
SITE: Final = '[site]\nname = "Essai"\ncommune = "la_louviere"\n[office]\nname = "L’espace public numérique"\n'
START: Final = "<!doctype html><html lang=fr><title>Essai</title>{style}<h1>La borne</h1><a href={url}>Aller</a>"
STYLE: Final = (
    "<style>a { position: fixed; inset: 30% 10% 10%; background: #1f4e79; color: #fff; font-size: 3em }</style>"
)
LINK: Final = Box(400, 400, 800, 600)
"""On Chromium's first page, it leads to the site."""
NEXT, BEFORE, GRID = ".fc-next-button", ".fc-prev-button", ".fc-scrollgrid tbody"


@dataclass
class GuidedKiosk:
    """The running kiosk and what it tells."""

    process: "subprocess.Popen[bytes]"
    told: list[dict[str, Any]] = field(default_factory=list)
    _news: Condition = field(default_factory=Condition)

    def __post_init__(self) -> None:
        Thread(target=self._listen, daemon=True).start()

    def boxes(self) -> dict[str, Box]:
        """Give where everything is that can be touched now."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        found = self.next("boxes")["boxes"]
        return {name.replace("\u00a0", " "): Box(*map(round, box)) for name, box in found.items()}

    def see(self, name: str) -> Box:
        """Wait until something of that name is there, and laid out."""
        end = time.perf_counter() + PATIENCE_S
        while (box := self.boxes().get(name)) is None or box.left >= box.right:
            assert time.perf_counter() < end, name
            time.sleep(0.1)
        return box

    def next(self, kind: str) -> dict[str, Any]:
        """Take the first line of that kind, once it is there."""
        with self._news:
            assert self._news.wait_for(lambda: any(kind in one for one in self.told), PATIENCE_S), f"no {kind}"
            found = next(one for one in self.told if kind in one)
            self.told.remove(found)
            return found

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(b"{"):
                with self._news:
                    self.told.append(json.loads(line))
                    self._news.notify()


def guided_kiosk(python: Path, data: Path, port: int, user: str, display: str) -> GuidedKiosk:
    """Run the kiosk on a display, with the clips in `data`."""
    site = data / "site.toml"
    site.write_text(f'{SITE}[official_sites]\nuser = "{user}"\n', encoding="utf-8")
    command = [str(python), "-m", "benchmarks.guided_kiosk", str(port)]
    command += ["--data", str(data), "--site", str(site), "--size", f"{WIDTH}x{HEIGHT}"]
    environment = {**os.environ, "DISPLAY": display}
    environment.pop("SDL_VIDEODRIVER", None)
    with (data / "kiosk.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
    return GuidedKiosk(process)


@dataclass(frozen=True, slots=True)
class PlainChromium:
    """Debian's Chromium in kiosk mode; it begins on a page of its own with one link, to the site."""

    program: str
    home: Path
    page: Path
    places: dict[str, Box]
    """Where the site has what is pressed, and what then changes."""

    def start(self, display: str) -> "subprocess.Popen[bytes]":
        """Start it with a fresh profile: what a kiosk would do after a visitor."""
        shutil.rmtree(self.home, ignore_errors=True)
        # Nothing but this machine may be reached.
        flags = [*CHROMIUM_FLAGS[:-1], f"{CHROMIUM_FLAGS[-1]}, EXCLUDE 127.0.0.1"]
        return chromium_at(self.program, self.home, flags, self.page.as_uri())(display)


def plain_chromium(program: str, folder: Path, office: DjangoOffice, user: str) -> PlainChromium:
    """Write the first page into `folder`; `user` is who looks where the site has what."""
    page = folder / "start.html"
    page.write_text(START.format(style=STYLE, url=office.url), encoding="utf-8")
    return PlainChromium(program, folder / "home", page, _places(office, user))


def _places(office: DjangoOffice, user: str) -> dict[str, Box]:
    """Where the page has what is pressed, and what then changes, as large as Chromium shows it."""
    with driven(Launch(("127.0.0.1",), user=user), office.hosts) as browser:
        device: dict[str, Any] = {"deviceScaleFactor": 1, "mobile": False}
        browser.call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, **device)
        browser.go(office.url)
        assert browser.until(lambda: browser.run(f"!!document.querySelector('{GRID}')"))
        corners = "(b => [b.left, b.top, b.right, Math.min(b.bottom, innerHeight)])"
        box = f"{corners}(document.querySelector('%s').getBoundingClientRect())"
        return {name: Box(*map(round, browser.run(box % name))) for name in (NEXT, BEFORE, GRID)}
