"""The tour goes to every step by touch, and leaves a sheet to proof-read: picture, words, sound, sources of each."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.__main__ import main
from kiosk.ids import GuidanceId, JourneyId, StepId
from kiosk.journey.loader import Ref
from kiosk.journey.model import EntryStep
from kiosk.official_site.sample import MARK, sample_views
from kiosk.official_site.telling import tell
from kiosk.opening import with_official_sites
from kiosk.pages.site import Site
from kiosk.tour import stops
from kiosk.walk import Abilities
from tests.chromium import PROGRAM, Browser, chromium
from tests.kiosk.bench import Bench
from voices.decode import decode
from voices.faults import Fault

JOURNEY = JourneyId("commune_identite")
PAGES = ("index.html", "commune_identite.html", "constats.html")
BAND = (219, 222, 227)
"""Behind the mark of a made-up page."""
NUMBER = "« Le numéro est le 064 27 78 11. » Jamais vérifié sur place."
VOID = {"meta", "link", "img", "input", "br"}


@dataclass
class Step:
    """What a page has of one step."""

    tags: Counter[str] = field(default_factory=Counter)
    alts: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)
    words: str = ""


class Reader(HTMLParser):
    """Reads a page: every tag closed, every id given once, each step with what belongs to it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.used: set[str] = set()
        self.labelled: set[str] = set()
        self.steps: dict[str, Step] = {}
        self.language = ""
        self._step = Step()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.open += [] if tag in VOID else [tag]
        self.ids.update([given["id"]] if "id" in given else [])
        self.used |= {given[name] for name in ("href", "src") if name in given}
        self.labelled |= {given["for"]} if "for" in given else set()
        self.language = given.get("lang", "") if tag == "html" else self.language
        if tag == "article":
            self._step = self.steps[given["id"]] = Step()
        self._step.tags[tag] += 1
        self._step.alts += [given.get("alt", "")] if tag == "img" else []
        self._step.sounds += [given.get("src", "")] if tag == "audio" else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._step = self._step if tag != "article" else Step()

    def handle_data(self, data: str) -> None:
        self._step.words += data


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sheet of one journey; not to be written to."""
    data = tmp_path_factory.mktemp("tour")
    command = [sys.executable, "-m", "kiosk", "tour", "--journey", JOURNEY, "--out", str(data / "out")]
    done = subprocess.run([*command, "--data", str(data)], capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    return data / "out"


def test_every_step_of_a_journey_has_its_picture_words_and_sound(book: Path, tmp_path: Path) -> None:
    page = Reader(book / "commune_identite.html")
    site = with_official_sites(Bench(tmp_path).opened).site
    wanted = stops(site, JOURNEY)
    assert len(wanted) > 25
    for stop in wanted:
        step = page.steps[stop.name]
        with Image.open(book / "images" / f"{stop.name}.png") as picture:
            assert picture.size == (1280, 800)
            assert len(picture.getcolors(maxcolors=1 << 20) or []) > 50, f"{stop.name} is empty"
        assert all(step.alts)
        assert len(step.sounds) == step.tags["img"] >= 1
        for name in step.sounds:
            sound = decode(book / name)
            assert not isinstance(sound, Fault), sound
            assert sound.duration > 1
        shown = site.library.step(stop.ref)
        assert shown.title in step.words
        assert step.tags["input"] == step.tags["textarea"] == 1
        for fact in shown.facts:
            assert site.library.facts[fact].statement in step.words
    assert (book / "images" / "commune_identite-billet-qr.png").exists()


def test_an_official_site_is_shown_page_by_page_on_samples_that_say_so(book: Path, tmp_path: Path) -> None:
    guidance = Bench(tmp_path).opened.site.library.guidances[GuidanceId("guichet_la_louviere")]
    views = sample_views(guidance)
    assert len(views) == len(guidance.pages) >= 4
    step = Reader(book / "commune_identite.html").steps["commune_identite-site"]
    assert step.tags["img"] == len(step.sounds) == len(views)
    assert step.words.count(MARK) == len(views)
    for view in views:
        assert all(sentence in step.words for sentence in tell(guidance, view).say)
    for number in range(1, len(views) + 1):
        name = f"commune_identite-site{f'-{number}' if number > 1 else ''}.png"
        with Image.open(book / "images" / name) as picture:
            other = ImageChops.difference(picture.convert("RGB"), Image.new("RGB", picture.size, BAND))
        band = sum(other.convert("L").histogram()[:3])
        assert band > 10_000, name


def test_a_step_says_where_its_buttons_lead_and_how_sure_its_values_are(book: Path) -> None:
    page = Reader(book / "commune_identite.html")
    lost = page.steps["commune_identite-perdue"].words
    assert "Appelez DOC STOP" in lost
    assert "Je n’ai pas de téléphone → mène à  Une personne vous aide" in lost
    assert "commune_identite.html#commune_identite-docstop" in page.used
    assert NUMBER in page.steps["commune_identite-tel"].words.replace("\xa0", " ")


def test_the_invented_visitors_of_a_journey_are_on_its_sheet_and_marked(book: Path) -> None:
    page = (book / "commune_identite.html").read_text(encoding="utf-8")
    assert "34 ans, carte perdue, pas de téléphone" in page
    assert page.count("Où la borne montre le site officiel.") >= 2
    assert page.count("Situation inventée") == page.count('class="person"') >= 3


def test_a_journey_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour", "--journey", "commune", "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "--journey commune: unknown; expected one of: accueil, " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_all_that_it_uses_lies_beside_it(book: Path, name: str) -> None:
    page = Reader(book / name)
    assert page.open == []
    assert page.language == "fr-BE"
    assert page.labelled <= set(page.ids)
    assert max(page.ids.values()) == 1
    for used in page.used:
        file, _, card = used.partition("#")
        if not file.startswith("https://") and not file.startswith("http://"):
            assert (book / (file or name)).is_file(), used
            assert not card or card in Reader(book / (file or name)).ids, used


def test_only_sources_lead_out_and_no_path_of_the_machine_is_inside(book: Path, tmp_path: Path) -> None:
    known = {source for fact in Bench(tmp_path).opened.site.library.facts.values() for source in fact.sources}
    for path in (book / name for name in PAGES):
        assert {one for one in Reader(path).used if ":" in one} <= known
        assert str(book) not in path.read_text(encoding="utf-8")
        assert str(Path.home()) not in path.read_text(encoding="utf-8")


def test_the_findings_are_told_in_plain_words_beside_file_and_rule(book: Path) -> None:
    said = (book / "constats.html").read_text(encoding="utf-8")
    assert "Le son d’une phrase manque ou est ancien." in said  # no clip was prepared for this tour
    assert "Règle «&nbsp;clip&nbsp;»" in said


@pytest.fixture
def stick(book: Path, user: str) -> Iterator[Path]:
    """Give a copy of the sheet that belongs to the ordinary user who opens it."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(book, folder, dirs_exist_ok=True)
        if user:
            for path in (Path(folder), *Path(folder).rglob("*")):
                shutil.chown(path, user, user)
        yield Path(folder)


