"""What the panel's area of the counts asks of the outside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.figures import NoFigures
    from kiosk.stick.saving import Saved
    from kiosk.usage.sync.status import SyncStatus, UnreadableStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsDesk:
    """The calls read or write a disk, and are only ever made by `background` or `slowly`."""

    hub: bool
    """Whether the settings name one."""
    carries: bool
    """Whether somebody may write the signed copy on a stick: also where there is no network, and so no hub is named."""
    status: Callable[[], "SyncStatus | UnreadableStatus"]
    """How the last sync ended."""
    export: Callable[[], "Saved | NoFigures"]
    """Writes the closed weeks on a stick: for a spreadsheet, which has the name, and for tools."""
