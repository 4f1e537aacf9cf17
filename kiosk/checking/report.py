"""Everything that `kiosk check` says of an opened site, and how it says it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.checking.asset_rules import Assets, glyph_findings
from kiosk.checking.content import content_findings, text_findings
from kiosk.checking.finding import Finding, from_line
from kiosk.checking.format_rules import format_finding
from kiosk.checking.glossary import Glossary, read_glossary
from kiosk.checking.grammar import grammar_findings
from kiosk.checking.lines import Lines, name_of_place
from kiosk.checking.page_texts import page_texts
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import content_texts
from kiosk.errors import ContentError
from kiosk.ids import PlaceId
from kiosk.journey.loader import HOME, Library, place_path, read_library
from kiosk.languages.checks import language_faults
from kiosk.opening import Opened
from kiosk.site_checks import site_faults

_MANY_CLIPS = 20
_ALL = "journeys, places, pages, settings, providers, languages, clips"


def site_findings(opened: Opened, name: str, assets: Assets, *, grammar: bool = False) -> tuple[Finding, ...]:
    """What is wrong with content, house pages, settings (called `name`) and languages of a site.

    `grammar`: agreement too, which takes some seconds.
    """
    site, found = opened.site, []
    place, folder = site.settings.site.commune, site.library.folder
    library, unread = read_library(place, folder, site.library.place_file)
    found += [format_finding(line) for line in unread]
    try:
        glossary = read_glossary(folder)
    except ContentError as error:
        glossary = Glossary()
        found.append(format_finding(str(error)))
    if HOME in library.journeys:
        found += content_findings(library, place, glossary, assets, whole=not unread, today=site.today)
    texts = content_texts(library, place, Lines.of_library(library))
    house = page_texts(site, {one for text in texts for one in (text.text, text.shown)})
    found += text_findings(house, glossary)
    found += spelling_findings((*texts, *house), glossary)
    found += grammar_findings((*texts, *house), glossary) if grammar else ()
    found += glyph_findings((*texts, *house), assets)
    found += [from_line(f"{name}: {fault}", "settings") for fault in site_faults(opened)]
    found += [from_line(fault, "language") for fault in language_faults(site)]
    return _where_it_lies(found, place, library)


def _where_it_lies(found: Iterable[Finding], place: PlaceId, library: Library) -> tuple[Finding, ...]:
    """The commune's file by its path, where it is not one of the kiosk's own."""
    own = name_of_place(place)
    if library.place_file == place_path(library.folder, place):
        return tuple(found)
    return tuple(replace(one, file=str(library.place_file)) if one.file == own else one for one in found)


def clip_findings(clips: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Bad clips, each given by its name and by what is wrong; the first of many, and how many more."""
    build = "run `kiosk voices build`"
    found = [Finding(f"clip {name}", 0, "clip", wrong, build) for name, wrong in clips]
    more = len(found) - _MANY_CLIPS
    last = (Finding("clips", 0, "clip", f"{more} more", build),) if more > 0 else ()
    return (*found[:_MANY_CLIPS], *last)


def faults(findings: Iterable[Finding]) -> int:
    """How many of them are more than a note."""
    return sum(not one.note for one in findings)


def as_text(findings: Sequence[Finding], of: str = _ALL) -> str:
    """One line a finding, and the sum; `of`: in what nothing is wrong where there is none."""
    count = faults(findings)
    notes = len(findings) - count
    total = f"{count} faults" if count else f"no faults: {of}"
    return "\n".join([*map(str, findings), f"{total}; {notes} notes" if notes else total])


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with file, line (0: the whole file), rule, kind ("fault", "note"), message and suggestion."""
    return json.dumps([one.as_json() for one in findings], ensure_ascii=False, indent=1)
