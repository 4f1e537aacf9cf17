"""A device that is only played: for a desk, a demonstration, and tests."""

from typing import Self

from kiosk.device.setup import DeviceTable


class Simulated:
    """Does nothing, and remembers what it was asked; `able` False: nothing can be done here."""

    def __init__(self, *, able: bool = True) -> None:
        """Lit, at its brightest."""
        self.able = able
        self.asked: list[str] = []
        self.lit = True
        self.percent = 100

    @classmethod
    def from_setup(cls, _table: DeviceTable) -> Self:
        """The settings say nothing of it."""
        return cls()

    def restart(self) -> bool:
        """Remembered as "restart"."""
        return self._did("restart")

    def power_off(self) -> bool:
        """Remembered as "power_off"."""
        return self._did("power_off")

    def send_counts(self) -> bool:
        """Remembered as "send_counts"."""
        return self._did("send_counts")

    def carry_counts(self) -> bool:
        """Remembered as "carry_counts"."""
        return self._did("carry_counts")

    def lend_stick(self, *, writing: bool) -> bool:
        """Nobody mounts anything here: False."""
        del writing
        return False

    def stick_done(self) -> bool:
        """Nor unmounts."""
        return False

    def stick_is_leaving(self) -> bool:
        """Nor is busy with it."""
        return False

    def sleep(self) -> bool:
        """Remembered as "sleep"."""
        self.lit = self.lit and not self.able
        return self._did("sleep")

    def wake(self) -> bool:
        """Remembered as "wake"."""
        self.lit = self.lit or self.able
        return self._did("wake")

    def brightness(self, percent: int) -> bool:
        """Remembered as "brightness 40"."""
        self.percent = percent if self.able else self.percent
        return self._did(f"brightness {percent}")

    def _did(self, what: str) -> bool:
        self.asked.append(what)
        return self.able
