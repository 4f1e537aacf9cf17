"""Turns a list of hosts into what the resolver may ask for, and opens the firewall for those that are addresses.

    allow_hosts.py --hosts FILE --archives FILE --into FILE [--nft PROGRAM]

The list comes from a user who is trusted with names and nothing else, so each line is a name, an address, or passed
over. Debian's own Python and the standard library, on the root file system.
"""

import argparse
import ipaddress
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

MOST: Final = 2000
"""Lines that are read."""
_LABEL: Final = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"(?=.{{1,253}}$)(?!(.*\.)?[0-9]+$){_LABEL}(\.{_LABEL})+")
"""Two labels at least: one alone opens all that lies under it. What ends in figures alone is an address, or nothing."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def read_list(text: str) -> tuple[tuple[str, ...], tuple[Address, ...]]:
    """Names and addresses of a list, one a line, each once; anything else is passed over."""
    names: dict[str, None] = {}
    addresses: dict[Address, None] = {}
    for line in text.splitlines()[:MOST]:
        word = line.strip()
        if address := _address(word):
            addresses[address] = None
        elif _NAME.fullmatch(word):
            names[word] = None
    return tuple(names), tuple(addresses)


def _address(word: str) -> Address | None:
    """None: it is none, or leads nowhere else than here."""
    try:
        found = ipaddress.ip_address(word)
    except ValueError:
        return None
    return None if found.is_loopback or found.is_unspecified or found.is_multicast or "%" in word else found


def resolver_lines(names: Iterable[str], group: str) -> Iterator[str]:
    """For dnsmasq: ask the network for these names and those under them, and put the answers into sets of `group`."""
    for name in names:
        yield f"server=/{name}/#"
        yield f"nftset=/{name}/4#inet#kiosk#{group}4,6#inet#kiosk#{group}6"


def firewall_lines(addresses: Iterable[Address]) -> Iterator[str]:
    """For nft: forget every address that was learnt, then let these in."""
    for group in ("hosts", "archives"):
        yield f"flush set inet kiosk {group}4"
        yield f"flush set inet kiosk {group}6"
    for one in addresses:
        yield f"add element inet kiosk hosts{one.version} {{ {one} }}"


def main(argv: list[str] | None = None) -> int:
    """Write the resolver's file, then the firewall's sets. A firewall that does not answer is said, and no failure."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--hosts", type=Path, required=True, metavar="FILE", help="names and addresses, one a line")
    parser.add_argument("--archives", type=Path, required=True, metavar="FILE", help="names for root and apt alone")
    parser.add_argument("--into", type=Path, required=True, metavar="FILE", help="what dnsmasq reads")
    parser.add_argument("--nft", default="/usr/sbin/nft", metavar="PROGRAM")
    arguments = parser.parse_args(argv)
    names, addresses = read_list(arguments.hosts.read_text(encoding="utf-8", errors="replace"))
    archives, _ = read_list(arguments.archives.read_text(encoding="ascii"))
    # A host of the site that lies under an archive is asked for by its own, longer name.
    lines = [*resolver_lines(archives, "archives"), *resolver_lines(names, "hosts")]
    arguments.into.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    rules = "".join(f"{line}\n" for line in firewall_lines(addresses))
    done = subprocess.run([arguments.nft, "-f", "-"], input=rules, text=True, check=False)
    if done.returncode:
        print("the firewall's sets cannot be changed: nothing but names is in force", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
