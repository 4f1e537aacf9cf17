"""The event-driven loop in a process of its own: what is scheduled still happens, from any thread."""

import os
import subprocess
import sys
from pathlib import Path

import screens

PROGRAM = """
import threading
from screens.runtime import prepare
prepare(320, 240)
from kivy.animation import Animation
from kivy.app import App
from kivy.clock import Clock
from kivy.uix.widget import Widget
from screens import idle_loop
idle_loop.LONGEST_WAIT = 600  # a wake-up that is missing hangs the program

class Program(App):
    def build(self):
        print("installed", idle_loop.install_idle_loop())
        self.ticks = self.frames = 0
        Clock.schedule_interval(self.tick, 0.05)
        return Widget()

    def tick(self, _):
        self.ticks += 1
        if self.ticks < 5:
            return True
        print("ticks", self.ticks)
        moving = Animation(x=100, duration=0.3)
        self.root.bind(x=self.moved)
        moving.bind(on_complete=self.done)
        moving.start(self.root)
        return False

    def moved(self, *_):
        self.frames += 1

    def done(self, *_):
        print("moved", self.root.x, self.frames > 3)
        threading.Timer(0.3, lambda: Clock.schedule_once(self.end)).start()

    def end(self, _):
        print("woken")
        self.stop()

Program().run()
"""


def test_intervals_animations_and_other_threads_are_served(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(Path(screens.__path__[0]).parent)}
    command = [sys.executable, str(tmp_path / "program.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["installed True", "ticks 5", "moved 100.0 True", "woken"]
