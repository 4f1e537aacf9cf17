"""Idle CPU of the event-driven loop beside Kivy's own, and that nothing scheduled suffers: `idle_loop.py`.

Needs a display (`xvfb-run -a`): SDL's offscreen driver cannot wait and polls instead. Alternating runs, medians.
"""

import os
import subprocess
import sys
import threading
import time
from statistics import median
from typing import Final

RUNS: Final = 3
IDLE_SECONDS: Final = 8.0


def child(loop: str) -> None:
    """Idle for a while, then animate and count; print the four figures."""
    from screens.runtime import prepare  # noqa: PLC0415  # one process a loop

    prepare(1280, 800)
    from kivy.animation import Animation  # noqa: PLC0415  # one process a loop
    from kivy.app import App  # noqa: PLC0415  # one process a loop
    from kivy.clock import Clock  # noqa: PLC0415  # one process a loop
    from kivy.uix.widget import Widget  # noqa: PLC0415  # one process a loop

    from screens.idle_loop import install_idle_loop  # noqa: PLC0415  # one process a loop

    ticks: list[float] = []
    frames: list[float] = []
    woken: list[float] = []
    cpu: list[float] = []

    class Bench(App):
        def build(self) -> Widget:
            if loop == "events":
                assert install_idle_loop()
            Clock.schedule_interval(lambda _dt: ticks.append(time.monotonic()), 1.0)
            Clock.schedule_once(lambda _dt: cpu.append(time.process_time()), 1.0)
            Clock.schedule_once(self.animate, 1.0 + IDLE_SECONDS)
            return Widget()

        def animate(self, _dt: float) -> None:
            cpu.append(time.process_time())
            self.root.bind(x=lambda *_: frames.append(time.monotonic()))
            Animation(x=200, duration=1.0).start(self.root)
            threading.Thread(target=self.wake, daemon=True).start()
            Clock.schedule_once(lambda _dt: self.stop(), 3.5)

        def wake(self) -> None:
            for _ in range(10):
                time.sleep(0.137)
                sent = time.monotonic()
                Clock.schedule_once(lambda _dt, sent=sent: woken.append(time.monotonic() - sent))

    Bench().run()
    share = 100 * (cpu[1] - cpu[0]) / IDLE_SECONDS
    print(f"{share:.2f} {len(ticks)} {len(frames)} {1000 * median(woken):.1f}")


def main() -> None:
    """Run both loops in turn and print a table."""
    found: dict[str, list[list[float]]] = {"kivy": [], "events": []}
    for _ in range(RUNS):
        for loop, rows in found.items():
            done = subprocess.run(
                [sys.executable, __file__, loop], check=True, capture_output=True, text=True, env=dict(os.environ)
            )
            rows.append([float(part) for part in done.stdout.splitlines()[-1].split()])
    print("| loop | idle CPU, % of a core | ticks of 1 s in 12.5 s | frames of 1 s of animation | wake-up, ms |")
    print("|---|---|---|---|---|")
    for loop, rows in found.items():
        cells = [f"{median(column):g}" for column in zip(*rows, strict=True)]
        print(f"| {loop} | {' | '.join(cells)} |")


if __name__ == "__main__":
    child(sys.argv[1]) if len(sys.argv) > 1 else main()
