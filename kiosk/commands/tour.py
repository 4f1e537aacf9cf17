"""`kiosk tour`."""

import argparse
import contextlib
import tempfile
from pathlib import Path

from kiosk.commands.common import HEIGHT, WIDTH, Add, equipment, now, opened_site, size
from kiosk.errors import SettingsError
from kiosk.settings import load, rehearsal


def _tour(arguments: argparse.Namespace) -> int:
    """Drive the real application through every step, offscreen; leave pictures, words and sound."""
    from screens.drive import Driver
    from voices import render, silent

    agenda = tempfile.TemporaryDirectory()
    rehearsed = argparse.Namespace(**{**vars(arguments), "data": Path(agenda.name)})
    opened = opened_site(rehearsed, rehearsal(load(arguments.site)))
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
        now=now,
        monotonic=driver.clock.now,
        panel=panel_of(given.width_mm, given.height_mm),
    )
    driver.show(stage.root)
    stage.start()
    with contextlib.closing(render.Renderer(arguments.data, equipment(opened.site.settings))) as voice:
        sheet = tour(stage, driver, arguments.out, voice.write, arguments.journey, language=arguments.language)
    stage.close()
    agenda.cleanup()
    print(f"the tour is in {sheet}")
    return 0


def add(add_command: Add) -> None:
    """Add the command."""
    parser = add_command("tour", _tour)
    parser.add_argument("--journey", metavar="ID", help="only the steps of this journey")
    parser.add_argument("--language", metavar="CODE", default="fr", help="of the visitor: fr, nl")
    parser.add_argument("--out", type=Path, metavar="DIR", default=Path("out/tour"), help="where to leave the pictures")
    parser.add_argument("--size", type=size, metavar="WxH", help=f"pixels; default: {WIDTH}x{HEIGHT}")
