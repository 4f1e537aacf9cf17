"""The table `[device]` of a site's settings."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Pin = Annotated[int, Meta(ge=0, le=27)]
"""A pin by its Broadcom number, as on most drawings: GPIO17 is 17."""


class DeviceTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and an unknown key is an error."""

    actions: Literal["simulated", "appliance"] = "simulated"
    """Who restarts the kiosk, switches the device off and dims its screen; "simulated": nobody, it is only played."""
    ask_folder: str = ""
    """Where the appliance's wishes appear as empty files; empty: `ask` in the folder that systemd gives the kiosk
    (RUNTIME_DIRECTORY)."""
    stick: str = ""
    """Where a USB stick is mounted; empty: in the usual place (see `kiosk/stick/media.py`)."""
    reset_gpio: Pin | None = None
    """The pin of a button to ground that erases the visit; none: there is no such button."""
