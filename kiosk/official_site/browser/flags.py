"""How the browser is told to be quiet, small and Belgian: each flag with its reason."""

import os
from pathlib import Path
from typing import Final

_WITHOUT: Final = (
    "Prerender2",  # no page is opened before the visitor asks for it
    "SpareRendererForSitePerProcess",  # no process in stock
    "DnsOverHttpsUpgrade",  # names are asked where the site's own network says
    "Reporting",
    "NetworkErrorLogging",
    "ServiceWorkerAutoPreload",
    "BackgroundFetch",
)
_FLAGS: Final = (
    "--remote-debugging-pipe",  # told what to do by us alone: no port that others could reach
    "--incognito",  # cookies, storage and cache in its memory, not even in its folder
    "--lang=fr-BE",
    "--accept-lang=fr-BE,fr",  # what sites are told: without it they answer in English
    "--enable-blink-features=LangAttributeAwareFormControlUI",  # a day in a field as here, not as in America
    # Small: what a Pi has not got, or a page of a public service does not need.
    "--disable-gpu",  # pictures are made for us in memory: no screen is drawn on
    "--disable-software-rasterizer",  # nor is WebGL painted by the processor: a process less
    "--js-flags=--max-old-space-size=256",  # megabytes that the scripts of a page may keep: then that page alone ends
    # On Linux the process of the network has no sandbox of its own, so nothing is lost with it: 10 MB and a start less.
    "--enable-features=NetworkServiceInProcess2",
    f"--disable-features={','.join(_WITHOUT)}",
    # Quiet: nobody is told that a visitor is here but the site they visit.
    "--disable-breakpad",  # crashes are told to nobody, and kept nowhere
    "--disable-crash-reporter",
    "--disable-quic",  # one way to the network, of which we see all
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--mute-audio",  # the kiosk's own voice alone is heard
    "--autoplay-policy=user-gesture-required",
    "--block-new-web-contents",  # windows open in the one there is, or not at all
    "--hide-scrollbars",  # fingers do not use them; ours say whether the page goes on
)
_NOWHERE: Final = "~NOTFOUND"


def of(profile: Path, reach: tuple[str, ...], found_at: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the arguments of a browser that lives in `profile`, and for which no host exists but those of `reach`."""
    elsewhere = dict(found_at)
    rules = [
        *(f"MAP {_pattern(host)} {elsewhere[host]}" for host in reach if host in elsewhere),
        *(f"EXCLUDE {_pattern(host)}" for host in reach if host not in elsewhere),
        f"MAP * {_NOWHERE}",
    ]
    return [*_FLAGS, f"--host-resolver-rules={', '.join(rules)}", f"--user-data-dir={profile}", "about:blank"]


def environment(profile: Path) -> dict[str, str]:
    """Return what the browser knows of this machine: nothing of ours, and hours as they are here."""
    inside = {name: str(profile) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {
        **inside,
        "PATH": os.defpath,
        "TZ": "Europe/Brussels",
        "LANG": "fr_BE.UTF-8",
        "LANGUAGE": "fr_BE:fr",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",  # no other program of this machine is spoken to
        "DBUS_SYSTEM_BUS_ADDRESS": "disabled:",
    }


def _pattern(host: str) -> str:
    """Return a host of `Hosts` as the browser writes it: without a port, ".example.be" as "*.example.be"."""
    name = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
    return f"*{name}" if name.startswith(".") else name
