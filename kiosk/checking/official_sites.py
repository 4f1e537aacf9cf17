"""Official sites themselves: whether each guidance still fits the first page of its site, seen now or recorded."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kiosk.checking.finding import Finding, from_line
from kiosk.checking.lines import Lines
from kiosk.errors import ContentError
from kiosk.official_site.events import Barred, Stopped, Trouble
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import name_of
from kiosk.official_site.verify import Sight, misfits, record, recorded

See = Callable[[Guidance], Sight]
"""Sees the first page of a site. Raises ContentError where its recording cannot be used."""
UNVERIFIED: Final = 3
"""Exit code: nothing is wrong where one could look, but not every site could be looked at."""
_UNREACHED, _UNRECORDED, _MISFIT, _BARRED = "site-unreached", "site-unrecorded", "site-misfit", "site-barred"
_TROUBLE: Final = {
    Trouble.ABSENT: "no browser can be started",
    Trouble.CRASHED: "the browser ended",
    Trouble.HUNG: "the browser does not answer",
    Trouble.MEMORY: "the page needs more memory than a browser may have",
    Trouble.NO_NETWORK: "there is no network here, or no such host",
    Trouble.SLOW: "it does not answer in time",
    Trouble.SERVER: "its server answers with an error",
}
_TRIED: Final = {
    Barred.HOST: "leads to a host that is not allowed",
    Barred.NOT_SECURE: "leads to a page without TLS",
    Barred.CERTIFICATE: "has a certificate that nobody may trust",
}


def official_findings(guidances: Iterable[Guidance], see: See, lines: Lines) -> Iterator[Finding]:
    """What is no longer as the guidances have it, and which sites could not be seen."""
    for guidance in guidances:
        try:
            sight = see(guidance)
        except ContentError as error:
            yield from_line(str(error), _UNRECORDED)
            continue
        yield from _of(guidance, sight, lines)


def kept(see: See, folder: Path) -> See:
    """The same, and each page that is seen is written to `folder`. Raises OSError where that cannot be."""

    def see_and_keep(guidance: Guidance) -> Sight:
        sight = see(guidance)
        if sight.view is not None:
            file_in(folder, guidance).write_bytes(record(sight.view))
        return sight

    return see_and_keep


def from_records(folder: Path) -> See:
    """Sees what was recorded in `folder`, without a network."""
    return lambda guidance: Sight(recorded(file_in(folder, guidance)))


def file_in(folder: Path, guidance: Guidance) -> Path:
    """Where the first page of a site is recorded."""
    return folder / f"{guidance.id}.json"


def exit_code(findings: Iterable[Finding]) -> int:
    """0: every guidance fits; 1: one does not; UNVERIFIED: those that could be verified fit."""
    rules = {one.rule for one in findings}
    return 1 if rules - {_UNREACHED, _UNRECORDED} else UNVERIFIED if rules else 0


def _of(guidance: Guidance, sight: Sight, lines: Lines) -> Iterator[Finding]:
    file = name_of(guidance.id)
    if sight.failed is not None:
        what = f"{guidance.start} was not reached: {_TROUBLE[sight.failed]}"
        remedy = "try again later, or from another network; if it stays so, mend `start:`"
        yield Finding(file, lines.of(file, "start"), _UNREACHED, what, remedy)
    for one in sight.stopped:
        yield _tried(guidance, one, lines)
    for misfit in misfits(guidance, sight.view) if sight.view else ():
        remedy = "look at the site, and write what it shows now"
        yield Finding(file, lines.of(file, *misfit.keys), _MISFIT, misfit.what, remedy)


def _tried(guidance: Guidance, one: Stopped, lines: Lines) -> Finding:
    file = name_of(guidance.id)
    tried = _TRIED.get(one.why, f"tries by itself what no page may ({one.why.value})")
    host = one.why is Barred.HOST
    remedy = "add it to `hosts: pages:` if visitors need it, or mend `start:`" if host else "mend `start:`"
    keys = ("hosts", "pages") if host else ("start",)
    what = f"the first page {tried}{f': {one.what}' if one.what else ''}"
    return Finding(file, lines.of(file, *keys), _BARRED, what, remedy)
