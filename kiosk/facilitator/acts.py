"""What staff did, for the log: a closed list of names, with success or failure. Never a visitor's content, no digit."""

import logging
from enum import Enum

log = logging.getLogger("kiosk.staff")


class StaffAct(Enum):
    """Everything a facilitator can do that is logged; the value is what stands in the log."""

    OPEN = "open"
    """A PIN was tried: right or wrong."""
    LOCK_OUT = "lock_out"
    """Wrong PINs shut the door for a while."""
    CHOOSE_PIN = "choose_pin"
    CLOSE = "close"
    ERASE = "erase"
    CHECK = "check"
    """The opening check: failed where the kiosk is not ready."""
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    TRY_PRINTER = "try_printer"
    TRY_SOUND = "try_sound"
    ADJUST = "adjust"
    """Volume, light, language or hours: failed where it is not on disk."""
    RESTART = "restart"
    POWER_OFF = "power_off"
    CLOSE_SLOTS = "close_slots"
    """Hours of the agenda: failed where a visitor was quicker, or the agenda did not answer; so with the next two."""
    OPEN_SLOTS = "open_slots"
    CANCEL_BOOKING = "cancel_booking"
    IMPORT = "import"
    """From a stick: failed where something on it was refused, or there was no stick."""
    EXPORT = "export"
    """A support bundle: failed where it is not on the stick."""
    SEND_COUNTS = "send_counts"
    """Asked for: failed where nobody could be asked."""
    EXPORT_COUNTS = "export_counts"
    """On a stick: failed where they are not on it."""


def log_act(act: StaffAct, *, well: bool = True) -> None:
    """Write that it was done, or that it failed."""
    log.info("staff: %s: %s", act.value, "done" if well else "failed")
