"""The ordered table of devices, and the one that the settings ask for."""

from collections.abc import Mapping
from importlib import import_module

from kiosk.device.protocol import DeviceActions
from kiosk.device.setup import DeviceTable

ACTIONS: Mapping[str, str] = {
    "appliance": "kiosk.device.appliance:Appliance",
    "simulated": "kiosk.device.simulated:Simulated",
}
"""`actions` in the settings -> class, imported only where a site uses it. A new one is one file and one line.

Each class has `from_setup(table)`, which touches nothing. The last always works.
"""


def open_actions(table: DeviceTable) -> DeviceActions:
    """Who does what is asked of the device, by these settings."""
    module, _, name = ACTIONS[table.actions].partition(":")
    actions: DeviceActions = getattr(import_module(module), name).from_setup(table)
    return actions
