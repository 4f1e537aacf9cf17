"""`kiosk voices build`, `check`, `measure`, `lexicon`, `script`, `import` and `engines`."""

import argparse
import sys
from pathlib import Path

from kiosk.commands.common import Add, equipment, opened_site, tell
from kiosk.errors import SettingsError
from kiosk.settings import load

ENGINES = ("espeak", "mbrola", "pico", "piper")


def _build(arguments: argparse.Namespace) -> int:
    """Prepare a clip of every fixed sentence."""
    from kiosk.sentences import fixed_sentences
    from kiosk.voice_progress import telling
    from voices.commands import build_clips

    settings = load(arguments.site)
    texts = fixed_sentences(opened_site(arguments, settings).site)
    with telling(arguments.data) as tells:

        def progress(done: int, total: int) -> None:
            tells(done, total)
            _progress_bar(done, total)

        return tell(build_clips(texts, arguments.data, equipment(settings), arguments.engine, progress))


def _check(arguments: argparse.Namespace) -> int:
    """Name each clip that is missing, stale, damaged or an orphan."""
    from kiosk.sentences import fixed_sentences
    from voices.commands import check_clips

    settings = load(arguments.site)
    return tell(
        check_clips(fixed_sentences(opened_site(arguments, settings).site), arguments.data, equipment(settings))
    )


def _measure(arguments: argparse.Namespace) -> int:
    """Measure pace, loudness, peak and silences of every clip; a table a journey."""
    from kiosk.sentences import sentences_by_journey
    from voices.commands import measure_clips

    settings = load(arguments.site)
    journeys = sentences_by_journey(opened_site(arguments, settings).site)
    return tell(measure_clips(journeys, arguments.data, equipment(settings), as_json=arguments.json))


def _lexicon(arguments: argparse.Namespace) -> int:
    """Begin the list of the words that the voice misreads; one that is there is never overwritten."""
    from voices.commands import begin_lexicon

    return tell(begin_lexicon(arguments.data))


def _script(arguments: argparse.Namespace) -> int:
    """Write the page (HTML, printable) from which a person reads the sentences into a telephone."""
    from kiosk.sentences import fixed_sentences, sentence_groups
    from voices.clips import Folders
    from voices.faults import Fault
    from voices.script import write_script
    from voices.synthesis import lexicon_of

    site = opened_site(arguments).site
    if arguments.journey not in {None, *site.library.journeys}:
        raise SettingsError(f"--journey {arguments.journey}: unknown; one of {', '.join(site.library.journeys)}")
    groups, folders = sentence_groups(site, arguments.journey), Folders.of(arguments.data)
    lexicon = lexicon_of(arguments.data)
    written = write_script(arguments.out, groups, arguments.language, fixed_sentences(site), folders, lexicon=lexicon)
    print(written.reason if isinstance(written, Fault) else written)
    return 1 if isinstance(written, Fault) else 0


def _import(arguments: argparse.Namespace) -> int:
    """Take recordings of people, named by the codes of the page, from a folder."""
    from kiosk.sentences import fixed_sentences
    from voices.clips import Folders
    from voices.importing import Refused, import_recordings

    target = Folders.of(arguments.data).recorded[0]
    refused = taken = 0
    for one in import_recordings(
        arguments.dir, target, fixed_sentences(opened_site(arguments).site), arguments.language
    ):
        print(one, flush=True)
        refused, taken = refused + isinstance(one, Refused), taken + (not isinstance(one, Refused))
    print(f"recordings: {taken} taken, {refused} refused")
    return 1 if refused else 0


def _progress_bar(done: int, total: int) -> None:
    if (total and sys.stderr.isatty()) or done == total:
        width = 40
        filled = width * done // max(total, 1)
        end = "\n" if done == total else ""
        print(f"\rvoice clips [{'#' * filled}{'.' * (width - filled)}] {done}/{total}", end=end, file=sys.stderr)


def _engines(arguments: argparse.Namespace) -> int:
    """Say which speech engines are on this machine, in the order in which they are tried."""
    from voices.engines.report import engines_here

    print(engines_here(equipment(load(arguments.site))))
    return 0


def add(add_command: Add) -> None:
    """Add the commands, to the parser of `kiosk voices`."""
    building = add_command("build", _build)
    building.add_argument("--engine", choices=ENGINES, default="", help="instead of the order in the settings")
    add_command("check", _check)
    add_command("engines", _engines)
    measuring = add_command("measure", _measure)
    measuring.add_argument("--json", action="store_true", help="as JSON")
    add_command("lexicon", _lexicon)
    script = add_command("script", _script)
    script.add_argument("--out", type=Path, metavar="FILE", default=Path("out/voix.html"), help="where to write it")
    script.add_argument("--journey", metavar="ID", help="only what this journey says")
    taking = add_command("import", _import)
    taking.add_argument("dir", type=Path, metavar="DIR", help="the folder of the sound files; it is only read")
    for command in (script, taking):
        command.add_argument("--language", default="fr", help="of the sentences; default: fr")
