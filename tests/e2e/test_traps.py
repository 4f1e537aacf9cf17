"""A site that does what sites do, by touch in the whole application: each trap is a calm page and leads on."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from kiosk.page import NoticePage, SiteEntryPage, SitePage
from tests.e2e.conftest import Begin
from tests.e2e.on_site import OnSite
from tests.e2e.real_browsers import browsers
from tests.trap_site import TrapSite, trap_site

_BACK = "J’ai compris"


@pytest.fixture(scope="module")
def trap() -> Iterator[TrapSite]:
    with trap_site() as running:
        yield running


@pytest.fixture
def at(trap: TrapSite, begin: Begin, user: str) -> Iterator[Callable[..., OnSite]]:
    """Go to one of its pages; `size` is that of the window."""
    with browsers(user, trap.found_at) as found:

        def go(path: str, **more: tuple[int, int]) -> OnSite:
            guidance = msgspec.structs.replace(trap.guidance(), start=trap.url(path))
            site = OnSite(begin(guidance=guidance, browsers=found.to(trap.hosts), **more))
            site.go()
            _stands(site, path)
            return site

        yield go


def _stands(site: OnSite, path: str) -> None:
    site.until(lambda: _path(site) == path and not site.guide.working)
    assert isinstance(site.visit.page, SitePage)


def _path(site: OnSite) -> str:
    return "/" + site.guide.view.url.split("/", 3)[3] if site.guide.view else ""


def _calm(site: OnSite, title: str, *shown: str) -> None:
    """A page of words says what it was, in our own words, and all of it can be read."""
    site.until(lambda: isinstance(site.visit.page, NoticePage))
    page = site.visit.page
    assert isinstance(page, NoticePage)
    assert page.title == title
    assert page.say[0].text == title
    assert not site.pilot.labels_that_do_not_fit()
    for one in shown:
        assert any(one in text for text in site.pilot.texts()), site.pilot.texts()


def test_traps_are_calm_pages_and_lead_back(at: Callable[..., OnSite], trap: TrapSite) -> None:
    site = at("/pieges")
    trap.asked.clear()
    for name, title, *shown in (
        ("Un autre site", "Ce lien va ailleurs", "ailleurs.test/rdv"),
        ("Le formulaire à imprimer", "C’est un fichier"),
    ):
        site.press(name)
        _calm(site, title, *shown)
        site.visit.touch(_BACK)
        _stands(site, "/pieges")
    assert not [one for one in trap.asked if "ailleurs" in one]
    site.press("Message")
    _calm(site, "Le site dit", "Le guichet ferme à midi.")
    site.visit.touch("D’accord")
    _stands(site, "/pieges")


def test_a_window_opens_in_place_and_one_touch_leads_back(at: Callable[..., OnSite]) -> None:
    site = at("/pieges")
    for name, path in (("Une nouvelle fenêtre", "/rdv"), ("Une fenêtre par script", "/rdv/vous")):
        site.press(name)
        _stands(site, path)
        site.visit.touch("Page d’avant")
        _stands(site, "/pieges")


def test_an_expired_session_is_read_and_the_way_goes_on(at: Callable[..., OnSite], trap: TrapSite) -> None:
    site = at("/pieges")
    site.press("Mes rendez-vous")
    site.at("connexion")
    assert site.visit.stage.kiosk.guiding.patience > 0
    site.write("Code reçu", "482913")
    site.press("Valider")
    _stands(site, "/prive")
    trap.expire()
    site.press("Voir les détails")
    site.until(lambda: site.guide.view is not None and site.guide.view.title == "Session expirée")
    assert site.guide.told is not None
    assert site.guide.told.free
    site.press("Se reconnecter")
    site.at("connexion")
    assert not site.guide.entry


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=str)
def test_a_field_stays_in_sight_when_our_keypad_takes_most_of_the_page(
    at: Callable[..., OnSite], size: tuple[int, int]
) -> None:
    site = at("/champ-en-bas", size=size)
    whole = site.glass.height
    site.open_field("Nom")
    site.until(site.laid_out)
    assert site.glass.height < whole
    field, view = site.guide.entry, site.guide.view
    assert field is not None
    assert view is not None
    (now,) = [one for one in view.elements if one.node == field.node]
    assert now.box is not None
    assert isinstance(site.visit.page, SiteEntryPage)
    assert site.visit.page.official.touched == now.box
    assert now.box.top >= 0
    assert now.box.top + now.box.height <= view.extent.height
