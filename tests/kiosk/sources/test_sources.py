"""The list of sources: it is current, and it says of each fact where it is shown and where it was read."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.journey.loader import content_folder
from kiosk.sources.markdown import COMMAND, markdown
from kiosk.sources.shown import Shown, Sources, sources_of
from tests.house.rules import ROOT

Plant = Callable[[str, str, str], Sources]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """What is found once the first `old` of a file of the content has become `new`."""
    folder = shutil.copytree(content_folder(), tmp_path / "journeys")

    def change(file: str, old: str, new: str) -> Sources:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return sources_of(folder)

    return change


def of(sources: Sources, fact: str) -> Shown:
    return next(one for one in sources.shown if one.fact.id == fact)


def entry(page: str, fact: str) -> str:
    return page.partition(f"## {fact}\n")[2].partition("\n## ")[0]


def test_the_list_in_the_repository_is_current() -> None:
    written = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert written == markdown(sources_of(content_folder())), f"docs/sources.md is old; run: {COMMAND}"
    assert COMMAND in written.splitlines()[2]


def test_the_command_writes_it_or_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "sources.md"
    assert main(["sources", "-o", str(target)]) == 0
    assert main(["sources"]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")
    assert main(["sources", "-o", str(target / "below")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_every_fact_is_shown_or_hidden_once() -> None:
    sources = sources_of(content_folder())
    ids = [one.fact.id for one in sources.shown] + [fact.id for fact in sources.hidden]
    text = (content_folder() / "facts.yaml").read_text(encoding="utf-8")
    assert sorted(ids) == sorted(re.findall(r"^- id: (\S+)$", text, re.MULTILINE))
    assert len(set(ids)) == len(ids)


def test_a_fact_says_its_statement_confidence_date_and_sources() -> None:
    sources = sources_of(content_folder())
    page = markdown(sources)
    for one in sources.shown:
        said = entry(page, one.fact.id).replace("\\", "")
        assert one.fact.statement in said
        assert all(source in said for source in one.fact.sources)
        assert one.fact.source_date.replace("n.d.", "sans date") in said
        assert {"verified": "Confiance\u00a0: sûre", "dated": "Confiance\u00a0: à confirmer"}[
            one.fact.confidence
        ] in said
        for screen in one.screens:
            assert f"(`{screen.journey}:{screen.step}`)" in said


def test_a_step_that_names_a_fact_is_shown_with_its_words() -> None:
    screens = of(sources_of(content_folder()), "commune.id.bring").screens
    (papers,) = [one for one in screens if (one.journey, one.step) == ("commune_identite", "prendre")]
    assert papers.title == "Préparez ces papiers"
    assert papers.words == (
        "Touchez ce que vous avez.",
        "Votre ancienne carte d’identité",
        "Une photo récente",
        "De quoi payer",
    )


def test_a_value_brings_the_sentences_that_hold_it(plant: Plant) -> None:
    sources = plant("commune_identite.yaml", "facts: [commune.docstop]", "facts: []")
    shown = of(sources, "commune.docstop")
    (blocked,) = [one for one in shown.screens if (one.journey, one.step) == ("commune_identite", "perdue")]
    assert blocked.words == ("Appelez DOC STOP\u00a0: 00800 2123 2123.",)
    assert ("Wallonie", "docstop") in [(one.place, one.used.name) for one in shown.given]


def test_a_value_of_a_commune_is_told_beside(plant: Plant) -> None:
    sources = plant(
        "places/la_louviere.yaml",
        "    fact: lalouviere.phone\n",
        '    fact: lalouviere.phone\n    verified: 2026-11-20\n    by: "animatrice EPN"\n    source: "annuaire"\n',
    )
    said = entry(markdown(sources), "lalouviere.phone")
    checked = "vérifié sur place le 20 novembre 2026, par\u00a0: animatrice EPN, lu\u00a0: annuaire"
    assert f"«\u00a0064 27 78 11\u00a0», {checked}" in said
    assert "«\u00a0Le numéro est le ….\u00a0»" in said


def test_a_second_commune_adds_its_values(plant: Plant, tmp_path: Path) -> None:
    second = tmp_path / "journeys" / "places" / "binche.yaml"
    second.write_text(
        'id: binche\nname: "Binche"\nvalues:\n  commune_phone:\n    text: "064 33 00 00"\n    verified: 2026-11-20\n',
        encoding="utf-8",
    )
    sources = plant("facts.yaml", "written: ", "written: ")
    assert [(one.place, one.used.shown) for one in sources.loose] == [("Binche", "064 33 00 00")]
    assert "## Valeurs sans fait\n\n- `commune_phone` (Binche), «\u00a0064 33 00 00\u00a0»" in markdown(sources)


def test_a_fact_that_no_page_uses_any_more_is_hidden(plant: Plant) -> None:
    assert "commune.kidsid" in {one.fact.id for one in sources_of(content_folder()).shown}
    text = (content_folder() / "commune_identite.yaml").read_text(encoding="utf-8")
    sources = plant("commune_identite.yaml", text, text.replace("[commune.kidsid]", "[commune.id.loss]"))
    sources = plant("national.yaml", "    fact: commune.kidsid\n", "    fact: commune.id.loss\n")
    assert "commune.kidsid" in {fact.id for fact in sources.hidden}
    assert "`commune.kidsid`" in markdown(sources).partition("## Faits qui ne se montrent pas")[2]


def test_an_unknown_value_is_listed_with_what_is_shown_instead(plant: Plant) -> None:
    sources = plant("national.yaml", '    text: "00800 2123 2123"\n', "")
    assert "docstop" in {one.used.name for one in sources.unknown}
    assert "- `docstop` (Wallonie), «\u00a0Demandez le numéro de DOC STOP à une personne.\u00a0»" in markdown(sources)


def test_no_word_becomes_markdown(plant: Plant) -> None:
    page = markdown(plant("facts.yaml", "statement: Le Forem est", "statement: Le *Forem* <b> [est] `a_b`"))
    assert "Le \\*Forem\\* \\<b> \\[est] \\`a\\_b\\`" in entry(page, "forem.what")
