"""Which hosts a kiosk may reach: what its settings name, and the official sites to which its journeys lead."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from kiosk.journey.loader import Library
from kiosk.printing.setup import NetworkTable
from kiosk.settings import CaldavSettings, Settings

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def hosts_of(settings: Settings, library: Library) -> tuple[str, ...]:
    """Names and addresses, each once and in order, without ports; a name stands for those under it as well."""
    named = {*_of_settings(settings), *_of_sites(library)}
    return tuple(sorted(one for one in (_ascii(name) for name in named) if one and one not in _LOOPBACK))


def _of_settings(settings: Settings) -> Iterator[str]:
    for provider in settings.providers.values():
        if isinstance(provider, CaldavSettings):
            yield from map(_host, (provider.url, provider.contact_url))
    yield from map(_host, (settings.call.ntfy, settings.call.webhook, settings.hub.url, settings.updates.url))
    if isinstance(settings.printer, NetworkTable):
        yield settings.printer.address.partition(":")[0].rstrip(".")


def _of_sites(library: Library) -> Iterator[str]:
    for guidance in (library.guidances[name] for name in library.led_to):
        for name in (*guidance.hosts.pages, *guidance.hosts.resources):
            yield name.removeprefix(".").partition(":")[0]


def _host(url: str) -> str:
    """Of an address that the settings' own rules found to be one; empty: there is none."""
    return (urlsplit(url).hostname or "").rstrip(".")


def _ascii(name: str) -> str:
    """As the network knows it; empty: no name at all."""
    try:
        return name.lower().encode("idna").decode("ascii") if name else ""
    except UnicodeError:
        return ""
