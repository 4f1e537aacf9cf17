"""Pure: whether a guidance still fits the site, for those who keep the content: a page as it stands, or as recorded.

A recording is the JSON of a `View`: it holds what the page says, and nothing that anybody typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from kiosk.errors import ContentError
from kiosk.official_site.events import Stopped, Trouble
from kiosk.official_site.guidance import Guidance, GuidedPage, Pointer, several
from kiosk.official_site.loading import Keys
from kiosk.official_site.pointing import matching, usable
from kiosk.official_site.recognise import Unknown, failing, recognise
from kiosk.official_site.view import View

_MOST = 5
"""Names that are told of what is there instead."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a site's first page."""

    view: View | None = None
    """None: it did not come."""
    stopped: tuple[Stopped, ...] = ()
    """What it tried by itself, and was not let do."""
    failed: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something of a guidance that is not so on a page."""

    keys: Keys
    """Where it stands in the guidance's file."""
    what: str


def misfits(guidance: Guidance, view: View) -> tuple[Misfit, ...]:
    """What of the guidance does not fit this page; none: it fits, or the whole site is read freely."""
    page = recognise(guidance, view)
    if isinstance(page, Unknown):
        return tuple(_unknown(guidance, view))
    return tuple(_of_page(page, guidance.pages.index(page), view))


def record(view: View) -> bytes:
    """The page as JSON, to be kept beside the content: without what its address carries, which is of one visit."""
    bare = urlsplit(view.url)._replace(query="", fragment="").geturl()
    return msgspec.json.format(msgspec.json.encode(replace(view, url=bare)), indent=1)


def recorded(path: Path) -> View:
    """A page that was recorded. Raises ContentError when the file cannot be used."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=View)
    except OSError as error:
        raise ContentError(f"{path.name}:1: cannot be read ({error.strerror}); record the page again") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}:1: is no recorded page ({error}); record it again") from error


def _unknown(guidance: Guidance, view: View) -> Iterator[Misfit]:
    """Why each page is not this one: the nearest first."""
    if guidance.pages and view.language and not view.language.casefold().startswith(guidance.language):
        yield Misfit(("language",), f"the page says that it is in {view.language!r}, not {guidance.language!r}")
        return
    missing = [(failing(page, view), number, page.id) for number, page in enumerate(guidance.pages)]
    for conditions, number, page_id in sorted(missing, key=lambda one: len(one[0]))[:_MOST]:
        keys = ("pages", number, conditions[0])
        yield Misfit(keys, f"it is not the page {page_id!r}: {', '.join(conditions)} does not hold")


def _of_page(page: GuidedPage, place: int, view: View) -> Iterator[Misfit]:
    for number, cue in enumerate(page.cues):
        where = f"page {page.id!r}, cue {number + 1}"
        for key, pointer in (("point", cue.point), ("show", cue.show)):
            found = matching(pointer, view) if pointer else ()
            keys = ("pages", place, "cues", number, key)
            if pointer is None or (cue.optional and not found):
                continue
            if len(found) != 1:
                yield Misfit(keys, f"{where}: {len(found)} elements fit, not 1; {_instead(pointer, view)}")
            elif not usable(found[0]) and number == 0:
                yield Misfit(keys, f"{where}: {found[0].name!r} cannot be used")


def _instead(pointer: Pointer, view: View) -> str:
    """What there is of that role."""
    roles = {role.casefold() for role in several(pointer.role)}
    names = dict.fromkeys(one.name for one in view.elements if one.role.casefold() in roles and one.name)
    there = ", ".join(f"« {name} »" for name in list(names)[:_MOST])
    return f"there are: {there}" if there else "there is nothing of that role"
