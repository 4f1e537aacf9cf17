"""The composition root and the command line: the one place that knows everybody.

Each command imports what it needs when it runs: only those that draw import kivy.
"""

import argparse
import contextlib
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError, SettingsError
from kiosk.settings import Settings, VoiceSettings, load, rehearsal

if TYPE_CHECKING:
    from kiosk.opening import Opened
    from screens.panel import Panel
    from voices.commands import Answer
    from voices.protocol import Equipment, Voice

WIDTH, HEIGHT = 1280, 800
ENGINES = ("espeak", "mbrola", "pico", "piper")
Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something is at fault, 2 when the command makes no sense."""
    arguments = _parser().parse_args(argv)
    try:
        run: Command = arguments.command
        return run(arguments)
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1


def default_data() -> Path:
    """Where the kiosk keeps its files when `--data` does not say."""
    import os

    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "coup-de-pouce"


def _now() -> datetime:
    return datetime.now(UTC)


def _open(arguments: argparse.Namespace, settings: Settings | None = None) -> "Opened":
    """The site named on the command line, with its content and desks."""
    from kiosk.opening import open_site
    from kiosk.usage.clock import SystemClock

    settings = settings or load(arguments.site)
    with contextlib.suppress(OSError):  # agenda and counts say themselves, each in its way, that they cannot write
        arguments.data.mkdir(parents=True, exist_ok=True)
    trusted = SystemClock().booted() is not None
    today = _now().astimezone(settings.zone).date() if trusted else None
    return open_site(settings, arguments.data, _now, today)


def _run(arguments: argparse.Namespace) -> int:
    """Show the kiosk until it is told to stop."""
    gc.disable()  # until `screens.window.run` has started: before the first picture nearly nothing is garbage
    fault, opened, settings = "", None, None
    try:
        settings = load(arguments.site)
        opened = _open(arguments, settings)
    except KioskError as error:  # only this keeps the kiosk from serving; then it says so to the facilitator
        fault = str(error)
        print(fault, file=sys.stderr)
    from screens.runtime import choose_display, prepare

    if not choose_display():
        return _no_display()
    width, height = arguments.size or (WIDTH, HEIGHT)
    prepare(width, height, fullscreen=arguments.fullscreen, rotation=settings.panel.rotation if settings else 0)
    from screens.window import has_window, panel_of, run

    if not has_window():
        return _no_display()
    panel = panel_of(settings.panel.width_mm, settings.panel.height_mm) if settings else panel_of()
    voice = _voice(arguments, settings)
    if opened is None:
        from screens.stage import resting_app

        run(resting_app(panel, voice, time.monotonic, fault), lambda: None)
        voice.close()
        return 1
    return _serve(arguments, opened, voice, panel)


def _no_display() -> int:
    print("no display: a window cannot be opened; `kiosk tour` draws without one", file=sys.stderr)
    return 1


def _serve(arguments: argparse.Namespace, opened: "Opened", voice: "Voice", panel: "Panel") -> int:
    """Everything started in order, and stopped in reverse."""
    from kiosk.usage.recorder import Recorder
    from screens.stage import Stage
    from screens.window import run

    recorder = Recorder(arguments.data / "usage.db", opened.site.zone)
    stage = Stage(opened, voice=voice, record=recorder.record, now=_now, monotonic=time.monotonic, panel=panel)
    for fault in opened.faults:
        print(fault, file=sys.stderr)
    run(stage.app, stage.start)
    stage.close()
    recorder.close()
    voice.close()
    return 0


def _voice(arguments: argparse.Namespace, settings: Settings | None) -> "Voice":
    from voices.table import open_voice

    return open_voice(data=arguments.data, equipment=_equipment(settings))


def _equipment(settings: Settings | None) -> "Equipment":
    """What the settings say of sound."""
    from voices.protocol import Equipment

    wanted = settings.voice if settings else VoiceSettings()
    return Equipment(wanted.engines, wanted.loudspeaker, wanted.headset, wanted.headset_jack, wanted.piper_model)


def _check(arguments: argparse.Namespace) -> int:
    """Say each fault of journeys, places, pages, settings, providers, languages and clips."""
    from importlib.resources import files

    from kiosk.checking.asset_rules import Assets
    from kiosk.checking.report import as_json, as_text, clip_findings, faults, site_findings
    from kiosk.sentences import fixed_sentences
    from voices.audit import check
    from voices.clips import Folders

    opened = _open(arguments)
    name = arguments.site.name if arguments.site else "the embedded site"
    drawn = Path(str(files("screens") / "assets"))
    site = site_findings(opened, name, Assets(drawn / "icons", drawn / "fonts"), grammar=arguments.grammar)
    clips = check(fixed_sentences(opened.site), Folders.of(arguments.data))
    found = (*site, *clip_findings((one.name, f"{one.kind.value}: {one.text or one.path}") for one in clips))
    print(as_json(found) if arguments.format == "json" else as_text(found))
    return 1 if faults(found) else 0


def _tour(arguments: argparse.Namespace) -> int:
    """Drive the real application through every step, offscreen; leave pictures, words and sound."""
    from screens.drive import Driver
    from voices import render, silent

    agenda = tempfile.TemporaryDirectory()
    rehearsed = argparse.Namespace(**{**vars(arguments), "data": Path(agenda.name)})
    opened = _open(rehearsed, rehearsal(load(arguments.site)))
    if arguments.language not in (languages := ("fr", *opened.site.languages)):
        raise SettingsError(f"--language {arguments.language}: unknown; expected one of: {', '.join(languages)}")
    driver = Driver(*(arguments.size or (WIDTH, HEIGHT)))
    from screens.stage import Stage
    from screens.tour.command import tour
    from screens.window import panel_of

    given = opened.site.settings.panel
    stage = Stage(
        opened,
        voice=silent.SilentVoice(remember=False),
        record=lambda _: None,  # nobody came: nothing is counted
        now=_now,
        monotonic=driver.clock.now,
        panel=panel_of(given.width_mm, given.height_mm),
    )
    driver.show(stage.root)
    stage.start()
    with contextlib.closing(render.Renderer(arguments.data, _equipment(opened.site.settings))) as voice:
        sheet = tour(stage, driver, arguments.out, voice.write, arguments.journey, language=arguments.language)
    stage.close()
    agenda.cleanup()
    print(f"the tour is in {sheet}")
    return 0


def _voices_build(arguments: argparse.Namespace) -> int:
    """Prepare a clip of every fixed sentence."""
    from kiosk.sentences import fixed_sentences
    from voices.commands import build_clips

    settings = load(arguments.site)
    texts = fixed_sentences(_open(arguments, settings).site)
    return _tell(build_clips(texts, arguments.data, _equipment(settings), arguments.engine, _progress_bar))


def _voices_check(arguments: argparse.Namespace) -> int:
    """Name each clip that is missing, stale, damaged or an orphan."""
    from kiosk.sentences import fixed_sentences
    from voices.commands import check_clips

    settings = load(arguments.site)
    return _tell(check_clips(fixed_sentences(_open(arguments, settings).site), arguments.data, _equipment(settings)))


def _voices_measure(arguments: argparse.Namespace) -> int:
    """Measure pace, loudness, peak and silences of every clip; a table a journey."""
    from kiosk.sentences import sentences_by_journey
    from voices.commands import measure_clips

    settings = load(arguments.site)
    journeys = sentences_by_journey(_open(arguments, settings).site)
    return _tell(measure_clips(journeys, arguments.data, _equipment(settings), as_json=arguments.json))


def _tell(answer: "Answer") -> int:
    for error in answer.errors:
        print(error, file=sys.stderr)
    print(answer.text)
    return 0 if answer.well else 1


def _voices_script(arguments: argparse.Namespace) -> int:
    """Write the page (HTML, printable) from which a person reads the sentences into a telephone."""
    from kiosk.sentences import fixed_sentences, sentence_groups
    from voices.clips import Folders
    from voices.faults import Fault
    from voices.script import write_script

    site = _open(arguments).site
    if arguments.journey not in {None, *site.library.journeys}:
        raise SettingsError(f"--journey {arguments.journey}: unknown; one of {', '.join(site.library.journeys)}")
    groups, folders = sentence_groups(site, arguments.journey), Folders.of(arguments.data)
    written = write_script(arguments.out, groups, arguments.language, fixed_sentences(site), folders)
    print(written.reason if isinstance(written, Fault) else written)
    return 1 if isinstance(written, Fault) else 0


def _voices_import(arguments: argparse.Namespace) -> int:
    """Take recordings of people, named by the codes of the page, from a folder."""
    from kiosk.sentences import fixed_sentences
    from voices.clips import Folders
    from voices.importing import Refused, import_recordings

    target = Folders.of(arguments.data).recorded[0]
    refused = taken = 0
    for one in import_recordings(arguments.dir, target, fixed_sentences(_open(arguments).site), arguments.language):
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


def _slots(arguments: argparse.Namespace) -> int:
    """Print the free slots of a service."""
    import json
    from datetime import timedelta

    from kiosk.bookings.protocol import Unreachable
    from kiosk.bookings.show import rows, text

    opened = _open(arguments)
    desks = [desk for desk in opened.desks.values() if arguments.service in {None, desk.service.id}]
    if not desks:
        names = ", ".join(sorted(desk.service.id for desk in opened.desks.values()))
        raise SettingsError(f"--service {arguments.service}: unknown; expected one of: {names or 'none is given'}")
    today = _now().astimezone(opened.site.zone).date()
    found = []
    for desk in desks:
        last = today + timedelta(days=opened.site.days_ahead(desk.service.id))
        listed = rows(desk, today, last, opened.site.zone)
        if isinstance(listed, Unreachable):
            raise SettingsError(f"{desk.service.id}: the calendar cannot be reached: {listed.why}")
        found += listed
        if not arguments.json:
            print(f"{desk.service.id} ({desk.service.label})\n{text(listed)}")
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


def _usage_show(arguments: argparse.Namespace) -> int:
    """Print the visits of today and the closed weeks."""
    from kiosk.journey.loader import load_library
    from kiosk.usage.period import day_of
    from kiosk.usage.show import Unreadable, as_json, as_text, read
    from kiosk.usage.store import FILE_NAME

    settings = load(arguments.site)
    summary = read(arguments.data / FILE_NAME, day_of(time.time(), settings.zone))
    if isinstance(summary, Unreadable):
        raise SettingsError(f"{arguments.data / FILE_NAME}: {summary}")
    library = load_library(settings.site.commune)
    titles = {journey.id: journey.title for journey in library.journeys.values()}
    print(as_json(summary) if arguments.json else as_text(summary, titles))
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r}: expected WIDTHxHEIGHT in pixels, such as 1280x800")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--site", type=Path, metavar="FILE", help="the site's settings (TOML); default: demonstration")
    common.add_argument("--data", type=Path, metavar="DIR", default=default_data(), help="the kiosk's own files")
    parser = argparse.ArgumentParser(prog="kiosk", description="A public-service kiosk for touch and ear.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: object, under: "argparse._SubParsersAction[argparse.ArgumentParser]" = commands
    ) -> argparse.ArgumentParser:
        command = under.add_parser(name, parents=[common], help=(run.__doc__ or "").splitlines()[0])
        command.set_defaults(command=run)
        return command

    run = add("run", _run)
    run.add_argument("--fullscreen", action="store_true", help="fill the screen and hide the pointer")
    tour = add("tour", _tour)
    tour.add_argument("--journey", metavar="ID", help="only the steps of this journey")
    tour.add_argument("--language", metavar="CODE", default="fr", help="the language that the visitor chooses: fr, nl")
    tour.add_argument("--out", type=Path, metavar="DIR", default=Path("out/tour"), help="where to leave the pictures")
    for command in (run, tour):
        command.add_argument("--size", type=_size, metavar="WxH", help="pixels; default: 1280x800")
    checked = add("check", _check)
    checked.add_argument("--format", choices=("text", "json"), default="text", help="json: for tools")
    checked.add_argument("--grammar", action="store_true", help="agreement too, by Grammalecte; takes some seconds")
    voices = commands.add_parser("voices", help="Prepare and check the voice clips.").add_subparsers(required=True)
    _add_voices(partial(add, under=voices))
    slots = add("slots", _slots)
    slots.add_argument("--service", metavar="ID", help="only this service")
    usage = commands.add_parser("usage", help="Read the anonymous counts.").add_subparsers(required=True)
    show = add("show", _usage_show, usage)
    for command in (slots, show):
        command.add_argument("--json", action="store_true", help="as JSON")
    return parser


def _add_voices(add: Callable[..., argparse.ArgumentParser]) -> None:
    building = add("build", _voices_build)
    building.add_argument("--engine", choices=ENGINES, default="", help="instead of the order in the settings")
    add("check", _voices_check)
    measuring = add("measure", _voices_measure)
    measuring.add_argument("--json", action="store_true", help="as JSON")
    script = add("script", _voices_script)
    script.add_argument("--out", type=Path, metavar="FILE", default=Path("out/voix.html"), help="where to write it")
    script.add_argument("--journey", metavar="ID", help="only what this journey says")
    taking = add("import", _voices_import)
    taking.add_argument("dir", type=Path, metavar="DIR", help="the folder of the sound files; it is only read")
    for command in (script, taking):
        command.add_argument("--language", default="fr", help="of the sentences; default: fr")


if __name__ == "__main__":
    sys.exit(main())
