"""The pages in a browser: what they say, in French and whole, and all that they refuse."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, sync_playwright

from kiosk.hub.demo_hub import fill
from kiosk.hub.nightly import publish
from kiosk.hub.titles import Titles
from tests.chromium import PROGRAM
from tests.hub.published_hub import titles
from tests.hub.published_pages import need_pages, served

TODAY = date(2026, 11, 23)
JOURNEYS = {
    "identite": ["depart", "lettre", "resume"],
    "facture": ["depart", "loyer", "resume"],
    **{f"journey_{number}": ["depart", "milieu", "resume"] for number in range(8)},
    "rare": ["depart", "resume"],
}
IDS = titles(JOURNEYS)
TITLES = Titles(
    {
        **IDS.journeys,
        "identite": "Ma carte d’identité",
        "facture": "Payer une facture",
        "rare": "Lire, <b>écrire</b>",
    },
    IDS.steps,
)
OPEN_PAGES = ("semaines", "parcours", "arrets", "bornes", "inconnu")
PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Pages:
    """Where both are served."""

    open: str
    staff: str
    hub: Path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """An invented year, published and served."""
    need_pages()
    folder = tmp_path_factory.mktemp("pages")
    fill(folder / "hub", JOURNEYS, TODAY, days=120)
    publish(folder / "hub", TODAY, TITLES)
    with ExitStack() as stack:
        where = [
            stack.enter_context(served(folder / "hub" / "published" / f"{name}.db", folder / f"{name}.log"))
            for name in ("open", "staff")
        ]
        yield Pages(where[0], where[1], folder / "hub")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not PROGRAM:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, chromium_sandbox=False)
        yield chromium
        chromium.close()


@dataclass
class Seen:
    """A page that has drawn all its charts, and what went wrong in it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        return self.page.inner_text("body")


@pytest.fixture(params=[(1280, 800), (720, 1280)], ids=["desk", "upright"])
def seen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """A page to open, as wide as a desk's or as a telephone held upright."""
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-BE")
    one = Seen(page)
    page.on("console", lambda said: one.faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: one.faults.append(str(error)))
    page.on("response", lambda answer: one.faults.append(answer.url) if not answer.ok else None)
    page.on("request", lambda asked: one.faults.append(asked.url) if not _is_ours(asked.url) else None)
    yield one
    page.close()


def _is_ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:"))


def look(seen: Seen, url: str) -> None:
    """Open a page, and wait until its charts are there."""
    seen.page.goto(url, timeout=PATIENCE_MS)
    seen.page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every(one => one.dataset.shown)", timeout=PATIENCE_MS
    )
    assert seen.faults == []
    too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not seen.page.evaluate(too_wide), "something is cut at the right"


def cut(seen: Seen) -> list[str]:
    """The words of charts that reach out of their picture, or end in an ellipsis."""
    found: list[str] = seen.page.evaluate(
        """() => [...document.querySelectorAll('.chart svg text')].filter(text => {
            const frame = text.ownerSVGElement.getBoundingClientRect(), box = text.getBoundingClientRect()
            return text.textContent.includes('…') || box.left < frame.left - 1 || box.right > frame.right + 1
        }).map(text => text.textContent)"""
    )
    return found


@pytest.mark.parametrize("slug", OPEN_PAGES)
def test_a_page_is_whole_and_asks_nothing_of_elsewhere(pages: Pages, seen: Seen, slug: str) -> None:
    look(seen, f"{pages.open}/-/dashboards/{slug}")
    assert cut(seen) == []
    assert "Chiffres inventés, pour la démonstration." in seen.text()
    assert "Publié le 23 novembre 2026." in seen.text()
    assert not re.search(r"[Dd]ashboard|Powered by|SQL|\b(undefined|NaN|null)\b", seen.text())


def test_the_numbers_of_a_page_are_those_of_the_file(pages: Pages, seen: Seen) -> None:
    look(seen, f"{pages.staff}/-/dashboards/semaines?region=Namur")
    rows = requests.get(f"{pages.staff}/staff/visites_semaine.json?_shape=objects&_size=max&region=Namur", timeout=60)
    total = sum(row["visites"] for row in rows.json()["rows"])
    assert total > 1000
    shown = seen.page.inner_text("#chart-total")
    assert int(re.sub(r"\D", "", shown)) == total
    assert "Hainaut" not in seen.page.inner_text("#card-visites")


