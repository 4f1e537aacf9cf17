"""What the loader refuses is named with its line and a remedy that fits."""

import pytest

from tests.kiosk.checking.conftest import Check, Plant


@pytest.mark.parametrize(
    ("file", "change", "remedy"),
    [
        ("places/la_louviere.yaml", ("    text: ", "    texte: "), "mend the name of `texte`, or remove it"),
        ("places/la_louviere.yaml", ("    fact: lalouviere.phone", "    verified: 23/11/2026"), "such as 2026-11-23"),
        ("places/_modele.yaml", ("    fallback: ", "    falback: "), "mend the name of `falback`, or remove it"),
        ("commune_identite.yaml", ("  kind: outcome", "  kind: fin"), "write a word that this file uses elsewhere"),
        ("commune_identite.yaml", ('  title: "Une bonne photo"\n', ""), "add `title:`"),
        ("national.yaml", ('"Demandez l’adresse du site à une personne."', '""'), "write at least 1"),
    ],
)
def test_a_remedy_fits_its_fault(check: Check, plant: Plant, file: str, change: tuple[str, str], remedy: str) -> None:
    plant(file, *change)
    (found,) = [one for one in check() if one.rule == "format"]
    assert (found.file, found.rule) == (file, "format")
    assert found.line > 1
    assert remedy in found.suggestion, str(found)


def test_a_day_that_is_none_is_named_by_its_own_line(check: Check, plant: Plant) -> None:
    line = plant("places/la_louviere.yaml", "    fact: lalouviere.eguichet", "    verified: 2026-02-30")
    (found,) = [one for one in check() if one.rule == "format"]
    assert (found.line, found.message) == (line, "values.eguichet.verified: no day of the calendar")


def test_the_value_that_lacks_something_is_named_by_its_own_line(check: Check, plant: Plant) -> None:
    line = plant("national.yaml", '    fallback: "Demandez l’adresse du site à une personne."\n', "")
    (found,) = [one for one in check() if one.rule == "format"]
    assert line - 3 <= found.line < line
    assert found.suggestion == "add `fallback:`"
