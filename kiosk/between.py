"""Between two visitors: what the last one sees, and with what the next one begins. Pure."""

from dataclasses import replace

from kiosk.device.limits import chosen_prefs
from kiosk.device_state import DeviceState
from kiosk.page import Page, Prefs
from kiosk.pages.build import in_language
from kiosk.pages.house_pages import erased_page
from kiosk.pages.site import Site
from kiosk.pages.speech import compose
from kiosk.session import VisitorSession


def nobody(serial: int, site: Site, state: DeviceState) -> VisitorSession:
    """The session of who comes next, as staff want a visit to begin."""
    return VisitorSession(serial=serial, prefs=chosen_prefs(state, site.languages))


def farewell(site: Site, last: Prefs, usual: Prefs) -> Page:
    """The words "Tout est effacé", in the language and where the `last` visitor heard it; all else is as `usual`."""
    prefs = replace(usual, language=last.language, sound=last.sound)
    page = in_language(prefs, site.catalogue(prefs.language), lambda _: erased_page())
    return replace(page, say=compose(page))
