"""An official site opened in the real unit by touch: its browser lives in its own sandbox inside the kiosk's."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.peers import PIN
from tests import django_office
from tests.official_journey import DOOR, GO
from tests.system import pointer
from tests.system.container import Container
from tests.system.kiosks import KIOSK, SCREEN, drop_in, kiosk, processes, wait_ready
from tests.system.network import inside

pytestmark = pytest.mark.system
ROOT = Path(__file__).parents[2]
TOOLS = "/usr/local/lib/kiosk-tests"
ASKED = "/run/kiosk-tests/asked"
_ON_SCREEN = {"XDG_RUNTIME_DIR": "/run/kiosk", "WAYLAND_DISPLAY": "wayland-0"}
_DOOR = """\
#!/bin/sh
exec /data/releases/current/venv/bin/python -m benchmarks.guided_kiosk {port} --fullscreen \\
    --site /etc/kiosk/site.toml --data /var/lib/kiosk <>{asked}
"""
"""`kiosk run` itself, with one more door on its resting screen; it tells where things are when it is asked."""
_UNIT = """\
Environment=PYTHONPATH={tools} PYTHONDONTWRITEBYTECODE=1
ExecStart=
ExecStart=/usr/bin/env XDG_RUNTIME_DIR=/run/kiosk /usr/bin/cage -d -m last -- {tools}/door
"""


class Screen:
    """The kiosk's, touched where it tells that something is."""

    def __init__(self, one: Container, folder: Path) -> None:
        """`folder` takes a picture."""
        self._one = one
        with Image.open(one.screenshot(folder / "before.png")) as picture:
            self._size = picture.size

    def boxes(self) -> dict[str, list[float]]:
        """Left, top, right and bottom in pixels of what can be touched, by name."""
        before = len(self.told("boxes"))
        self._one.ok("sh", "-c", f"echo >{ASKED}")
        self._one.until(lambda: len(self.told("boxes")) > before)
        found: dict[str, list[float]] = self.told("boxes")[-1]
        laid_out = {name: box for name, box in found.items() if box[0] < box[2]}
        return {name.replace("\u00a0", " "): box for name, box in laid_out.items()}

    def told(self, kind: str) -> list[dict[str, list[float]]]:
        """All that it has told of this kind."""
        lines = [line for line in self._one.journal(KIOSK).splitlines() if line.startswith("{")]
        return [found[kind] for line in lines if kind in (found := json.loads(line))]

    def until_seen(self, name: str) -> None:
        """Wait until something of this name can be touched."""
        self._one.until(lambda: name in self.boxes())

    def press(self, name: str) -> None:
        """Press it until it is gone: what is pressed in a page's first moments does not count."""
        self.until_seen(name)

        def is_gone() -> bool:
            if (box := self.boxes().get(name)) is None:
                return True
            left, top, right, bottom = box
            where = (round((left + right) / 2), round((top + bottom) / 2), *self._size)
            source = Path(pointer.__file__).read_text(encoding="utf-8")
            self._one.ok("python3", "-", *map(str, where), stdin=source, **_ON_SCREEN)
            return name not in self.boxes()

        self._one.until(is_gone)


@pytest.fixture(scope="module")
def booted(provisioned_root: Path, tools_layer: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """With a booking site on its own 127.0.0.1, and a door to it on the resting screen."""
    with kiosk(provisioned_root, tools_layer) as one:
        for name in ("benchmarks", "tests"):
            shutil.copytree(ROOT / name, one.root / TOOLS[1:] / name, ignore=shutil.ignore_patterns("__pycache__"))
        one.boot(wait=False)
        wait_ready(one)
        # Without one, the first thing on its screen is to choose it.
        one.ok("kiosk", "pin", "set", "--data", "/var/lib/kiosk", user="kiosk", stdin=PIN.decode())
        with inside(one), django_office.running(tmp_path_factory.mktemp("office")) as office:
            door = one.file(f"{TOOLS}/door")
            door.write_text(_DOOR.format(port=office.port, asked=ASKED), encoding="utf-8")
            door.chmod(0o755)
            one.ok("install", "--directory", str(Path(ASKED).parent))
            one.ok("mkfifo", "--mode=0666", ASKED)
            drop_in(one, KIOSK, SCREEN + _UNIT.format(tools=TOOLS))
            one.ok("systemctl", "daemon-reload")
            one.ok("systemctl", "restart", KIOSK)
            yield one


def test_the_browser_of_an_official_site_is_in_its_own_sandbox(booted: Container, tmp_path: Path) -> None:
    screen = Screen(booted, tmp_path)
    screen.press(DOOR)
    screen.press(GO)
    screen.until_seen("\u203a")
    booted.screenshot(tmp_path / "page.png")
    browsers = {number: words for number, words in _commands(booted).items() if "headless" in words[0]}
    renderers = [number for number, words in browsers.items() if "--type=renderer" in words]
    assert renderers
    assert not [word for words in browsers.values() for word in words if "no-sandbox" in word]
    first = processes(booted)["cage"]
    for number in renderers:
        status = dict(line.split(":\t", 1) for line in booted.ok("cat", f"/proc/{number}/status").splitlines())
        assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
        assert int(status["Seccomp_filters"]) > _filters(booted, first), "its own, beside those of the unit"
        assert set(status["CapEff"]) == {"0"}
        for kind in ("user", "pid", "net"):
            assert _namespace(booted, number, kind) != _namespace(booted, first, kind), kind
    booted.ok("systemctl", "stop", KIOSK)
    assert booted.property(KIOSK, "Result") == "success"
    assert booted.run("pgrep", "--uid", "kiosk").stdout == "", "the browser goes with the kiosk"


def _commands(one: Container) -> dict[int, list[str]]:
    """The words with which each process of the unit was started."""
    numbers = one.ok("cat", f"/sys/fs/cgroup{one.property(KIOSK, 'ControlGroup')}/cgroup.procs").split()
    told = {int(number): one.run("cat", f"/proc/{number}/cmdline").stdout for number in numbers}
    # What the browser forks writes its words with spaces between them.
    return {number: text.replace("\0", " ").split() for number, text in told.items() if text.strip("\0")}


def _filters(one: Container, number: int) -> int:
    lines = one.ok("cat", f"/proc/{number}/status").splitlines()
    return next(int(line.split("\t")[1]) for line in lines if line.startswith("Seccomp_filters"))


def _namespace(one: Container, number: int, kind: str) -> str:
    return one.ok("readlink", f"/proc/{number}/ns/{kind}")
