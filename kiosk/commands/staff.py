"""What `kiosk run` gives the facilitator's part."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.bookings.staff_agenda import StaffAgenda
    from kiosk.health.result import Result
    from kiosk.opening import Opened
    from kiosk.staff_ports import StaffPorts
    from kiosk.usage.clock import SystemClock

NO_PIN = "no PIN yet: five touches on the round sign at the top left let choose one, and so does `kiosk pin set`"


def staff_ports(
    arguments: argparse.Namespace, opened: "Opened", clock: "SystemClock", flush: "Callable[[], bool]"
) -> "StaffPorts":
    """What the device remembers, read. A demonstration serves without a PIN: whoever opens the door chooses it.

    `flush` writes what waits to be counted, before the device goes off.
    """
    from functools import partial

    from kiosk import voice_progress
    from kiosk.commands.stick import stick_desk
    from kiosk.commands.usage_desk import counts_desk
    from kiosk.device.device import Device
    from kiosk.device.table import open_actions
    from kiosk.device_state import FILE_NAME, DeviceState, Key
    from kiosk.facilitator.lockout import Instant
    from kiosk.staff_ports import StaffPorts
    from kiosk.stick.loan import Loan
    from kiosk.stick.media import open_media
    from kiosk.usage.closed import counts_for_staff

    state, table = DeviceState(arguments.data / FILE_NAME), opened.site.settings.device
    actions = open_actions(table)
    if not state.get(Key.PIN_HASH):
        print(NO_PIN, file=sys.stderr)
    return StaffPorts(
        state=state,
        clock=lambda: Instant(clock.boot, clock.uptime()),
        health=partial(_health, opened, arguments.data, clock),
        agenda=_agenda(opened),
        device=Device(actions, flush),
        stick=stick_desk(arguments, opened, clock),
        must_choose=not opened.site.demonstration,
        counts=partial(counts_for_staff, arguments.data / "usage.db", opened.site.zone, clock),
        preparing=partial(voice_progress.read, arguments.data),
        loan=Loan(actions, open_media(table)) if table.actions == "appliance" else None,
        sharing=counts_desk(opened, arguments.data, clock),
    )


def _health(opened: "Opened", data: Path, clock: "SystemClock") -> "tuple[Result, ...]":
    from kiosk.commands.checks import check_all

    return check_all(opened, data, clock)


def _agenda(opened: "Opened") -> "StaffAgenda | None":
    """The embedded agenda in the hands of staff; None: this site keeps its appointments elsewhere."""
    from kiosk.settings import AgendaSettings

    if not any(isinstance(one, AgendaSettings) for one in opened.site.settings.providers.values()):
        return None
    from kiosk.bookings.staff_agenda import StaffAgenda

    return StaffAgenda.of([desk.provider for desk in opened.desks.values()])
