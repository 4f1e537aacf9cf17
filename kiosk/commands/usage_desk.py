"""How the panel lets the counts leave: the state of the sync, and the closed weeks on a stick."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.figures import NoFigures
    from kiosk.opening import Opened
    from kiosk.stick.saving import Saved
    from kiosk.usage.clock import Clock
    from kiosk.usage.counts_desk import CountsDesk
    from kiosk.usage.sync.status import SyncStatus, UnreadableStatus


def counts_desk(opened: "Opened", data: Path, clock: "Clock") -> "CountsDesk":
    """What the panel may do with the counts. Nothing is read before it is asked."""
    from kiosk.usage.counts_desk import CountsDesk

    settings = opened.site.settings
    return CountsDesk(
        hub=settings.hub.wanted,
        carries=settings.hub.wanted or settings.device.actions == "appliance",
        status=partial(_status, data),
        export=partial(_exported, opened, data, clock),
    )


def _status(data: Path) -> "SyncStatus | UnreadableStatus":
    from kiosk.usage.sync.status import read_status

    return read_status(data)


def _exported(opened: "Opened", data: Path, clock: "Clock") -> "Saved | NoFigures":
    """Write both files; the first that fails is told."""
    from kiosk.commands.common import trusted_day
    from kiosk.commands.usage import names
    from kiosk.figures import NoFigures
    from kiosk.stick.layout import COUNTS
    from kiosk.stick.media import open_media
    from kiosk.stick.saving import Saved, SaveState, save
    from kiosk.usage.export import as_csv, as_json, read_export
    from kiosk.usage.show import Unreadable
    from kiosk.usage.store import FILE_NAME

    media = open_media(opened.site.settings.device)
    if media.folder() is None:
        return Saved(SaveState.NO_STICK)
    site = opened.site
    found = read_export(data / FILE_NAME, trusted_day(clock, site.zone), names(site.settings.site.name, site.library))
    if isinstance(found, Unreadable):
        return NoFigures.UNREADABLE
    table = save(media, COUNTS, "comptes", as_csv(found).encode(), ".csv")
    if table.state is not SaveState.SAVED:
        return table
    plain = save(media, COUNTS, "comptes", as_json(found).encode(), ".json")
    return table if plain.state is SaveState.SAVED else plain
