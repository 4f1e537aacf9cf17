"""A guidance file is read strictly: each fault names file, line and remedy, and takes only its own file away."""

from pathlib import Path

import pytest

from kiosk.errors import ContentError
from kiosk.official_site.guidance import Wait, several
from kiosk.official_site.loading import load_guidance, read_guidances
from tests.kiosk.official_site.made import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of content with nothing in it but room for guidance."""
    (tmp_path / "official_sites").mkdir()
    return tmp_path


def written(folder: Path, text: str, name: str = "essai") -> Path:
    """The file, on disk."""
    path = folder / "official_sites" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(folder: Path) -> None:
    guidance = load_guidance(written(folder, TEXT))
    hosts = guidance.allowed()
    assert (hosts.pages, hosts.resources) == (frozenset({"rdv.exemple.be"}), frozenset({"images.exemple.be"}))
    assert not hosts.plain_http
    assert [page.id for page in guidance.pages] == ["accueil", "coordonnees", "attente", "fin"]
    assert guidance.pages[2].wait
    assert (guidance.pages[2].wait.kind, guidance.pages[2].wait.minutes) == (Wait.ITSME, 10)
    point = guidance.pages[0].cues[0].point
    assert point
    assert several(point.role) == ("button", "link")
    assert guidance.pages[1].cues[3].final


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: essai", "id: autre", "1: the id is 'autre'; name it 'essai'"),
        ("https://rdv.exemple.be/\n", "http://rdv.exemple.be/\n", "3: 'http://rdv.exemple.be/' may not be opened"),
        ("https://rdv.exemple.be/\n", "https://ailleurs.be/\n", "3: 'https://ailleurs.be/' may not be opened"),
        ("images.exemple.be", "https://images", "4: 'https://images' is no host"),
        ("images.exemple.be", ".be", "4: '.be' is no host"),
        ("exemple.be/sortie", "autre.be/sortie", "5: 'https://rdv.autre.be/sortie' may not be opened (host)"),
        ('{url: "https://rdv.exemple.be/sortie"}', "{url: ''}", "5: says nothing; write `url:` or `element:`"),
        ("logout:", "verified: 2026-11-20\nlogout:", "5: nothing says who verified it; add `by:`"),
        ("  url: rdv.exemple.be/itsme\n", "", "26: the page 'attente' has no condition"),
        ("rdv.exemple.be/itsme", "itsme.be/*", "27: 'itsme.be' is no host of this site"),
        ("rdv.exemple.be/itsme", "rdv.exemple.be/?a=1", "27: pages[2].url: Expected `str` matching regex"),
        ("id: attente", "id: accueil", "26: two pages have the id 'accueil'"),
        ('  - say: ["Touchez la case jaune."]\n    point: {role: checkbox, contains: accepte}',
         '  - say: ["Touchez."]', "20: points at nothing, so that no later cue"),
        ("name: [Confirmer, Valider]", "name: []", "24: pages[1].cues[3].point.name: Expected `array`"),
        (", name: [Confirmer, Valider]", "", "24: names nothing; add `name:` or `contains:`"),
        ("{role: button, name: [Confirmer, Valider]}\n    final: true", "{role: checkbox, name: Lu}",
         "24: nothing follows when this is"),
        ("optional: true", "final: true", "22: only a button or a link sends it all"),
        ("minutes: 10", "minutes: 60", "29: pages[2].wait.minutes: Expected `int` <= 15"),
        ("kind: itsme", "kind: fax", "29: pages[2].wait.kind: Invalid enum value 'fax'"),
        ("(Maison .*)", "Maison .*", "34: has 0 groups; put brackets around what is read"),
        ("(Maison .*)", "(Maison", "34: is no regular expression"),
        ('  text: ["Votre rendez-vous est confirmé", "Rendez-vous pris"]\n', "", "33: an address alone that stands"),
        ('["Tout est écrit.", "Touchez « Confirmer »."]', '["A.", "B.", "C."]', "23: pages[1].cues[3].say: Expected"),
        ("hosts:", "plain_http: yes\nhosts:", "4: Object contains unknown field `plain_http`"),
    ],
)  # fmt: skip
def test_each_fault_names_its_line_and_its_remedy(folder: Path, old: str, new: str, said: str) -> None:
    assert TEXT.count(old) >= 1
    path = written(folder, TEXT.replace(old, new, 1))
    with pytest.raises(ContentError) as fault:
        load_guidance(path)
    assert str(fault.value).startswith(f"official_sites/essai.yaml:{said}")
    assert "\n" not in str(fault.value)


def test_two_faults_are_two_lines_and_the_other_file_stays(folder: Path) -> None:
    written(folder, TEXT.replace("minutes: 10", "minutes: 0"))
    written(folder, TEXT.replace("id: essai", "id: bon"), "bon")
    both = TEXT.replace("id: essai", "id: deux").replace("/itsme", "/i").replace("images.exemple.be", "IMAGES")
    written(folder, both.replace("id: attente", "id: accueil"), "deux")
    found, faults = read_guidances(folder)
    assert list(found) == ["bon"]
    assert [fault.split(": ")[0] for fault in faults] == [
        "official_sites/deux.yaml:4",
        "official_sites/deux.yaml:26",
        "official_sites/essai.yaml:29",
    ]


def test_no_folder_is_no_fault(tmp_path: Path) -> None:
    assert read_guidances(tmp_path) == ({}, ())
