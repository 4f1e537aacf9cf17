"""Guidance through official sites: a good one has no finding; each fault is found on its line, and no other."""

from pathlib import Path

import pytest

from kiosk.journey.tidy import tidy
from tests.kiosk.checking.conftest import Check, Notes
from tests.kiosk.official_site.made import TEXT

GOOD = tidy(TEXT).replace("’à (\\d.*)’", "'à (\\d.*)'")
FILE = "official_sites/essai.yaml"
LONG = "Prenez votre téléphone et ouvrez l’application du site que vous avez choisie hier ou ce matin."
STEP = """\
- id: site
  kind: site
  title: "Sur le site officiel"
  guidance: essai
  to: fini
  otherwise: fini
"""


@pytest.fixture
def good(content: Path) -> Path:
    """The copy of the content, with a guidance in it."""
    (content / "official_sites").mkdir(exist_ok=True)
    (content / FILE).write_text(GOOD, encoding="utf-8")
    return content


def test_a_good_guidance_has_no_finding(good: Path, check: Check, notes: Notes) -> None:
    assert good.is_dir()
    assert not [str(one) for one in check() if (one.rule, one.file, one.message) not in notes]


@pytest.mark.parametrize(
    "seed",
    [
        ("format", "minutes: 10", "minutes: 99"),
        ("format", "rdv.exemple.be/itsme", "autre.be/itsme"),
        ("fact-unknown", "language: fr", "facts: [essai.inconnu]"),
        ("verified-later", "language: fr", 'verified: 2027-01-01\nby: "bénévole"'),
        ("page-unreachable", "  url: rdv.exemple.be/itsme", "  url: rdv.exemple.be/vous"),
        ("site-mark", "Prenez votre téléphone.", "Regardez le cadre jaune."),
        ("site-quote", "Prenez votre téléphone.", "Lisez «\u00a0Bonjour\u00a0»."),
        ("site-quote", "«\u00a0Confirmer\u00a0»", "«\u00a0Envoyer\u00a0»"),
        ("click", "Prenez votre téléphone.", "Cliquez sur la page."),
        ("vous", "Prenez votre téléphone.", "Prends ton téléphone."),
        ("written-hours", "Prenez votre téléphone.", "Venez à 8\u00a0h."),
        ("sentence-length", "Prenez votre téléphone.", LONG),
        ("title-length", "Site officiel d’essai", "Le site officiel de tous les essais de la commune"),
        ("apostrophe", "Site officiel d’essai", "Site officiel d'essai"),
    ],
)  # fmt: skip
def test_each_fault_is_found_on_its_line(good: Path, check: Check, notes: Notes, seed: tuple[str, str, str]) -> None:
    rule, old, new = seed
    text = GOOD.replace("pages:\n", "language: fr\npages:\n", 1)
    assert old in text
    planted = text.replace(old, new, 1)
    (good / FILE).write_text(planted, encoding="utf-8")
    found = [one for one in check() if (one.rule, one.file, one.message) not in notes and not one.note]
    assert [(one.rule, one.file) for one in found] == [(rule, FILE)], [str(one) for one in found]
    changed = text[: text.index(old)].count("\n") + 1
    assert found[0].line in {changed, changed - 1}


def test_the_kiosks_own_buttons_may_be_quoted(good: Path, check: Check, notes: Notes) -> None:
    planted = GOOD.replace("Prenez votre téléphone.", "Touchez «\u00a0Lire la page\u00a0».")
    (good / FILE).write_text(planted, encoding="utf-8")
    assert not [str(one) for one in check() if (one.rule, one.file, one.message) not in notes]


@pytest.mark.parametrize(("guidance", "rules"), [("essai", set()), ("inconnu", {"guidance-unknown"})])
def test_a_step_names_a_guidance_that_is_there(
    good: Path, check: Check, notes: Notes, guidance: str, rules: set[str]
) -> None:
    path = good / "epn_aide.yaml"
    text = path.read_text(encoding="utf-8")
    outcome = next(part for part in text.split("\n- id: ")[1:] if "kind: outcome" in part).split("\n")[0]
    step = STEP.replace("essai", guidance).replace("fini", outcome)
    path.write_text(f"{text.rstrip()}\n{step}", encoding="utf-8")
    found = {one.rule for one in check() if (one.rule, one.file, one.message) not in notes and not one.note}
    assert found == rules | {"unreachable"}
