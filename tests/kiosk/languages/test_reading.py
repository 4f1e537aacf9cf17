"""A catalogue is read strictly: each fault names its key and what is expected, and what is at fault stays French."""

from pathlib import Path

import pytest

from kiosk.ids import JourneyId
from kiosk.languages.catalogue import FRENCH, Catalogue, Said
from kiosk.languages.reading import languages_folder, read_catalogues

DUTCH = (languages_folder() / "nl.toml").read_text(encoding="utf-8")


def read(folder: Path, text: str, name: str = "nl.toml") -> tuple[dict[str, Catalogue], tuple[str, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_catalogues(folder)


def changed(old: str, new: str) -> str:
    assert DUTCH.count(old) == 1
    return DUTCH.replace(old, new)


def test_the_catalogue_of_the_house_has_no_fault() -> None:
    found, faults = read_catalogues()
    assert faults == ()
    dutch = found["nl"]
    assert dutch.house.name == "Nederlands"
    assert dutch.house.touch == "U kunt tikken op:"
    assert dutch.house.days.first == "Begin"
    assert dutch.text("Retour") == "Terug"


def test_no_break_spaces_do_not_count_in_a_key() -> None:
    dutch = read_catalogues()[0]["nl"]
    assert dutch.text("Voulez-vous terminer\u00a0?") == dutch.text("Voulez-vous terminer ?") == "Wilt u stoppen?"


def test_a_figure_stays_with_what_it_counts() -> None:
    dutch = read_catalogues()[0]["nl"]
    assert dutch.text("Il y aura 2 visites") == "U gaat 2\u00a0keer"


def test_what_has_no_translation_says_that_it_is_french() -> None:
    dutch = read_catalogues()[0]["nl"]
    assert dutch.say("Rien de tel") == Said("Rien de tel", "fr")
    assert dutch.fill("Votre code : {code}", code="A2B3") == Said("Uw code: A2B3", "")
    assert FRENCH.say("Rien de tel") == Said("Rien de tel", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (DUTCH.replace('"Retour" = "Terug"', '"Retour" = Terug'), "nl.toml: cannot be read: Invalid value (at line "),
        (changed('name = "Nederlands"', 'name = ""'), "nl.toml: name: expected the language's own name"),
        (changed('locale = "nl_BE"', 'locale = "xx_YY"'), "nl.toml: [formats] locale: 'xx_YY' is unknown"),
        (changed('first = "1"\n', ""), "nl.toml: [formats]: expected exactly the keys locale, first, hour"),
        (changed("{hours}.{minutes}", "{hour}"), "nl.toml: [formats] hour: "),
        (changed('"Choisi." = "Gekozen."\n', ""), "nl.toml: [house] 'Choisi.': missing; the language is offered once"),
    ],
    ids=["no-toml", "name", "locale", "format-missing", "format-names", "house-word"],
)
def test_a_language_that_cannot_be_spoken_whole_is_not_offered(tmp_path: Path, text: str, fault: str) -> None:
    found, faults = read(tmp_path, text)
    assert found == {}
    assert len(faults) == 1
    assert faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (changed('"Terug"', '""'), "nl.toml: [bar] 'Retour': expected its translation in quotes"),
        (changed('"Terug"', "3"), "nl.toml: [bar] 'Retour': expected its translation in quotes"),
        (changed("Uw code: {code}", "Uw code"), "nl.toml: [booking] 'Votre code : {code}': 'Uw code' has other names"),
        (
            changed('"Terug"', '"Terug"\n"Oui" = "Jawel"'),
            "nl.toml: [pages] 'Oui': 'Ja', but 'Jawel' in another group; expected one translation for one text",
        ),
        ('wat = "dat"\n' + DUTCH, "nl.toml: wat: unknown; expected name, journeys, formats, or a group"),
        (
            changed('journeys = ["accueil", "borne_comptes", "commune_identite"]', 'journeys = "accueil"'),
            "nl.toml: journeys: expected a list",
        ),
    ],
    ids=["empty", "number", "names", "twice", "unknown", "journeys"],
)
def test_a_pair_at_fault_stays_french_and_the_rest_is_offered(tmp_path: Path, text: str, fault: str) -> None:
    found, faults = read(tmp_path, text)
    assert found["nl"].text("Terminer") == "Stoppen"
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_a_file_is_named_after_its_language(tmp_path: Path) -> None:
    found, faults = read(tmp_path, DUTCH, "Nederlands.toml")
    assert found == {}
    assert faults[0].startswith("Nederlands.toml: the file is named after its language; expected a code")


def test_a_journey_is_offered_once_it_is_named(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path, changed('journeys = ["accueil", "borne_comptes", "commune_identite"]', 'journeys = ["accueil"]')
    )
    assert found["nl"].speaks(JourneyId("accueil"))
    assert not found["nl"].speaks(JourneyId("commune_identite"))
    assert FRENCH.speaks(JourneyId("commune_identite"))
