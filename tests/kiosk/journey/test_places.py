"""One file a commune: its values stand in every sentence that names them, and in none of another commune's site."""

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.ids import ChoiceId, GuidanceId, JourneyId, PlaceId, StepId
from kiosk.journey.loader import (
    MODEL,
    Ref,
    content_folder,
    file_of_place,
    load_library,
    place_path,
    read_library,
)
from kiosk.journey.model import SiteStep
from kiosk.journey.new_place import id_of_place, new_place
from kiosk.journey.strict_yaml import load as read
from kiosk.journey.values import NAMED, OwnPlaces, OwnValue, Places
from kiosk.opening import Opened, open_site, reach_of, with_official_sites
from kiosk.page import Page
from kiosk.sentences import every_page, fixed_sentences, sentence_groups
from kiosk.settings import Settings, load
from kiosk.walk import offered
from voices.build import BuildReport, Workshop, build
from voices.clips import Folders

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = MONDAY.date()
BINCHE = PlaceId("binche")
NEW, OLD = "064 00 00 00", "064 27 78 11"
LOCAL = re.compile(r"louvi|hamoir|épilouve|gazomètre|\b064\b", re.IGNORECASE)


def site_of(commune: str) -> Settings:
    """The demonstration, elsewhere."""
    settings = load()
    site = msgspec.structs.replace(settings.site, name="Ailleurs", commune=PlaceId(commune))
    return msgspec.structs.replace(settings, site=site)


def opened(commune: str, data: Path, today: date | None = TODAY) -> Opened:
    return open_site(site_of(commune), data, lambda: MONDAY, today)


def own_file(data: Path, place: PlaceId, name: str, **texts: str) -> Path:
    """A file as `kiosk place new` begins it, with these values filled in and verified today."""
    text = new_place(place, name)
    for value, said in texts.items():
        begun = f"  {value}:\n    text:\n    verified:\n    by:\n"
        assert text.count(begun) == 1
        text = text.replace(begun, f'  {value}:\n    text: "{said}"\n    verified: 2026-11-23\n    by: "bénévole"\n')
    path = place_path(data, place)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def binche(tmp_path: Path) -> Path:
    own_file(tmp_path, BINCHE, "Binche")
    return tmp_path


def words_of(page: Page) -> Iterator[str]:
    yield page.title
    yield from (line.text for line in page.lines)
    yield from (word for choice in page.choices for word in (choice.label, choice.hint))


def uses(name: str) -> dict[str, set[str]]:
    """The journeys' titles whose sentences name a value, with these sentences."""
    found: dict[str, set[str]] = {}
    for journey in load_library(PlaceId("la_louviere")).journeys.values():
        said = {text for step in journey.steps for text in step.text if f"{{{name}}}" in text}
        if said:
            found[journey.title] = said
    return found


def test_a_site_of_another_commune_says_nothing_of_la_louviere(binche: Path) -> None:
    site = opened(BINCHE, binche)
    assert site.faults == ()
    known = [value.text for value in own_values("la_louviere").values() if re.search(r"[\dA-Z.]", value.text)]
    assert len(known) >= 5
    shown = [word for page in every_page(site.site) for word in words_of(page)]
    said = [text for _, text in fixed_sentences(site.site)]
    assert len(said) > 500
    assert [text for text in (*shown, *said) if LOCAL.search(text) or any(one in text for one in known)] == []
    assert any(LOCAL.search(text) for _, text in fixed_sentences(opened("la_louviere", binche).site))


def test_no_step_rests_on_a_fact_of_one_commune(binche: Path) -> None:
    library = opened(BINCHE, binche).site.library
    local = {value.fact for value in own_values("la_louviere").values() if value.fact}
    named = {fact for journey in library.journeys.values() for step in journey.steps for fact in step.facts}
    assert {fact for fact in named if fact in local or fact.startswith("lalouviere.")} == set()


def own_values(place: str) -> dict[str, OwnValue]:
    return dict(read(place_path(content_folder(), PlaceId(place)), OwnPlaces).values)


def test_without_any_file_a_commune_has_the_sentences_of_the_model(tmp_path: Path) -> None:
    site = opened("nulle_part", tmp_path)
    assert [fault for fault in site.faults if "is missing" in fault] == list(site.faults)
    said = {text for _, text in fixed_sentences(site.site)}
    assert "Demandez le numéro de la commune à une personne." in said
    assert "Demandez à une personne." not in said


