"""All findings of a site, for people and for tools."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec

from kiosk.checking.asset_rules import Assets
from kiosk.checking.finding import Finding, from_line
from kiosk.checking.report import as_json, as_text, clip_findings, faults, site_findings
from kiosk.opening import Opened, open_site
from kiosk.settings import load
from tests.kiosk.bench import MONDAY
from tests.kiosk.checking.conftest import Plant

FAULT = Finding("a.yaml", 31, "click", "« Cliquez »", "write « touchez »")
NOTE = replace(FAULT, line=0, rule="glyph", note=True)


def opened(data: Path, content: Path | None = None, need: str = "commune_identite") -> Opened:
    settings = load()
    services = (msgspec.structs.replace(settings.services[0], need=need), *settings.services[1:])
    settings = msgspec.structs.replace(settings, services=services)
    return open_site(settings, data, lambda: MONDAY, MONDAY.date(), content)


def test_the_embedded_site_is_without_fault(tmp_path: Path, assets: Assets) -> None:
    assert [one for one in site_findings(opened(tmp_path), "site.toml", assets) if not one.note] == []


def test_content_settings_and_languages_come_together(
    tmp_path: Path, content: Path, plant: Plant, assets: Assets
) -> None:
    line = plant("commune_identite.yaml", "Prenez la lettre avec vous.", "Prenez la lettre avec toi.")
    found = site_findings(opened(tmp_path, content, need="permis"), "site.toml", assets)
    by_rule = {one.rule: one for one in found if not one.note}
    assert set(by_rule) == {"vous", "settings", "language"}
    assert by_rule["vous"].line == line
    assert str(by_rule["settings"]).startswith(
        "site.toml: settings: services[0].need: no journey asks for 'permis'; exp"
    )
    assert by_rule["language"].file == "nl.toml"


def test_a_glossary_that_cannot_be_read_is_one_finding(
    tmp_path: Path, content: Path, plant: Plant, assets: Assets
) -> None:
    line = plant("glossary.yaml", "- word: CAPAC\n  means", "- word: CAPAC\n  mean")
    found = site_findings(opened(tmp_path, content), "site.toml", assets)
    assert [(one.file, one.line) for one in found if one.rule == "format"] == [("glossary.yaml", line)]


def test_a_file_that_cannot_be_read_makes_no_step_of_another_unknown(
    tmp_path: Path, content: Path, plant: Plant, assets: Assets
) -> None:
    line = plant("commune_identite.yaml", "start: depart", "begin: depart")
    found = site_findings(opened(tmp_path, content), "site.toml", assets)
    own = [(one.file, one.line, one.rule) for one in found if one.rule not in {"settings", "language"} and not one.note]
    assert own == [("commune_identite.yaml", line, "format")]


def test_a_line_names_file_line_rule_fault_and_remedy() -> None:
    assert as_text([FAULT, NOTE]).splitlines() == [
        "a.yaml:31: click: « Cliquez »; write « touchez »",
        "a.yaml: glyph (note): « Cliquez »; write « touchez »",
        "1 faults; 1 notes",
    ]


def test_a_note_makes_no_check_fail() -> None:
    assert faults([NOTE]) == 0
    assert "no faults" in as_text([NOTE])


def test_tools_get_the_same_as_json() -> None:
    assert json.loads(as_json([FAULT, NOTE]))[0] == {
        "file": "a.yaml",
        "line": 31,
        "rule": "click",
        "kind": "fault",
        "message": "« Cliquez »",
        "suggestion": "write « touchez »",
    }
    assert json.loads(as_json([NOTE]))[0]["kind"] == "note"


def test_of_many_bad_clips_the_first_are_named_and_the_others_counted() -> None:
    found = clip_findings((f"{number:x}", "missing: Retour") for number in range(23))
    assert len(found) == 21
    assert str(found[0]) == "clip 0: clip: missing: Retour; run `kiosk voices build`"
    assert found[-1].message == "3 more"
    assert len(clip_findings([("a", "missing: Retour")])) == 1


def test_a_fault_in_one_line_is_taken_apart() -> None:
    assert from_line("places/a.yaml:3: is missing; write it", "format") == Finding(
        "places/a.yaml", 3, "format", "is missing", "write it"
    )
    assert from_line('nl.toml: "Retour": missing', "language").suggestion
