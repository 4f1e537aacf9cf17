"""Lets a page do what the guidance allows, and nothing else; says what it was not let do."""

import time
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.pipe import Answer, Data, End, Pipe, Refusal
from kiosk.official_site.browser.scripts import BINDING, DOORS, EARS, WORLD
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.events import Asked, Barred, BrowserEvent, Failed, Stopped, Trouble
from kiosk.official_site.hosts import barred, shown
from kiosk.official_site.protocol import Hosts

_NOWHERE: Final = Hosts(frozenset())
_PATTERNS: Final = [
    {"urlPattern": "*", "requestStage": "Request"},
    # A page that did not come leaves the one before standing, instead of the browser's own words about it.
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"},
]
_LOST: Final = {
    "NameNotResolved": Trouble.NO_NETWORK,
    "InternetDisconnected": Trouble.NO_NETWORK,
    "AddressUnreachable": Trouble.NO_NETWORK,
    "TimedOut": Trouble.SLOW,
}
_OF_A_PERSON: Final = frozenset({"anchorClick", "formSubmissionGet", "formSubmissionPost"})
_FETCHED: Final = ("http:", "https:", "about:", "blob:", "data:", "javascript:")
"""Addresses that become requests, where they are judged, or that stay within the page."""
_AGAIN_S: Final = 0.3
"""Seconds in which the same thing is told once: a finger does not do it twice in them, a page in a loop does."""
_LONGEST: Final = 1_000
"""Letters of a dialog."""
_SERVER_ERROR: Final = 500
_REMAINS: Final = "Service-Worker"
"""The header with which a browser fetches the script of one: it would outlive its page, and answer for its host."""


