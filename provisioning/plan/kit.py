"""What is brought along: the appliance's files, units, packages and the kiosk's own release, read beforehand."""

from dataclasses import dataclass

from provisioning.plan.tasks import File, Release


@dataclass(frozen=True, slots=True)
class Kit:
    """The same for every site."""

    files: tuple[File, ...] = ()
    packages: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    enabled: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    kernel_words: tuple[str, ...] = ()
    """What the kernel is told, on a Pi's command line."""
    firmware_lines: tuple[str, ...] = ()
    """What a Pi's firmware is told, in its config.txt."""
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One site's files as they will lie on the machine; what the settings say is in `kiosk.settings`."""

    text: bytes = b""
    named: tuple[tuple[str, bytes], ...] = ()
    """Files that the settings name and the kiosk reads, by their path there: relative ones below /etc/kiosk."""
    of_root: tuple[tuple[str, bytes], ...] = ()
    """The same of those that root alone reads."""
    wifi_password: str = ""
    hub_credential: bytes | None = None
