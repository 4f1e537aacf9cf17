"""What the panel's two areas of the stick ask of the outside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.stick.report import Imported
    from kiosk.stick.saving import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class StickDesk:
    """Each may take minutes, and is only ever called by `background`."""

    take: "Callable[[], Imported]"
    """Imports what is on the stick."""
    save: "Callable[[], Saved]"
    """Writes a support bundle on the stick."""
    squares: Callable[[], tuple[str, ...]]
    """The same in short, as the texts of QR codes."""
