"""The reset button on a pin of the Raspberry Pi, by gpiozero: optional, and imported only where a site has one."""

from collections.abc import Callable
from threading import Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gpiozero import Factory

SETTLED: Final = 0.03
"""Seconds for which the contact is at rest before a press is told, where the pins can do that."""
LATER: Final = 5.0
"""Seconds after which the button is looked for: gpiozero is long to import, and the first picture comes first."""
NO_LIBRARY = "no reset button: gpiozero is not installed; install the extra, `pip install coup-de-pouce[gpio]`"
NO_PIN = "no reset button: GPIO{pin} cannot be used ({why}); look at `[device] reset_gpio` in the settings"


class ResetButton:
    """Calls `pressed` at each press, from a thread of gpiozero's; bounces may pass."""

    def __init__(self, pin: int, pressed: Callable[[], None], factory: "Factory | None" = None) -> None:
        """The pin by its Broadcom number, pulled up; `factory`: other pins than this machine's.

        Raises ImportError without gpiozero, and gpiozero's own errors where the pin cannot be used.
        """
        from gpiozero import Button  # noqa: PLC0415  # see above

        self._button = Button(pin, pull_up=True, bounce_time=SETTLED, pin_factory=factory)
        self._button.when_pressed = pressed

    def close(self) -> None:
        """Give the pin back."""
        self._button.close()


def open_button(
    pin: int | None, pressed: Callable[[], None], tell: Callable[[str], None], factory: "Factory | None" = None
) -> ResetButton | None:
    """The button of this pin; None: there is none to be had, and where one is wanted `tell` gets the reason."""
    if pin is None:
        return None
    try:
        from gpiozero.exc import BadPinFactory, GPIOZeroError  # noqa: PLC0415  # see above
    except ImportError:
        tell(NO_LIBRARY)
        return None
    try:
        return ResetButton(pin, pressed, factory)
    except (GPIOZeroError, BadPinFactory, OSError) as error:
        tell(NO_PIN.format(pin=pin, why=type(error).__name__))
        return None


def open_later(
    pin: int | None, pressed: Callable[[], None], tell: Callable[[str], None], seconds: float = LATER
) -> Callable[[], None]:
    """Open the button once the kiosk has begun; what comes back closes it again, whether it was opened or not."""
    opened: list[ResetButton | None] = []
    timer = Timer(seconds, lambda: opened.append(open_button(pin, pressed, tell)))
    timer.daemon = True
    if pin is not None:
        timer.start()

    def close() -> None:
        timer.cancel()
        for button in filter(None, opened):
            button.close()

    return close
