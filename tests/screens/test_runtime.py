"""How Kivy is set up, in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import screens

SETUP = """
from screens.runtime import prepare
prepare(640, 400, rotation=180)
from kivy.config import Config
print(*[f"{section}.{key}={Config.get(section, key)}" for section, key in (
    ("kivy", "exit_on_escape"), ("kivy", "desktop"), ("graphics", "multisamples"), ("graphics", "allow_screensaver"),
    ("graphics", "rotation"), ("graphics", "width"), ("graphics", "height"))])
print(dict(Config.items("input")))
"""

PROGRAM = """
import sys
from screens.runtime import close_the_doors, prepare, stop_on_signals
prepare(320, 240)
from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget
from screens.idle_loop import install_idle_loop

class Program(App):
    def build(self):
        close_the_doors(self)
        install_idle_loop()
        Clock.schedule_once(self.try_doors, 0.1)
        return Widget()

    def try_doors(self, _):
        Window.dispatch("on_keyboard", 27, 0, None, [])
        Window.dispatch("on_keyboard", 282, 0, None, [])
        print("close refused", Window.dispatch("on_request_close"), "children", len(Window.children), flush=True)

program = Program()
stop_on_signals(program.stop)
program.run()
print("stopped", flush=True)
"""


def _start(code: str, folder: Path) -> "subprocess.Popen[str]":
    program = folder / "program.py"
    program.write_text(code, encoding="utf-8")
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(Path(screens.__path__[0]).parent)}
    return subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def test_the_configuration_is_ours_and_there_is_one_input_provider(tmp_path: Path) -> None:
    with _start(SETUP, tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    first, second = out.splitlines()
    assert first.split() == [
        "kivy.exit_on_escape=0",
        "kivy.desktop=0",
        "graphics.multisamples=0",
        "graphics.allow_screensaver=0",
        "graphics.rotation=180",
        "graphics.width=640",
        "graphics.height=400",
    ]
    assert second == "{'mouse': 'mouse,disable_multitouch'}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_nobody_closes_the_window_but_a_signal_does(tmp_path: Path, number: int) -> None:
    with _start(PROGRAM, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "close refused True children 1\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out == "stopped\n"
