"""A stick at a kiosk in a real window: read and written by touch, by the child processes and the checks themselves."""

import argparse
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.commands.stick import stick_desk
from kiosk.opening import open_site
from kiosk.settings import default_site, load
from kiosk.staff_ports import StaffPorts
from kiosk.usage.clock import SystemClock
from tests.pilot import Pilot
from voices.lexicon_file import lexicon_path
from voices.silent import SilentVoice

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_words_are_taken_from_it_and_the_bundle_is_written_on_it(pilot: Pilot, tmp_path: Path) -> None:
    from screens.panel import panel_for
    from screens.stage import Stage

    stick, data, site = tmp_path / "stick", tmp_path / "data", tmp_path / "site.toml"
    (stick / "borne").mkdir(parents=True)
    (stick / "borne" / "lexique.toml").write_text('"Strépy" = "strépi"\n', encoding="utf-8")
    more = f'\n[voice]\nengines = ["silent"]\n[device]\nstick = "{stick}"\n'
    site.write_text(default_site().read_text(encoding="utf-8") + more, encoding="utf-8")
    opened = open_site(load(site), data, lambda: NOW, date(2026, 11, 23))
    desk = stick_desk(argparse.Namespace(site=site, data=data), opened, SystemClock())
    stage = Stage(
        opened,
        voice=SilentVoice(),
        record=lambda _: None,
        now=lambda: NOW,
        monotonic=pilot.clock.now,
        panel=panel_for(1280, 800),
        staff=StaffPorts(stick=desk),
    )
    pilot.show(stage.root)
    stage.start()
    stage.kiosk.staff.knock()
    stage.kiosk.staff.let_in()
    pilot.step()

    def touch(label: str, then: str) -> None:
        pilot.advance(0.6)
        pilot.tap_label(label)
        assert pilot.wait_until(lambda: then in pilot.texts(), seconds=60.0), (label, pilot.texts())

    touch("Importer", "Importer d’une clé USB")
    touch("Lire la clé", "La clé est lue")
    assert lexicon_path(data).read_text(encoding="utf-8") == '"Strépy" = "strépi"\n'
    touch("C’est fini", "Espace animateur")
    touch("Aide technique", "Il ne contient aucun nom et aucun code.")
    touch("Écrire sur une clé USB", "Le dossier est sur la clé")
    with zipfile.ZipFile(stick / "borne" / "aide" / "aide-1.zip") as bundle:
        assert {one["id"] for one in json.loads(bundle.read("rapport.json"))["checks"]} >= {"disk", "clock", "network"}
    stage.close()