class Guard:
    """Stands between the page and everything else. Until `allow` nothing is fetched at all."""

    def __init__(self, pipe: Pipe, targets: Targets, tell: Callable[[BrowserEvent], None]) -> None:
        self._pipe, self._targets, self._tell_now = pipe, targets, tell
        self._hosts = _NOWHERE
        self._why: dict[str, str] = {}
        self._asking = ""
        self._uncertain = ""
        self._told: dict[BrowserEvent, float] = {}
        targets.on_new(self._prepare)
        for method, heard in (
            ("Fetch.requestPaused", self._requested),
            ("Page.frameRequestedNavigation", self._going),
            ("Page.frameDetached", lambda event, _: self._forget(event["frameId"])),
            ("Page.windowOpen", self._opening),
            ("Page.fileChooserOpened", lambda *_: self._tell(Stopped(Barred.FILE))),
            ("Page.javascriptDialogOpening", self._asked),
            ("Browser.downloadWillBegin", lambda event, _: self._stop(Barred.DOWNLOAD, event["url"])),
            ("Security.certificateError", self._certificate),
            ("Runtime.bindingCalled", self._heard),
            ("Log.entryAdded", self._logged),
        ):
            pipe.on(method, heard)

    def begin(self) -> Answer:
        """Take up post, before any page is opened."""
        answers = [
            self._pipe.call("Fetch.enable", {"patterns": _PATTERNS}),
            self._pipe.call("Browser.setDownloadBehavior", {"behavior": "deny", "eventsEnabled": True}),
            self._pipe.call("Browser.grantPermissions", {"permissions": []}),  # none, and all others refused
        ]
        return next((one for one in answers if isinstance(one, End | Refusal)), answers[0])

    def allow(self, hosts: Hosts) -> None:
        """Let pages come from `hosts`, instead of those before; begin anew."""
        self._hosts = hosts
        self._why.clear()
        self._told.clear()

    @property
    def waiting(self) -> bool:
        """Whether the page stands still until a dialog is answered."""
        return bool(self._asking)

    def answer(self, *, accept: bool) -> None:
        """Answer the dialog that was `Asked`; nothing when there is none."""
        if self._asking:
            self._pipe.post("Page.handleJavaScriptDialog", {"accept": accept}, self._asking)
            self._asking = ""

    def _prepare(self, session: str, kind: str) -> None:
        if kind == "worker":
            self._pipe.post("Runtime.evaluate", {"expression": DOORS}, session)
            return
        for method, parameters in (
            ("Page.enable", {}),
            ("Log.enable", {}),
            ("Runtime.enable", {}),  # or nothing is heard of bindings
            ("Security.enable", {}),
            ("Page.setInterceptFileChooserDialog", {"enabled": True, "cancel": True}),
            ("Page.setPrerenderingAllowed", {"isAllowed": False}),
            ("Runtime.addBinding", {"name": BINDING, "executionContextName": WORLD}),
            ("Page.addScriptToEvaluateOnNewDocument", {"source": DOORS, "runImmediately": True}),
            ("Page.addScriptToEvaluateOnNewDocument", {"source": EARS, "worldName": WORLD, "runImmediately": True}),
        ):
            self._pipe.post(method, parameters, session)

    def _requested(self, event: Data, session: str) -> None:
        if "responseStatusCode" in event or "responseErrorReason" in event:
            self._answered(event, session)
            return
        url, page = event["request"]["url"], event["resourceType"] == "Document"
        why = barred(url, self._hosts, page=page)
        if why is None and _REMAINS not in event["request"]["headers"]:
            self._pipe.post("Fetch.continueRequest", {"requestId": event["requestId"]}, session)
            return
        self._fail(event, session, "Aborted" if page else "BlockedByClient")
        if why and page and self._matters(event.get("frameId", "")):
            self._stop(why, url)

    def _answered(self, event: Data, session: str) -> None:
        """Judge what a server answered when it was asked for a page."""
        error, whole = event.get("responseErrorReason"), event.get("frameId") == self._targets.frame
        broken = whole and event.get("responseStatusCode", 0) >= _SERVER_ERROR
        if error == "Aborted" or not (error or broken):
            self._pipe.post("Fetch.continueRequest", {"requestId": event["requestId"]}, session)
            return
        self._fail(event, session, "Aborted")
        if not whole:  # a frame stays empty
            return
        uncertain, self._uncertain = self._uncertain, ""  # told of one answer: a later fault is a fault of its own
        if uncertain == event["request"]["url"]:
            self._stop(Barred.CERTIFICATE, uncertain)
        else:
            self._tell_now(Failed(_LOST.get(error or "", Trouble.SERVER)))

    def _fail(self, event: Data, session: str, reason: str) -> None:
        self._pipe.post("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": reason}, session)

    def _matters(self, frame: str) -> bool:
        """Tell whether a visitor would wonder: not at a frame that a page fills by itself."""
        return frame == self._targets.frame or self._why.get(frame) in _OF_A_PERSON

    def _going(self, event: Data, _: str) -> None:
        self._why[event["frameId"]] = event["reason"]
        url = event["url"]
        if not url.startswith(_FETCHED) and self._matters(event["frameId"]):
            self._stop(barred(url, self._hosts, page=True) or Barred.SCHEME, url)

    def _forget(self, frame: str) -> None:
        self._why.pop(frame, None)

    def _opening(self, event: Data, _: str) -> None:
        """Open in place what would have been a window."""
        url = event["url"]
        why = barred(url, self._hosts, page=True)
        if why is None and url.startswith("about:"):  # empty, to be filled by the page: there is nowhere to show it
            why = Barred.SCHEME
        if why is not None:
            self._stop(why, url)
        else:
            self._pipe.post("Page.navigate", {"url": url, "referrer": ""}, self._targets.page)

    def _asked(self, event: Data, session: str) -> None:
        self._asking = session
        self._tell_now(Asked(event["message"][:_LONGEST], may_refuse=event["type"] != "alert"))

    def _certificate(self, event: Data, _: str) -> None:
        self._uncertain = event["requestURL"]

    def _heard(self, event: Data, _: str) -> None:
        if event["name"] == BINDING:
            self._tell(Stopped(Barred.PRINT))

    def _logged(self, event: Data, _: str) -> None:
        """Hear of an address that the browser itself would not go to: a file, a page of its own."""
        if event["entry"]["source"] == "security" and "local resource" in event["entry"]["text"]:
            self._tell(Stopped(Barred.SCHEME))

    def _stop(self, why: Barred, url: str) -> None:
        self._tell(Stopped(why, shown(url)))

    def _tell(self, event: BrowserEvent) -> None:
        """Tell an event, but not what a page tries again and again."""
        now = time.monotonic()
        recently = {one: told for one, told in self._told.items() if now - told < _AGAIN_S}
        self._told = recently if event in recently else {**recently, event: now}
        if event not in recently:
            self._tell_now(event)