def test_every_value_of_a_sentence_is_the_countrys_or_the_models() -> None:
    folder = content_folder()
    library = load_library(PlaceId("la_louviere"))
    steps = [step for journey in library.journeys.values() for step in journey.steps]
    named = {name for step in steps for text in step.text for name in NAMED.findall(text)}
    model = read(place_path(folder, MODEL), Places)
    national = read(folder / "national.yaml", Places)
    assert named == {*model.values, *national.values}
    assert not [name for name, value in model.values.items() if value.text or value.verified or value.fact]


@pytest.mark.parametrize("name", sorted(read(place_path(content_folder(), MODEL), Places).values))
def test_the_model_tells_truly_where_a_value_is_shown(name: str) -> None:
    text = place_path(content_folder(), MODEL).read_text(encoding="utf-8")
    block = text[: text.index(f"\n  {name}:\n")].rpartition("\n\n")[2].replace("\n  #   ", " ")
    said = re.search(r"# La borne dit : « (.+?) »", block)
    journeys = re.search(r"# Parcours : (.+)\.", block)
    assert said, block
    assert journeys, block
    assert "# Vérifier : " in block
    found = uses(name)
    assert set(journeys[1].split(" ; ")) == set(found)
    spoken = said[1].replace(" … .", f" {{{name}}}.").replace(" :", "\u00a0:")
    assert spoken in {text for texts in found.values() for text in texts}


def test_the_sites_own_file_wins_over_the_one_that_ships(tmp_path: Path) -> None:
    place = PlaceId("la_louviere")
    assert file_of_place(place, tmp_path) == place_path(content_folder(), place)
    own = place_path(tmp_path, place)
    own.parent.mkdir()
    called = '    verified: 2026-11-23\n    by: "bénévole"\n'
    own.write_text(
        f'id: la_louviere\nname: "La Louvière"\nvalues:\n  commune_phone:\n    text: "{NEW}"\n{called}'
        f"  social_grocery:\n    text:\n{called}  eguichet:\n    text:\n",
        encoding="utf-8",
    )
    assert file_of_place(place, tmp_path) == own
    values = opened(place, tmp_path).site.library.values
    assert (values["commune_phone"].text, values["commune_phone"].by) == (NEW, "bénévole")
    assert values["eguichet"].text == "lalouviere.guichet-citoyen.be"  # left empty: as shipped
    assert values["social_grocery"].text == ""  # somebody has asked, and there is none


def test_a_file_whose_id_is_another_one_is_named_and_not_used(tmp_path: Path) -> None:
    own = own_file(tmp_path, BINCHE, "Binche", commune_phone=NEW)
    shutil.move(own, place_path(tmp_path, PlaceId("mons")))
    site = opened("mons", tmp_path)
    assert site.faults == ("places/mons.yaml:1: the id is 'binche'; name it 'mons' like the file",)
    assert site.site.library.values["commune_phone"].text == ""


def test_the_note_stands_while_a_value_is_not_verified_or_the_clock_not_trusted(tmp_path: Path) -> None:
    own_file(tmp_path, BINCHE, "Binche", commune_phone=NEW)

    def verified(today: date | None) -> bool:
        page = next(one for one in every_page(opened(BINCHE, tmp_path, today).site) if NEW in str(one.lines))
        texts = [line.text for line in page.lines]
        assert "2026" not in " ".join(texts)  # whatever the clock, no day of a check is shown
        return "À vérifier avec une personne." not in texts

    assert verified(date(2026, 11, 23))
    assert verified(date(2027, 5, 22))
    assert not verified(date(2027, 5, 23))
    assert not verified(None)


def test_the_note_has_its_clip_before_anything_is_old(tmp_path: Path) -> None:
    groups = sentence_groups(opened(BINCHE, own_file(tmp_path, BINCHE, "Binche", commune_phone=NEW).parents[1]).site)
    assert ("fr", "À vérifier avec une personne.") in [pair for group in groups for pair in group.sentences]


