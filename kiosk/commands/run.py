"""`kiosk run`."""

import argparse
import gc
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Final, TypedDict

from kiosk import discretion, forgetting
from kiosk.commands.common import HEIGHT, WIDTH, Add, equipment, now, opened_site, size, trusted_day
from kiosk.commands.staff import staff_ports
from kiosk.errors import KioskError
from kiosk.service_manager import ServiceManager
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.browsers import Browsers
    from kiosk.calling.protocol import Pusher
    from kiosk.official_site.browser.supply import Supply
    from kiosk.opening import Opened
    from kiosk.printing.protocol import Printer
    from screens.panel import Panel
    from voices.protocol import Voice


class Outside(TypedDict):
    """What a site may have beside screen and voice, and who is told of its rest."""

    printer: "Printer"
    pusher: "Pusher | None"
    rests: "Callable[[bool], None]"


TURN_S: Final = 0.001
"""Seconds after which a thread lets another that waits go on. Python's own 5 ms, several times in a row while a page is
built and drawn, are heard: its title begins late."""


def _run(arguments: argparse.Namespace) -> int:
    """Show the kiosk until it is told to stop."""
    sys.setswitchinterval(TURN_S)
    forgetting.leave_no_core()
    discretion.install()
    manager = ServiceManager.from_environment()
    gc.disable()  # until `screens.window.run` has started: before the first picture nearly nothing is garbage
    fault, opened, settings = "", None, None
    try:
        settings = load(arguments.site)
        opened = opened_site(arguments, settings)
    except KioskError as error:  # only this keeps the kiosk from serving; then it says so to the facilitator
        fault = str(error)
        print(fault, file=sys.stderr)
    from screens.runtime import choose_display, prepare

    if not choose_display():
        return _no_display()
    width, height = arguments.size or (WIDTH, HEIGHT)
    prepare(width, height, fullscreen=arguments.fullscreen, rotation=settings.panel.rotation if settings else 0)
    from screens.window import has_window, panel_of, run

    if not has_window():
        return _no_display()
    panel = panel_of(settings.panel.width_mm, settings.panel.height_mm) if settings else panel_of()
    voice = _voice(arguments, settings)
    if opened is None:
        from screens.stage import resting_app

        run(resting_app(panel, voice, time.monotonic, fault), lambda: None, manager)
        voice.close()
        return 1
    return _serve(arguments, opened, voice, panel, manager)


def _no_display() -> int:
    print("no display: a window cannot be opened; `kiosk tour` draws without one", file=sys.stderr)
    return 1


def _serve(
    arguments: argparse.Namespace, opened: "Opened", voice: "Voice", panel: "Panel", manager: ServiceManager
) -> int:
    """Everything started in order, and stopped in reverse."""
    from kiosk.device.button import open_later
    from kiosk.opening import with_official_sites
    from kiosk.usage.clock import SystemClock
    from kiosk.usage.closed import last_closed_week
    from kiosk.usage.recorder import Recorder
    from screens.stage import Stage
    from screens.window import run

    counts, zone, clock = arguments.data / "usage.db", opened.site.zone, SystemClock()
    recorder = Recorder(counts, zone, clock)
    supply = _supply(opened)
    opened = with_official_sites(opened) if supply else opened
    stage = Stage(
        opened,
        voice=voice,
        record=recorder.record,
        now=now,
        monotonic=time.monotonic,
        panel=panel,
        figures=partial(last_closed_week, counts, zone, clock),
        today=partial(trusted_day, clock, zone),
        browsers=_browsers(supply),
        staff=staff_ports(arguments, opened, clock, recorder.flush),
        **_outside(opened.site.settings, manager),
    )
    for fault in opened.faults:
        print(fault, file=sys.stderr)
    close_button = open_later(opened.site.settings.device.reset_gpio, stage.reset_button, _tell_of_button)
    run(stage.app, stage.start, manager)
    close_button()
    stage.close()
    if supply:
        supply.close()
    recorder.close()
    voice.close()
    return 0


def _outside(settings: Settings, manager: ServiceManager) -> "Outside":
    """What the settings name of printers and messages."""
    from kiosk.calling.push import open_pusher
    from kiosk.printing.table import open_printer

    pusher = open_pusher(settings.call, settings.folder)
    return {"printer": open_printer(settings.printer), "pusher": pusher, "rests": manager.rests}


def _tell_of_button(fault: str) -> None:
    print(fault, file=sys.stderr)


def _supply(opened: "Opened") -> "Supply | None":
    """The browsers of official sites; None: no content leads to one, or this machine has none."""
    from kiosk.opening import leads_to_official_sites, reach_of

    if not leads_to_official_sites(opened):
        return None
    from kiosk.official_site.browser.program import hindrance
    from kiosk.official_site.browser.supply import Supply

    user = opened.site.settings.official_sites.user
    why = hindrance(user)
    if why:
        print(f"official sites are not shown: {why}", file=sys.stderr)
        return None
    return Supply(partial(reach_of, opened), user)


def _browsers(supply: "Supply | None") -> "Browsers":
    from kiosk.browsers import NONE, Browsers

    return Browsers(browser=supply.browser, ahead=supply.prepare) if supply else NONE


def _voice(arguments: argparse.Namespace, settings: Settings | None) -> "Voice":
    from voices.table import open_voice

    return open_voice(data=arguments.data, equipment=equipment(settings))


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("run", _run)
    parser.add_argument("--fullscreen", action="store_true", help="fill the screen and hide the pointer")
    parser.add_argument("--size", type=size, metavar="WxH", help=f"pixels; default: {WIDTH}x{HEIGHT}")
