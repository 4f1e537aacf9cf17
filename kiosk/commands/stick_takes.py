"""How each kind of thing from a stick is checked and put in place: what `kiosk stick import` gives to the import.

Everything that is checked is a copy on the kiosk's own disk. Each returns how many were taken, or why nothing changed.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import opened_site
from kiosk.settings import load
from kiosk.stick.placing import put
from kiosk.stick.report import Kind, Refusal, Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.stick.importing import Take

Taken = int | tuple[Refusal, ...]


def takes(arguments: argparse.Namespace) -> "Mapping[Kind, Take]":
    """For the site and the data folder named on the command line."""
    return {
        Kind.RECORDINGS: lambda files: _recordings(arguments, files),
        Kind.LEXICON: lambda files: _lexicon(arguments.data, files),
        Kind.PLACE: lambda files: _place(arguments, files),
    }


def _recordings(arguments: argparse.Namespace, files: tuple[Path, ...]) -> Taken:
    """Into a new set beside the old one, which it replaces by one rename if nothing was refused."""
    from voices import swap
    from voices.clips import Folders

    recorded = Folders.of(arguments.data).recorded[0]
    try:
        recorded.parent.mkdir(parents=True, exist_ok=True)
        with swap.alone(recorded) as free:
            if not free:
                return (Refusal(Why.BUSY),)
            new = swap.fresh(recorded)
            try:
                taken = _filled(arguments, recorded, new, files)
                if isinstance(taken, int):
                    swap.switch(recorded, new)
                return taken
            finally:
                swap.discard(recorded, new)
    except OSError:
        return (Refusal(Why.DISK),)


def _filled(arguments: argparse.Namespace, old: Path, new: Path, files: tuple[Path, ...]) -> Taken:
    """Fill a new set with the old recordings and, over them, those of the stick."""
    from kiosk.sentences import fixed_sentences
    from kiosk.stick.reading import shown
    from voices import swap
    from voices.importing import Refused, import_recordings

    for path in old.glob("*/*"):
        if path.is_file():
            swap.carry(path, new / path.relative_to(old))
    texts = fixed_sentences(opened_site(arguments).site)
    results = tuple(import_recordings(files[0].parent, new, texts, "fr"))
    refused = [one for one in results if isinstance(one, Refused)]
    return tuple(Refusal(Why(one.why.value), shown(one.file)) for one in refused) or len(results)


def _lexicon(data: Path, files: tuple[Path, ...]) -> Taken:
    """One line that is not right, and the words of before stay."""
    from voices.lexicon_file import lexicon_path, read_lexicon

    name = files[0].name
    faults = read_lexicon(files[0]).faults
    if faults:
        return tuple(Refusal(Why.WORD if one.line else Why.TEXT, name, one.line or 0) for one in faults)
    refusal = put(files[0], lexicon_path(data))
    return (refusal,) if refusal else 1


def _place(arguments: argparse.Namespace, files: tuple[Path, ...]) -> Taken:
    """The file of this kiosk's commune; those of others may be on the stick too."""
    from kiosk.journey.loader import place_path

    commune = load(arguments.site).site.commune
    own = next((one for one in files if one.stem == commune), None)
    if own is None:
        return (Refusal(Why.OTHER_PLACE, f"{commune}.yaml"),)
    refusals = _faults_of_place(arguments, own)
    if refusals:
        return refusals
    refusal = put(own, place_path(arguments.data, commune))
    return (refusal,) if refusal else 1


def _faults_of_place(arguments: argparse.Namespace, own: Path) -> tuple[Refusal, ...]:
    """What `kiosk check --place` says of it, where it will lie: beside the kiosk's own official sites."""
    from kiosk.journey.loader import place_path
    from kiosk.official_site.loading import FOLDER

    beside = own.parent / "beside"
    there = place_path(beside, load(arguments.site).site.commune)
    there.parent.mkdir(parents=True)
    own.rename(there)
    sites = arguments.data / FOLDER
    if sites.is_dir():
        (beside / FOLDER).symlink_to(sites.absolute())
    found = _checked(arguments, there)
    before = _checked(arguments, None) if found else set()
    lines = sorted({line for file, line, _, _ in found - before if file in {str(there), there.name}})
    other = bool(found - before) and not lines
    there.rename(own)
    return tuple(Refusal(Why.VALUE, own.name, line) for line in lines or ([0] if other else []))


def _checked(arguments: argparse.Namespace, place: Path | None) -> set[tuple[str, int, str, str]]:
    """File, line, rule and message of each fault; `place`: with this file, or with the one in use."""
    from kiosk.commands.check import site_faults_of

    named = argparse.Namespace(**{**vars(arguments), "place": place})
    return {(one.file, one.line, one.rule, one.message) for one in site_faults_of(named)}


def prepare_sentences(arguments: argparse.Namespace) -> bool:
    """Have the sentences spoken anew that sound otherwise now. False: they are not prepared, as before the first build.

    A kiosk that wants no voice has nothing to prepare.
    """
    from kiosk.commands.common import equipment
    from kiosk.sentences import fixed_sentences
    from kiosk.voice_progress import telling
    from voices.commands import build_clips
    from voices.trying import is_wanted

    settings = load(arguments.site)
    sound = equipment(settings)
    if not is_wanted(sound):
        return True
    texts = fixed_sentences(opened_site(arguments, settings).site)
    with telling(arguments.data) as tells:
        return build_clips(texts, arguments.data, sound, "", tells).well