@pytest.mark.skipif(PROGRAM is None, reason="needs chromium")
def test_a_browser_plays_the_sound_and_keeps_and_saves_what_was_written(stick: Path, user: str) -> None:
    with chromium(stick, user) as browser:
        browser.open(stick / "commune_identite.html")
        duration, position = browser.run(PLAY)
        assert duration > 1
        assert position > 0
        browser.run(WRITE)
        browser.open(stick / "index.html")
        assert browser.run("document.querySelector('[data-count]').textContent").startswith("1 sur ")
        browser.open(stick / "commune_identite.html")
        assert browser.run("document.querySelector('textarea').value") == "Le mot « tôle » gêne."
        assert _saved(browser, stick) == [
            "[x] Ma carte d’identité (commune_identite-depart, ",
            "    > Le mot « tôle » gêne.",
        ]


@pytest.mark.skipif(PROGRAM is None, reason="needs chromium")
@pytest.mark.parametrize("name", PAGES)
def test_all_that_can_be_worked_has_a_name_for_who_does_not_see(stick: Path, user: str, name: str) -> None:
    worked = {"checkbox", "textbox", "button", "link", "image", "Audio"}
    with chromium(stick, user) as browser:
        browser.open(stick / name)
        nodes = [one for one in browser.call("Accessibility.getFullAXTree")["nodes"] if not one["ignored"]]
    found = [(one["role"]["value"], one.get("name", {}).get("value", "")) for one in nodes]
    assert {role for role, _ in found} >= {"button", "link"}
    assert [one for one in found if one[0] in worked and not one[1]] == []


