"""What can be asked of the device."""

from typing import Protocol


class DeviceActions(Protocol):
    """Each takes a moment, and never raises for what a machine may lack. Not for the UI thread.

    True: it is done, or whoever does it has been asked; False: it cannot be done here.
    """

    def restart(self) -> bool:
        """Have the kiosk started anew."""
        ...

    def power_off(self) -> bool:
        """Have the device switched off, safely."""
        ...

    def send_counts(self) -> bool:
        """Have the counts sent to their hub soon: whoever does it holds the credential, the kiosk does not."""
        ...

    def carry_counts(self) -> bool:
        """Likewise, have them written on the stick, signed."""
        ...

    def lend_stick(self, *, writing: bool) -> bool:
        """Have the USB stick mounted as soon as it is plugged in; `writing`: something is to be written on it."""
        ...

    def stick_done(self) -> bool:
        """Have it unmounted: it is not needed any more."""
        ...

    def stick_is_leaving(self) -> bool:
        """Whether it is still being unmounted."""
        ...

    def sleep(self) -> bool:
        """Take the light off the screen."""
        ...

    def wake(self) -> bool:
        """Give the screen its light back, as bright as it was."""
        ...

    def brightness(self, percent: int) -> bool:
        """How bright the screen is, 1 to 100; while it sleeps, how bright it will be."""
        ...
