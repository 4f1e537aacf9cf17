"""Reads `official_sites/<id>.yaml`: strict YAML, then what no type can say. An error: `file.yaml:31: what; remedy`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.errors import ContentError
from kiosk.ids import GuidanceId
from kiosk.journey import strict_yaml
from kiosk.official_site.guidance import (
    PRESSED,
    Cue,
    Done,
    Guidance,
    GuidedPage,
    Logout,
    Pointer,
    fills,
    several,
)
from kiosk.official_site.hosts import barred
from kiosk.official_site.protocol import Hosts

FOLDER = "official_sites"
_HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?")
_DONE = ("place", "day", "hour")
Keys = tuple[str | int, ...]
Fault = tuple[Keys, str]
"""Under which keys, and what is wrong; how to mend it."""


def name_of(guidance: str) -> str:
    """The file of a guidance, as faults and findings call it."""
    return f"{FOLDER}/{guidance}.yaml"


def read_guidances(folder: Path) -> tuple[Mapping[GuidanceId, Guidance], tuple[str, ...]]:
    """Every guidance under a folder of content that can be used, and one line a fault of the others."""
    found: dict[GuidanceId, Guidance] = {}
    faults: list[str] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            guidance = load_guidance(path)
        except ContentError as error:
            faults += str(error).split("\n")
        else:
            found[guidance.id] = guidance
    return found, tuple(faults)


def load_guidance(path: Path) -> Guidance:
    """One file. Raises ContentError with one line a fault."""
    try:
        guidance = strict_yaml.load(path, Guidance)
    except ContentError as error:
        raise ContentError(f"{FOLDER}/{error}") from error
    faults = tuple(faults_of(guidance, path.stem))
    if faults:
        root, file = strict_yaml.tree(path), name_of(path.stem)
        lines = (f"{file}:{strict_yaml.line_in(root, *keys)}: {what}" for keys, what in faults)
        raise ContentError("\n".join(lines))
    return guidance


def faults_of(guidance: Guidance, name: str) -> Iterator[Fault]:
    """What no type can say. `name` is that of the file."""
    if guidance.id != name:
        yield ("id",), f"the id is {guidance.id!r}; name it {name!r} like the file"
    for kind in ("pages", "resources"):
        for number, host in enumerate(getattr(guidance.hosts, kind)):
            if not _HOST.fullmatch(host):
                remedy = "write a name in small letters, such as www.example.be, or .example.be for all below it"
                yield ("hosts", kind, number), f"{host!r} is no host; {remedy}"
    hosts = guidance.allowed()
    if why := _astray(guidance.start, hosts):
        yield ("start",), why
    if guidance.logout:
        yield from _of_logout(guidance.logout, hosts)
    if guidance.verified and not guidance.by:
        yield ("verified",), 'nothing says who verified it; add `by:` with a role, such as "animatrice EPN"'
    ids = [page.id for page in guidance.pages]
    for number, page in enumerate(guidance.pages):
        if page.id in ids[:number]:
            yield ("pages", number, "id"), f"two pages have the id {page.id!r}; give each its own"
        yield from ((("pages", number, *keys), what) for keys, what in _of_page(page, hosts))


def _astray(url: str, hosts: Hosts) -> str:
    """Why one may not go to an address; empty: one may."""
    why = barred(url, hosts, page=True)
    return f"{url!r} may not be opened ({why.value}); write https:// and a host of `hosts: pages:`" if why else ""


def _of_logout(logout: Logout, hosts: Hosts) -> Iterator[Fault]:
    if logout.url and (why := _astray(logout.url, hosts)):
        yield ("logout", "url"), why
    if logout.element:
        yield from ((("logout", "element", *keys), what) for keys, what in _of_pointer(logout.element))
    if not (logout.url or logout.element):
        yield ("logout",), "says nothing; write `url:` or `element:`"


def _of_page(page: GuidedPage, hosts: Hosts) -> Iterator[Fault]:
    if not (page.url or page.text or page.heading or page.element):
        yield (), f"the page {page.id!r} has no condition; add `url:`, `text:`, `heading:` or `element:`"
    for one in several(page.url):
        host = one.partition("/")[0]
        example = host.replace("*", "www", 1).replace("*", "")
        if barred(f"https://{example}/", hosts, page=True):
            yield ("url",), f"{host!r} is no host of this site; add it to `hosts: pages:`, or mend it"
    if page.element:
        yield from ((("element", *keys), what) for keys, what in _of_pointer(page.element))
    for number, cue in enumerate(page.cues):
        last = number == len(page.cues) - 1
        yield from ((("cues", number, *keys), what) for keys, what in _of_cue(cue, last=last))
    if page.done:
        yield from _of_done(page, page.done)


def _of_cue(cue: Cue, *, last: bool) -> Iterator[Fault]:
    if len(cue.otherwise) > 2:  # noqa: PLR2004  # as `say`
        yield ("otherwise",), "says too much; two sentences at most"
    if cue.show:
        yield from ((("show", *keys), what) for keys, what in _of_pointer(cue.show))
    if cue.point is None:
        if not last:
            yield (), "points at nothing, so that no later cue is ever reached; make it the last"
        if cue.final:
            yield ("final",), "a last button is pointed at; add `point:`"
        return
    yield from ((("point", *keys), what) for keys, what in _of_pointer(cue.point))
    if last and fills(cue.point):
        yield ("point", "role"), "nothing follows when this is filled in; add a cue for the button"
    if cue.final and not set(several(cue.point.role)) <= PRESSED:
        yield ("final",), "only a button or a link sends it all; leave `final` out"


def _of_pointer(pointer: Pointer) -> Iterator[Fault]:
    if not (pointer.name or pointer.contains):
        yield (), "names nothing; add `name:` or `contains:`"


def _of_done(page: GuidedPage, done: Done) -> Iterator[Fault]:
    if not (page.text or page.heading or "*" not in "".join(several(page.url))):
        remedy = "add `text:` or `heading:`, or a `url:` without a star"
        yield ("done",), f"an address alone that stands for many does not prove a confirmation; {remedy}"
    for name in _DONE:
        pattern = getattr(done, name)
        try:
            groups = re.compile(pattern).groups if pattern else 1
        except re.error as error:
            yield ("done", name), f"is no regular expression ({error}); mend it"
            continue
        if groups != 1:
            yield ("done", name), f"has {groups} groups; put brackets around what is read, once"