def test_an_address_on_a_ticket_wants_a_check_like_any_value(tmp_path: Path) -> None:
    path = own_file(tmp_path, BINCHE, "Binche")
    text = path.read_text(encoding="utf-8")
    empty, full = '    name: "La commune"\n    address:\n', '    address: ["Grand-Place 1", "7130 Binche"]\n'
    path.write_text(text.replace(empty, full, 1), encoding="utf-8")
    tickets = [page for page in every_page(opened(BINCHE, tmp_path).site) if "7130 Binche" in str(page.lines)]
    assert tickets
    for page in tickets:
        texts = [line.text for line in page.lines]
        assert texts[texts.index("7130 Binche") + 1] == "À vérifier avec une personne."


# ---- a commune's own official site ------------------------------------------------------------------------------

GUICHET = GuidanceId("guichet_la_louviere")
LEADING = [JourneyId(one) for one in ("commune_identite", "commune_adresse", "commune_papiers")]
SITE = StepId("site")


def guidance_in(site: Opened) -> set[str]:
    steps = (site.site.library.step(Ref(journey, SITE)) for journey in LEADING)
    return {step.guidance for step in steps if isinstance(step, SiteStep)}


def test_the_guidance_of_la_louviere_is_reached_from_its_kiosks_alone(binche: Path) -> None:
    here, there = (with_official_sites(opened(place, binche)) for place in ("la_louviere", BINCHE))
    assert guidance_in(here) == {GUICHET}
    assert guidance_in(there) == {""}
    assert here.site.abilities.guided - there.site.abilities.guided == {GUICHET}
    assert [host for host in reach_of(there) if "louviere" in host] == []
    for journey in LEADING:
        means = next(step for step in there.site.library.journeys[journey].steps if step.id in {"rdv", "moyen"})
        shown = {one.id: one.label for one in offered(there.site.library, Ref(journey, means.id), there.site.abilities)}
        assert "site" not in shown
        assert shown[ChoiceId("internet")] == "Sur internet, avec aide"


def with_eguichet(data: Path, address: str, guidance: str) -> Path:
    path = own_file(data, BINCHE, "Binche", eguichet=address)
    text = path.read_text(encoding="utf-8")
    begun = '    by: "bénévole"\n    guidance:\n'
    assert text.count(begun) == 1
    path.write_text(text.replace(begun, f'    by: "bénévole"\n    guidance: {guidance}\n'), encoding="utf-8")
    return path


def test_a_commune_guides_through_its_own_site_by_a_file_beside_its_place(tmp_path: Path) -> None:
    shipped = (content_folder() / "official_sites" / f"{GUICHET}.yaml").read_text(encoding="utf-8")
    (tmp_path / "official_sites").mkdir()
    own = shipped.replace(GUICHET, "guichet_binche").replace("lalouviere.guichet", "binche.guichet")
    facts = "facts: [lalouviere.eguichet, lalouviere.channels, commune.imio, login.methods]\n"
    assert facts in own
    path = tmp_path / "official_sites" / "guichet_binche.yaml"
    path.write_text(own.replace(facts, ""), encoding="utf-8")
    with_eguichet(tmp_path, "binche.guichet-citoyen.be", "guichet_binche")
    site = with_official_sites(opened(BINCHE, tmp_path))
    assert site.faults == ()
    assert guidance_in(site) == {"guichet_binche"}
    assert "guichet_binche" in site.site.abilities.guided


@pytest.mark.parametrize(
    ("address", "guidance", "said"),
    [
        ("binche.guichet-citoyen.be", GUICHET, f"'{GUICHET}' guides through https://lalouviere."),
        ("[adresse]", GUICHET, f"'{GUICHET}' guides through https://lalouviere."),
        ("binche.guichet-citoyen.be", "guichet_binche", "there is no official_sites/guichet_binche.yaml"),
    ],
)
def test_guidance_that_is_not_of_this_address_is_named_with_its_line_and_never_used(
    tmp_path: Path, address: str, guidance: str, said: str
) -> None:
    path = with_eguichet(tmp_path, address, guidance)
    line = path.read_text(encoding="utf-8").splitlines().index(f"    guidance: {guidance}") + 1
    site = opened(BINCHE, tmp_path)
    (fault,) = site.faults
    assert fault.startswith(f"places/binche.yaml:{line}: eguichet: {said}")
    assert guidance_in(site) == {""}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ('"{guichet}"', "step 'site': there is no value 'guichet'; name one of _modele.yaml, such as {eguichet}"),
        (GUICHET, f"step 'site': '{GUICHET}' is of one commune alone; write \"{{eguichet}}\""),
    ],
)
def test_a_step_leaves_a_communes_site_to_the_commune(tmp_path: Path, named: str, said: str) -> None:
    folder = shutil.copytree(content_folder(), tmp_path / "journeys")
    path = folder / "commune_adresse.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count('guidance: "{eguichet}"') == 1
    path.write_text(text.replace('guidance: "{eguichet}"', f"guidance: {named}"), encoding="utf-8")
    line = text[: text.index("guidance: ")].count("\n") + 1
    assert read_library(PlaceId("la_louviere"), folder)[1] == (f"commune_adresse.yaml:{line}: {said}",)


