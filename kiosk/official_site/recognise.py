"""Pure: which page of the guidance a view is. In doubt, none: the page is then read freely."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kiosk.official_site.guidance import Guidance, GuidedPage, several
from kiosk.official_site.plain import plain, stands_in
from kiosk.official_site.pointing import matching, usable
from kiosk.official_site.view import View


class Why(Enum):
    """Why a page is not known."""

    NEW = "new"
    LANGUAGE = "language"
    """It is in another language than the guidance."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No page of the guidance."""

    why: Why


def recognise(guidance: Guidance, view: View) -> GuidedPage | Unknown:
    """The page that a view is: of those whose conditions all hold, the one with the most, then with the most exact URL.

    Where two are equal, the first in the file. A page that declares another language is none of them.
    """
    spoken = view.language.partition("-")[0].casefold()
    if spoken and spoken != guidance.language:
        return Unknown(Why.LANGUAGE)
    bare = _Bare.of(view)
    found = [page for page in guidance.pages if not any(_failing(page, view, bare))]
    return max(found, key=_weight, default=None) or Unknown(Why.NEW)


def place_of(url: str) -> str:
    """Host and path of an address, as globs are compared with it: without port, query and closing slash."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{unquote(parts.path).rstrip('/') or '/'}"


def fits(glob: str, url: str) -> bool:
    """Whether an address is meant by a glob. A star in the host stays in the host."""
    return _compiled(glob).fullmatch(place_of(url)) is not None


def everything(view: View) -> str:
    """All words of a page, in reading order."""
    return " ".join((view.title, *(element.name for element in view.elements)))


def failing(page: GuidedPage, view: View) -> tuple[str, ...]:
    """The conditions of a page that do not hold, by their keys in the file; none: it is this page."""
    return tuple(_failing(page, view, _Bare.of(view)))


class _Bare(NamedTuple):
    """The words of a view, made bare once for all pages."""

    words: str
    headings: tuple[str, ...]

    @classmethod
    def of(cls, view: View) -> "_Bare":
        headings = (element.name for element in view.elements if element.role == "heading")
        return cls(plain(everything(view)), tuple(map(plain, headings)))


def _failing(page: GuidedPage, view: View, bare: _Bare) -> Iterator[str]:
    if page.url and not any(fits(glob, view.url) for glob in several(page.url)):
        yield "url"
    if page.heading and not any(
        stands_in(plain(one), there) for one in several(page.heading) for there in bare.headings
    ):
        yield "heading"
    if page.element and not any(usable(one) for one in matching(page.element, view)):
        yield "element"
    if page.text and not any(stands_in(plain(one), bare.words) for one in several(page.text)):
        yield "text"


def _weight(page: GuidedPage) -> tuple[int, int]:
    conditions = sum(bool(one) for one in (page.url, page.text, page.heading, page.element))
    return conditions, max((len(glob.replace("*", "")) for glob in several(page.url)), default=0)


@lru_cache(maxsize=512)
def _compiled(glob: str) -> re.Pattern[str]:
    host, _, path = glob.partition("/")
    host_part = "[^/]*".join(map(re.escape, host.casefold().split("*")))
    path = f"/{path.rstrip('/')}" if path.rstrip("/") else "/"
    return re.compile(host_part + ".*".join(map(re.escape, path.split("*"))))
