"""What the checks ask of the rest of the house; given once, by a command or a test."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Protocol

from kiosk.calling.protocol import Pusher
from kiosk.opening import Opened
from kiosk.printing.protocol import State
from kiosk.usage.clock import Clock

NO_APPLIANCE: Final = "Cette borne n’est pas installée comme un appareil."


class Loudspeaker(Enum):
    """What became of a moment of silence sent to the loudspeaker."""

    TOOK = "took"
    """It was played, or another sound is being played at this moment."""
    REFUSED = "refused"
    """There is a sound card, but not the one of the settings, or it does not answer."""
    NONE = "none"
    """This machine has no sound card."""
    UNWANTED = "unwanted"
    """The settings want no voice."""


class Printer(Protocol):
    """What the check asks of a printer: its `state`, as `kiosk.printing` has it. May take seconds."""

    def state(self) -> State: ...


@dataclass(frozen=True, slots=True)
class Clips:
    """The prepared sentences, counted."""

    wanted: int = 0
    missing: int = 0
    stale: int = 0
    """Made from other words, or by another voice, than today's."""
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Attributes go down. Every call may take seconds; each check runs in a thread of its own."""

    opened: Opened
    data: Path
    """The folder of the kiosk's own files."""
    clock: Clock
    loudspeaker: Callable[[], Loudspeaker]
    clips: Callable[[], Clips]
    browser: Callable[[], bool]
    """Whether the browser of official sites is there, and somebody to run it."""
    assets: Path
    """The folder of fonts and icons."""
    root: Path
    """Where `proc` and `sys` lie: the machine's own root, or a simulated tree."""
    printer: Printer | None = None
    """None: the settings name none."""
    pusher: Pusher | None = None
    """Likewise."""

    @property
    def is_appliance(self) -> bool:
        """Whether the settings make this machine one: what was provisioned with the kiosk is looked at then."""
        return self.opened.site.settings.device.actions == "appliance"
