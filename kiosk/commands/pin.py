"""`kiosk pin set`."""

import argparse
import getpass
import sys

from kiosk.commands.common import Add
from kiosk.errors import SettingsError


def _set(arguments: argparse.Namespace) -> int:
    """Choose the facilitator's PIN: six digits, typed unseen at the terminal, or one line on standard input."""
    from kiosk.device_state import FILE_NAME, DeviceState, Key
    from kiosk.facilitator.acts import StaffAct, log_act
    from kiosk.facilitator.pin import fault_of, hashed

    pin = _asked() if sys.stdin.isatty() else sys.stdin.readline().strip()
    fault = fault_of(pin)
    if fault is not None:
        raise SettingsError(f"the PIN is refused: {fault.in_words}; give six digits that nobody guesses")
    state = DeviceState(arguments.data / FILE_NAME)
    state.put(Key.PIN_HASH, hashed(pin))
    state.put(Key.LOCKOUT, "")
    well = state.save()
    log_act(StaffAct.CHOOSE_PIN, well=well)
    if not well:
        raise SettingsError(f"{arguments.data / FILE_NAME}: cannot be written; the PIN is as it was")
    print("the PIN is set; a kiosk that runs takes it at the next try")
    return 0


def _asked() -> str:
    """Typed twice. Raises SettingsError where that was not the same."""
    pin = getpass.getpass("PIN (six digits): ")
    if getpass.getpass("once more: ") != pin:
        raise SettingsError("two different PINs were typed; nothing was changed")
    return pin


def add(add_command: Add) -> None:
    """Add the command, to the parser of `kiosk pin`."""
    add_command("set", _set)