# ---- one value changes ------------------------------------------------------------------------------------------


def said_with(data: Path, number: str, journey: JourneyId | None = None) -> list[tuple[str, str]]:
    own_file(data, BINCHE, "Binche", commune_phone=number, commune_place="Grand-Place 1")
    groups = sentence_groups(opened(BINCHE, data).site, journey)
    return list(dict.fromkeys(pair for group in groups for pair in group.sentences))


def test_a_value_changes_every_sentence_that_names_it_and_nothing_else(tmp_path: Path) -> None:
    before, after = said_with(tmp_path, OLD), said_with(tmp_path, NEW)
    changed = [(old[1], new[1]) for old, new in zip(before, after, strict=True) if old != new]
    french = {text for texts in uses("commune_phone").values() for text in texts}
    assert len(french) >= 3
    assert {old for old, _ in changed} >= {text.format(commune_phone=OLD) for text in french}
    assert all(old.replace(OLD, NEW) == new for old, new in changed)
    assert [text for _, text in after if OLD in text] == []


def test_only_the_clips_of_these_sentences_are_made_again(tmp_path: Path) -> None:
    journey = JourneyId("commune_papiers")

    def made(texts: Sequence[tuple[str, str]]) -> BuildReport:
        report = build(texts, Folders.of(tmp_path), Workshop(engine="espeak"))
        assert report.faults == ()
        return report

    def some(number: str) -> list[tuple[str, str]]:
        said = said_with(tmp_path, number, journey)
        return [pair for pair in said if number in pair[1]] + [pair for pair in said if number not in pair[1]][:12]

    before = some(OLD)
    assert made(before).made == len(before)
    after = some(NEW)
    different = set(after) - set(before)
    report = made(after)
    assert len(different) >= 2
    assert (report.made, report.kept, report.removed) == (len(different), len(after) - len(different), len(different))
    assert all(NEW in text for _, text in different)


def test_for_a_commune_that_ships_the_new_file_begins_with_what_is_known(tmp_path: Path) -> None:
    place = PlaceId("la_louviere")
    shipped = read(place_path(content_folder(), place), OwnPlaces)
    own = read(own_file(tmp_path, place, "La Louvière"), OwnPlaces)
    assert {name: (one.text, one.fact, one.guidance) for name, one in own.values.items() if one.text} == {
        name: (one.text, one.fact, one.guidance) for name, one in shipped.values.items()
    }
    assert {name: office.name for name, office in own.offices.items()} == {
        name: office.name for name, office in shipped.offices.items()
    }


# ---- beginning a file -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "place"),
    [("La Louvière", "la_louviere"), ("Écaussinnes", "ecaussinnes"), ("Fontaine-l’Évêque", "fontaine_l_eveque")],
)
def test_a_name_becomes_the_name_of_a_file(name: str, place: str) -> None:
    assert id_of_place(name) == place


def test_a_new_file_is_empty_and_explained_and_keeps_no_sentence_of_the_model(tmp_path: Path) -> None:
    path = own_file(tmp_path, BINCHE, "Binche")
    own, model = read(path, OwnPlaces), read(place_path(content_folder(), MODEL), Places)
    assert (own.id, own.name) == (BINCHE, "Binche")
    assert list(own.values) == list(model.values)
    assert {(value.text, value.fallback, value.verified, value.by) for value in own.values.values()} == {
        ("", "", None, "")
    }
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Binche : ")
    assert "odèle" not in text
    assert all(value.fallback in text for value in model.values.values())
