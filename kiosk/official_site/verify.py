"""Pure: whether a guidance still fits the site, for those who keep the content: a page as it stands, or as recorded.

A recording is the JSON of a `View`: it holds what the page says, and nothing that anybody typed.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.errors import ContentError
from kiosk.official_site.guidance import Guidance, GuidedPage, Pointer, several
from kiosk.official_site.pointing import matching, usable
from kiosk.official_site.recognise import Unknown, failing, recognise
from kiosk.official_site.view import View

_MOST = 5
"""Names that are told of what is there instead."""


def misfits(guidance: Guidance, view: View) -> tuple[str, ...]:
    """What of the guidance does not fit this page, a sentence each; none: it fits."""
    page = recognise(guidance, view)
    if isinstance(page, Unknown):
        return tuple(_unknown(guidance, view))
    return tuple(_of_page(page, view))


def record(view: View) -> bytes:
    """The page as JSON, to be kept beside the content."""
    return msgspec.json.format(msgspec.json.encode(view), indent=1)


def recorded(path: Path) -> View:
    """A page that was recorded. Raises ContentError when the file cannot be used."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=View)
    except OSError as error:
        raise ContentError(f"{path.name}:1: cannot be read ({error.strerror}); record the page again") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}:1: is no recorded page ({error}); record it again") from error


def _unknown(guidance: Guidance, view: View) -> Iterator[str]:
    """Why each page is not this one: the nearest first."""
    if view.language and not view.language.casefold().startswith(guidance.language):
        yield f"the page says that it is in {view.language!r}, not {guidance.language!r}"
        return
    missing = sorted(((failing(page, view), page.id) for page in guidance.pages), key=lambda one: len(one[0]))
    for conditions, page_id in missing[:_MOST]:
        yield f"it is not the page {page_id!r}: {', '.join(conditions)} does not hold"


def _of_page(page: GuidedPage, view: View) -> Iterator[str]:
    for number, cue in enumerate(page.cues, 1):
        for pointer in (cue.point, cue.show):
            found = matching(pointer, view) if pointer else ()
            if pointer is None or (cue.optional and not found):
                continue
            if len(found) != 1:
                yield f"page {page.id!r}, cue {number}: {len(found)} elements fit, not 1; {_instead(pointer, view)}"
            elif not usable(found[0]) and number == 1:
                yield f"page {page.id!r}, cue {number}: {found[0].name!r} cannot be used"


def _instead(pointer: Pointer, view: View) -> str:
    """What there is of that role."""
    roles = {role.casefold() for role in several(pointer.role)}
    names = dict.fromkeys(one.name for one in view.elements if one.role.casefold() in roles and one.name)
    there = ", ".join(f"« {name} »" for name in list(names)[:_MOST])
    return f"there are: {there}" if there else "there is nothing of that role"
