"""What Datasette serves here and nothing more: the dashboards of `pages/`, their queries, and the published tables.

Loaded by Datasette 0.65 (`--plugins-dir`). The dashboards ask for their numbers by SQL from the browser; whoever looks
may ask those very queries, and no others: a page open to all must not be a computer lent to all.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import date
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import yaml
from datasette_dashboards import replace_opts_in_query
from pluggy import HookimplMarker

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")
_FOLDER = Path(__file__).parents[1] / "pages"
_PATHS = re.compile(
    r"/|/-/dashboards/[a-z]+|/-/static(-plugins)?/[\w./-]+|/static/[\w./-]+|/(open|staff)(\.json|\.db)?"
    r"|/(open|staff)/[a-z_]+(\.json|\.csv)?"
)
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
"""Nothing from elsewhere, whatever a page says; Vega makes functions of its expressions."""
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

Scope = dict[str, Any]
App = Callable[[Scope, Callable[..., Awaitable[Any]], Callable[..., Awaitable[None]]], Awaitable[None]]


def _database(datasette: "Datasette") -> str:
    """Which of the two files is served: "staff" or "open"."""
    return "staff" if "staff" in datasette.databases else "open"


@cache
def _dashboards(database: str) -> dict[str, Any]:
    """The pages for everybody, and for staff those that are theirs, in the order of their files."""
    found: dict[str, Any] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        page = yaml.safe_load(path.read_text(encoding="utf-8").replace("DATABASE", database))
        if not page.pop("staff", False) or database == "staff":
            found[path.stem.partition("_")[2]] = page
    return found


@hookimpl
def startup() -> None:
    """Keep no list of who looked at what. A filter outlives the set-up of logging that comes after this."""
    logging.getLogger("uvicorn.access").addFilter(lambda _record: False)


@hookimpl
def get_metadata(datasette: "Datasette") -> dict[str, Any]:
    """The dashboards, where datasette-dashboards looks for them."""
    return {"title": "Les bornes Coup de pouce", "plugins": {"datasette-dashboards": _dashboards(_database(datasette))}}


@hookimpl
def extra_template_vars(datasette: "Datasette") -> Callable[[], Awaitable[dict[str, Any]]]:
    """What every page says at its top and foot."""

    async def told() -> dict[str, Any]:
        database = _database(datasette)
        about = dict(tuple(row) for row in (await datasette.execute(database, "SELECT nom, valeur FROM a_propos")).rows)
        pages = [(slug, page["title"], page["description"]) for slug, page in _dashboards(database).items()]
        return {"pages": pages, "about": about, "database_name": database, "in_french": in_french}

    return told


def in_french(text: str) -> str:
    """A day or a month as it is written: "2026-10" is "octobre 2026"; other texts as they are."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return f"{_MONTHS[int(text[5:]) - 1]} {text[:4]}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        day = date.fromisoformat(text)
        return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
    return text


@cache
def _queries(database: str) -> frozenset[str]:
    """Each query of a chart, with each choice of its filters."""
    found = set()
    for page in _dashboards(database).values():
        names = tuple(page.get("filters", {}))
        for chosen in chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)):
            for chart in page["charts"].values():
                if "query" in chart:
                    found.add(replace_opts_in_query(chart["query"], dict.fromkeys(chosen, "x")))
    return frozenset(found)


def refused(scope: Scope, database: str) -> bool:
    """Whether a request is for anything but the pages, their queries and the published tables."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if scope["method"] not in ("GET", "HEAD") or not _PATHS.fullmatch(scope["path"]):
        return True
    if "_where" in asked or "_through" in asked or "_facet" in " ".join(asked):
        return True
    return not _queries(database).issuperset(asked.get("sql", ()))


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> Callable[[App], App]:
    """Stands before all else that Datasette has."""

    def wrapped(app: App) -> App:
        async def guarded(scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's own callables
            if scope["type"] == "http" and refused(scope, _database(datasette)):
                plain = [(b"content-type", b"text/plain; charset=utf-8")]
                await send({"type": "http.response.start", "status": 403, "headers": plain})
                await send({"type": "http.response.body", "body": "Cette page n’existe pas ici.".encode()})
                return

            async def with_policy(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    message["headers"] = [*message["headers"], (b"content-security-policy", _POLICY.encode())]
                await send(message)

            await app(scope, receive, with_policy)

        return guarded

    return wrapped
