"""By touch, from the resting screen into a really started booking site, to its confirmation; then nothing is left."""

from pathlib import Path

from kiosk.official_site.browser import group
from kiosk.official_site.browser.process import Process
from kiosk.page import ErasedPage, HomePage, OutcomePage, TicketPage
from tests.django_office import DjangoOffice
from tests.e2e.conftest import Begin
from tests.e2e.on_site import OnSite
from tests.e2e.real_browsers import Browsers
from tests.official_browser import Driven, taken
from tests.official_journey import TAKEN

CANARIES = "Quetzalcoatl", "zquetzal", "081234567"
NAME, EMAIL, PHONE = "Zoé Quetzalcoatl", "zquetzal@exemple.be", "081234567"

_KEPT = """(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: "caches" in window ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
}))()"""


def _choose_an_hour(site: OnSite) -> None:
    """The calendar: next month, its second Monday, the first hour."""
    site.at("jour")
    month = [one.name for one in site.guide.view.elements if one.role == "heading"] if site.guide.view else []
    site.press("Mois prochain")
    site.until(
        lambda: (
            site.guide.view is not None
            and [one.name for one in site.guide.view.elements if one.role == "heading"] != month
        )
    )
    assert site.guide.view
    names = [one.name for one in site.guide.view.elements]
    site.press(names[len(names) - names[::-1].index("dim.") + 14])
    site.press("08:30")
    site.at("jour_choisi")


def test_a_visitor_books_by_touch_and_the_next_one_finds_nothing(
    begin: Begin, django_office: DjangoOffice, chromiums: Browsers
) -> None:
    office = django_office
    visit = begin(guidance=office.guidance(), browsers=chromiums.to(office.hosts))
    site = OnSite(visit)
    site.go()
    _choose_an_hour(site)
    site.press("Suivant")
    site.at("coordonnees")
    site.write("Nom complet *", NAME)
    site.write("Courriel *", EMAIL)
    site.write("0612345678", PHONE)
    assert NAME.split()[1].lower() not in repr(visit.stage.kiosk.session).lower()
    site.press("Terminer")
    site.at("code")
    assert office.bookings() == []
    site.write("Code", office.code_for(EMAIL.lower()))
    site.press("Soumettre")
    site.until(lambda: isinstance(visit.page, TicketPage))
    (booked,) = office.bookings()
    assert (booked.name, booked.email) == (NAME, EMAIL)
    shown = [line.text.replace("\u00a0", " ") for line in visit.page.lines]
    assert f"{booked.hour.hour} h {booked.hour.minute:02}" in shown
    assert any(str(booked.day.day) in line for line in shown)
    assert "Selon le site." in shown
    assert not site.pilot.labels_that_do_not_fit()
    assert visit.stage._link.frames.texture is not None
    visit.touch("Continuer")
    assert visit.stage.kiosk.ref == TAKEN
    assert isinstance(visit.page, OutcomePage)
    _nothing_is_left(site, chromiums, office)


def _nothing_is_left(site: OnSite, chromiums: Browsers, office: DjangoOffice) -> None:
    """The next visitor, in their own browser on the same site, finds nothing; neither do we on this machine."""
    visit, first = site.visit, chromiums.processes[0]
    visit.touch("Terminer", "Oui, tout effacer")
    site.until(lambda: isinstance(visit.page, HomePage | ErasedPage))
    site.until(lambda: not (first.profile.exists() or group.members(first.group)))
    assert visit.stage.kiosk.session.official is None
    assert visit.stage.kiosk.session.confirmed is None
    assert visit.stage._link.frames.texture is None
    site.pilot.advance(6, 0.5)
    assert visit.recorder.flush()
    assert _hits(office.folder)  # what is looked for can be found: the site itself has it
    for folder in (visit.data, first.profile.parent):
        assert _hits(folder) == []
    second = chromiums.ahead.take()
    assert isinstance(second, Process)
    assert second.profile != first.profile
    _is_new(taken(second, office.hosts), office)
    assert second.end()
    site.go()
    site.at("jour")
    view = site.guide.view
    assert view is not None
    assert not view.has_before
    assert not any(canary in repr(view) for canary in CANARIES)


def _is_new(browser: Driven, office: DjangoOffice) -> None:
    """No cookie before the first page; on the site no storage, no database, no history, nothing out of a cache."""
    assert browser.call("Storage.getCookies", whole=True)["cookies"] == []
    browser.go(office.url)
    assert browser.run(_KEPT) == {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}
    assert len(browser.call("Page.getNavigationHistory")["entries"]) <= 2  # the empty page, and this one
    assert browser.run("performance.getEntries().filter(one => one.transferSize === 0 && one.encodedBodySize)") == []
    assert not any(canary in browser.run("document.documentElement.outerHTML") for canary in CANARIES)


def _hits(folder: Path) -> list[Path]:
    """Files in which something that the visitor typed stands."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if any(canary.encode() in _bytes(path) for canary in CANARIES)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # gone meanwhile, or of another program that lets nobody read
        return b""