def test_what_is_hidden_is_told_so_and_no_place_is_read_as_html(pages: Pages, seen: Seen) -> None:
    look(seen, f"{pages.open}/-/dashboards/parcours?lieu=Gedinne")
    table = seen.page.inner_text("#chart-mois")
    assert "moins de 10 *" in table
    assert "octobre 2026" in table
    assert seen.page.locator(".chart b").count() == 0
    numbers = [int(word) for word in re.findall(r"\t(\d+)", table)]
    assert all(n >= 10 for n in numbers)


def test_dates_and_numbers_are_written_as_in_belgium(pages: Pages, seen: Seen) -> None:
    look(seen, f"{pages.open}/-/dashboards/semaines")
    labels = seen.page.locator("#chart-visites svg .role-axis-label text").all_text_contents()
    assert any(re.search(r"\b(août|sept\.|oct\.|nov\.)", label) for label in labels), labels
    assert not any(re.search(r"\b(Aug|Sep|Oct|Nov)\b", label) for label in labels)
    seen.page.locator("#card-visites summary").click()
    assert re.search(r"\d{1,2} octobre 2026", seen.page.inner_text("#card-visites"))


def test_silent_kiosks_are_on_the_staffs_pages_alone(pages: Pages, seen: Seen) -> None:
    look(seen, f"{pages.staff}/-/dashboards/silence")
    assert re.search(r"Chimay\s+1\s+14 novembre 2026\s+9", seen.text())
    assert requests.get(f"{pages.open}/-/dashboards/silence", timeout=60).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/open.json?sql=select+1",
        "/open?sql=select+*+from+a_propos",
        "/open.csv?sql=select+1",
        "/open/visites_mois.json?_where=1",
        "/open/visites_mois?_facet=lieu",
        "/-/databases.json",
        "/-/metadata.json",
        "/-/plugins.json",
        "/-/config.json",
        "/-/dashboards",
        "/-/dashboards/semaines/visites",
        "/-/permissions",
        "/_memory.json?sql=select+1",
        "/%6Fpen.json?sql=select+1",
    ],
)
def test_nothing_else_is_answered(pages: Pages, path: str) -> None:
    assert requests.get(pages.open + path, timeout=60).status_code in (403, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nobody_writes(pages: Pages, method: str) -> None:
    assert requests.request(method, f"{pages.open}/open/visites_mois", timeout=60).status_code == 403


def test_the_staffs_file_cannot_be_had_from_the_open_pages(pages: Pages) -> None:
    for path in ("/staff", "/staff.json", "/staff.db", "/staff/visites_mois.json"):
        assert requests.get(pages.open + path, timeout=60).status_code == 404
    assert requests.get(f"{pages.staff}/staff.db", timeout=60).status_code == 403
    whole = requests.get(f"{pages.open}/open.db", timeout=60)
    assert whole.content == (pages.hub / "published" / "open.db").read_bytes()


def test_no_list_is_kept_of_who_looked_at_what(pages: Pages) -> None:
    for name, root in (("open", pages.open), ("staff", pages.staff)):
        asked = ("/", f"/{name}/visites_mois.json", "/-/dashboards/semaines?region=Namur", "/nowhere", "/%00?%00")
        assert [requests.get(root + path, timeout=60).status_code for path in asked] == [200, 200, 200, 403, 403]
        said = (pages.hub.parent / f"{name}.log").read_text(encoding="utf-8")
        assert "running on" in said
        assert not [word for word in ("GET", "HTTP/1.1", "visites_mois", "Namur", "nowhere") if word in said], said


def test_the_open_data_can_be_taken_as_tables(pages: Pages, seen: Seen) -> None:
    look(seen, f"{pages.open}/open")
    seen.page.click("text=visites_mois")
    seen.page.wait_for_url("**/open/visites_mois", timeout=PATIENCE_MS)
    assert "Binche" in seen.text()
    rows = requests.get(f"{pages.open}/open/visites_semaine.csv?_stream=on", timeout=60).text.splitlines()
    assert rows[0] == "rowid,region,semaine,lundi,parcours,titre,visites"
    assert all(int(row.rsplit(",", 1)[1]) >= 10 for row in rows[1:])