@pytest.mark.skipif(PROGRAM is None, reason="needs chromium")
def test_words_that_have_changed_are_to_be_read_again(stick: Path, user: str) -> None:
    with chromium(stick, user) as browser:
        browser.open(stick / "commune_identite.html")
        browser.run(WRITE)
        browser.run(f"localStorage['relecture-borne'] = localStorage['relecture-borne'].replace({PRINT}, '$1----')")
        browser.open(stick / "index.html")
        assert browser.run("document.querySelector('[data-count]').textContent").startswith("0 sur ")
        browser.open(stick / "commune_identite.html")
        assert browser.run("document.querySelector('textarea').value") == "Le mot « tôle » gêne."
        assert browser.run("document.querySelector('input').checked") is False
        assert browser.run("document.querySelector('.changed').hidden") is False


@pytest.mark.skipif(PROGRAM is None, reason="needs chromium")
def test_a_page_hands_over_what_it_knows_where_each_file_has_its_own_memory(stick: Path, user: str) -> None:
    with chromium(stick, user) as browser:
        browser.open(stick / "commune_identite.html")
        browser.run(WRITE)
        link = browser.run("const a = document.querySelector('a.contents'); a.onclick = () => false; a.click(); a.href")
        browser.run("localStorage.clear()")
        browser.open(link)
        assert browser.run("document.querySelector('[data-count]').textContent").startswith("1 sur ")
        assert browser.run("location.hash") == ""


PRINT = r'/(print":")..../'
PLAY = """(async () => {
  const sound = document.querySelector("audio");
  const heard = new Promise((done) => sound.addEventListener("timeupdate", () => sound.currentTime > 0 && done()));
  await sound.play();
  await heard;
  return [sound.duration, sound.currentTime];
})()"""
WRITE = """
document.querySelector(".step input").click();
document.querySelector(".step textarea").value = "Le mot « tôle » gêne.";
document.querySelector(".step textarea").dispatchEvent(new Event("input", { bubbles: true }));
"""


def _saved(browser: Browser, folder: Path) -> list[str]:
    """Press the button, and read of the file what it says of steps, without the mark of their words."""
    browser.run("document.querySelector('button.save').click()")
    while browser.wait("Browser.downloadProgress")["params"]["state"] != "completed":
        pass
    (saved,) = folder.glob("relecture-*.txt")
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    return [line.partition("texte ")[0] for line in lines if line.startswith(("[", " "))]


def left_out(site: Site) -> set[tuple[JourneyId, StepId]]:
    reached = {stop.ref for stop in stops(site)}
    everything = {Ref(journey.id, step.id) for journey in site.library.journeys.values() for step in journey.steps}
    return {(ref.journey, ref.step) for ref in everything - reached}


def test_the_tour_reaches_every_step_that_this_site_can_show(tmp_path: Path) -> None:
    site = with_official_sites(Bench(tmp_path).opened).site
    nobody_asks = {
        (journey.id, step.id)
        for journey in site.library.journeys.values()
        for step in journey.steps
        if isinstance(step, EntryStep) and not site.abilities.asks(journey.need, step.field)
    }
    not_booked_here = {(JourneyId("forem_formation"), StepId(step)) for step in ("creneaux", "recap", "billet")}
    assert left_out(site) == nobody_asks | not_booked_here


def test_the_tour_reaches_every_step_of_a_site_where_all_is_booked_and_asked(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    needs = frozenset(journey.need for journey in site.library.journeys.values())
    asked = frozenset((need, field) for need in needs for field in ("name", "phone", "email"))
    everything = replace(site, abilities=Abilities(bookable=needs, required=asked, guided=site.library.led_to))
    nothing = replace(site, abilities=Abilities())
    assert left_out(everything) & left_out(nothing) == set()
