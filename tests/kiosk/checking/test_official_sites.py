"""Guidances held against the first pages of their sites: what is found, on which line, and what a caller learns."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checking.finding import Finding
from kiosk.checking.lines import Lines
from kiosk.checking.official_sites import UNVERIFIED, exit_code, file_in, from_records, kept, official_findings
from kiosk.official_site.events import Barred, Stopped, Trouble
from kiosk.official_site.verify import Sight
from kiosk.official_site.view import View
from tests.kiosk.official_site.made import BOOK, FORM, GUIDANCE, HOME, MAIL, TEXT, with_, without

FILE = "official_sites/essai.yaml"


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    (tmp_path / "official_sites").mkdir()
    (tmp_path / FILE).write_text(TEXT, encoding="utf-8")
    return Lines(tmp_path)


def _found(lines: Lines, sight: Sight) -> list[Finding]:
    return list(official_findings([GUIDANCE], lambda _: sight, lines))


def _line(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if words in line)


def test_a_page_that_fits_is_no_finding(lines: Lines) -> None:
    assert _found(lines, Sight(HOME)) == []
    assert exit_code([]) == 0


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (with_(HOME, replace(BOOK, name="Réserver")), "name: Prendre rendez-vous"),
        (without(HOME, HOME.elements[0]), 'heading: "Carte'),
        (without(FORM, MAIL), "contains: e-mail"),
    ],
)
def test_a_misfit_is_told_with_the_line_that_it_is_about(lines: Lines, view: View, words: str) -> None:
    found = _found(lines, Sight(view))[0]
    assert (found.file, found.line, found.rule, found.note) == (FILE, _line(words), "site-misfit", False)
    assert exit_code([found]) == 1


@pytest.mark.parametrize("why", Trouble)
def test_a_site_that_was_not_reached_is_named_and_is_no_misfit(lines: Lines, why: Trouble) -> None:
    (found,) = _found(lines, Sight(failed=why))
    assert (found.line, found.rule) == (_line("start:"), "site-unreached")
    assert GUIDANCE.start in found.message
    assert exit_code([found]) == UNVERIFIED


def test_what_is_wrong_counts_more_than_what_was_not_reached(lines: Lines) -> None:
    (unreached,) = _found(lines, Sight(failed=Trouble.NO_NETWORK))
    misfits = _found(lines, Sight(without(HOME, BOOK)))
    assert exit_code([unreached, *misfits]) == 1


def test_a_first_page_that_leads_elsewhere_names_the_host(lines: Lines) -> None:
    (found,) = _found(lines, Sight(stopped=(Stopped(Barred.HOST, "autre.be/rdv"),)))
    assert (found.line, found.rule) == (_line("hosts:"), "site-barred")
    assert found.message.endswith("not allowed: autre.be/rdv")
    assert exit_code([found]) == 1


def test_what_is_kept_is_verified_without_the_site_and_holds_nothing_of_a_visit(lines: Lines, tmp_path: Path) -> None:
    assert list(official_findings([GUIDANCE], kept(lambda _: Sight(HOME), tmp_path), lines)) == []
    assert "session" in HOME.url
    assert "session" not in file_in(tmp_path, GUIDANCE).read_text("utf-8")
    assert list(official_findings([GUIDANCE], from_records(tmp_path), lines)) == []


def test_a_page_that_was_not_seen_is_not_kept(tmp_path: Path) -> None:
    kept(lambda _: Sight(failed=Trouble.SLOW), tmp_path)(GUIDANCE)
    assert not file_in(tmp_path, GUIDANCE).exists()


def test_a_page_that_was_never_recorded_is_told(lines: Lines, tmp_path: Path) -> None:
    (found,) = official_findings([GUIDANCE], from_records(tmp_path / "none"), lines)
    assert (found.file, found.rule) == ("essai.json", "site-unrecorded")
    assert exit_code([found]) == UNVERIFIED
