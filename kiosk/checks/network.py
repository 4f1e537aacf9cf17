"""Whether a network is there and leads elsewhere, from what the kernel knows: nothing is sent."""

from pathlib import Path
from typing import Final

from kiosk.health.machine import told
from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, ready
from kiosk.opening import leads_to_official_sites
from kiosk.printing.setup import NetworkTable
from kiosk.settings import CaldavSettings

TITLE: Final = "Le réseau"
ICON: Final = "wifi-high"
_NOWHERE: Final = "00000000"
"""The destination of the route for all that has no other."""


def look(needs: Needs) -> Found:
    """A site needs none that shows no official site and speaks to nobody: no calendar, call, printer or hub."""
    routes = told(needs.root / "proc/net/route")
    if routes is None:
        return absent("Cette machine ne parle pas de son réseau.")
    if not _wanted(needs):
        return absent("Cette borne n’a pas besoin du réseau.")
    if not _linked(needs.root):
        return attention("La borne n’est pas reliée au réseau.", "Branchez le câble du réseau, ou allumez le Wi-Fi.")
    if not (_leads_on(routes) or _leads_on_by_six(needs.root)):
        return attention("Le réseau ne mène pas à internet.", "Redémarrez la box du lieu. Puis attendez un peu.")
    return ready("La borne est reliée au réseau.")


def _wanted(needs: Needs) -> bool:
    settings = needs.opened.site.settings
    return (
        leads_to_official_sites(needs.opened)
        or any(isinstance(one, CaldavSettings) for one in settings.providers.values())
        or isinstance(settings.printer, NetworkTable)
        or settings.call.wanted
        or settings.hub.wanted
    )


def _linked(root: Path) -> bool:
    """Whether a cable or an antenna is in touch; some drivers only ever say "unknown"."""
    cards = (path for path in (root / "sys/class/net").glob("*") if path.name != "lo")
    return any(told(card / "operstate") in {"up", "unknown"} for card in cards)


def _leads_on(routes: str) -> bool:
    return any(line.split()[1:2] == [_NOWHERE] for line in routes.splitlines()[1:])


def _leads_on_by_six(root: Path) -> bool:
    """IPv6: a route to anywhere (length 00) that is not the kernel's own refusal on `lo`."""
    lines = (line.split() for line in (told(root / "proc/net/ipv6_route") or "").splitlines())
    return any(len(line) > 9 and line[1] == "00" and line[-1] != "lo" for line in lines)  # noqa: PLR2004 - its columns
