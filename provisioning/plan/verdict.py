"""What speaks against beginning, and what only hands can do."""

from collections.abc import Iterator

from kiosk.settings import Settings
from provisioning.plan import disk
from provisioning.plan.facts import Facts, Place

NEEDED_MB = 3500
"""A bare Debian grew by 1,060 MB; meanwhile downloads lie beside what they become, and updates need as much again."""
AGAIN_MB = 500
"""What a further run needs for the time being."""
_DEBIAN = 13
_MEMORY_MB = 900
_OVERLAYS = ("overlayfs", "UNKNOWN (0x794c7630)")


def refusals(facts: Facts) -> Iterator[str]:
    """Each with its figure and what is expected; none: it may begin."""
    if facts.system not in {"debian", "raspbian"} or facts.release < _DEBIAN:
        yield f"this is {facts.system or 'nothing known'} {facts.release}; expected Debian 13 or Raspberry Pi OS 13"
    if facts.architecture not in {"arm64", "amd64"}:
        yield f"this system is for {facts.architecture or 'an unknown machine'}; expected the 64-bit one (arm64)"
    if facts.root_type in _OVERLAYS and facts.place is Place.MACHINE:
        yield "its root is read-only, and what is written is gone at the next start: see docs/provisioning.md"
    elif not facts.root_writable:
        yield "nothing can be written on its root; expected a card without errors, not locked"
    needed = AGAIN_MB if facts.release_now else NEEDED_MB
    if facts.free_mb < needed:
        yield f"{facts.free_mb} MB are free on its card, {needed} MB are needed; expected a card of 16 GB or more"


def by_hand(facts: Facts, settings: Settings, *, again: bool) -> Iterator[str]:
    """What is left to do, in the order in which it matters."""
    if facts.place is Place.MACHINE and not disk.of_its_own(facts):
        yield (
            "the card has no room for a data partition, so the root stays writable and a power cut may cost the card: "
            "flash it anew, and run provisioning/card before the first start"
        )
    if not settings.appliance.ssh_keys:
        yield "nobody may come over the network: [appliance] ssh_keys names no key"
    if facts.place is Place.MACHINE:
        yield from _of_machine(facts, settings)
    if not settings.hub.wanted:
        yield "counts stay on this kiosk: [hub] names none"
    if facts.place is not Place.CHROOT and not again:
        yield "switch it off and on again: the kiosk begins with the next start"


def _of_machine(facts: Facts, settings: Settings) -> Iterator[str]:
    """What a probe of the real thing told."""
    if not facts.panels:
        yield "no screen was seen: plug it in, and look whether it lights up at the next start"
    elif settings.panel.width_mm is None:
        yield f"measure the lit glass ({', '.join(facts.panels)}) with a ruler for [panel]: width_mm and height_mm"
    if not [card for card in facts.sound if not card.startswith("vc4hdmi")]:
        yield "no sound device was seen: plug in a loudspeaker, and name it in [voice] loudspeaker"
    if settings.network.wifi and not facts.wifi:
        yield "no Wi-Fi device was seen, but [network] names a Wi-Fi"
    if 0 < facts.memory_mb < _MEMORY_MB:
        yield f"{facts.memory_mb} MB of memory are too few for official sites; expected a Pi with 2 GB"


def older(one: str, other: str) -> bool:
    """Whether a version, numbers with points between, is older than another one, which may be unknown."""
    numbers = [[int(part) for part in version.split(".") if part.isdigit()] for version in (one, other)]
    return numbers[0] < numbers[1]
