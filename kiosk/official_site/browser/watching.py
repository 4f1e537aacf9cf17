"""Hears of it when a page changes, or when the browser refuses to send what was filled in."""

from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.pipe import Data, Pipe
from kiosk.official_site.browser.scripts import WORLD
from kiosk.official_site.browser.targets import Targets

_BINDING: Final = "kioskSees"
_REFUSED: Final = "refused"
# The bubble in which the browser tells what is wrong is not in our picture, and costs sixty pictures a second: instead
# of it the field is marked, and comes into sight.
# Told once for many changes: the next is told when 50 ms are over. It runs in a world that the page cannot reach.
_SCRIPT: Final = """
(() => {
  if (globalThis.kioskRefused) return;
  globalThis.kioskRefused = new WeakSet();
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    kioskSees('changed');
    setTimeout(() => { told = false; }, 50);
  };
  new MutationObserver(tell).observe(document,
    {subtree: true, childList: true, attributes: true, characterData: true});
  for (const name of ['input', 'change', 'scroll', 'focusin', 'load'])
    addEventListener(name, tell, {capture: true, passive: true});
  let first = null;
  addEventListener('invalid', (event) => {
    const field = event.composedPath()[0];
    kioskRefused.add(field);
    event.preventDefault();
    if (first) return;
    first = field;
    kioskSees('refused');
    setTimeout(() => {
      first = null;
      field.scrollIntoView({block: 'center', behavior: 'instant'});
      field.focus({preventScroll: true});
    });
  }, true);
})();
"""


class Watching:
    """Puts our eyes into each frame before anything of it runs."""

    def __init__(
        self, pipe: Pipe, targets: Targets, *, changed: Callable[[], None], refused: Callable[[], None]
    ) -> None:
        self._pipe, self._changed, self._refused = pipe, changed, refused
        targets.on_new(self._prepare)
        pipe.on("Runtime.bindingCalled", self._heard)

    def _prepare(self, session: str, kind: str) -> None:
        if kind == "worker":
            return
        for method, parameters in (
            ("DOM.enable", {}),
            ("Page.enable", {}),
            ("Emulation.setLocaleOverride", {"locale": "fr-BE"}),  # or scripts write days and numbers as Americans do
            ("Runtime.enable", {}),
            ("Runtime.addBinding", {"name": _BINDING, "executionContextName": WORLD}),
            ("Page.addScriptToEvaluateOnNewDocument", {"source": _SCRIPT, "worldName": WORLD, "runImmediately": True}),
        ):
            self._pipe.post(method, parameters, session)

    def _heard(self, event: Data, _: str) -> None:
        if event["name"] == _BINDING:
            (self._refused if event["payload"] == _REFUSED else self._changed)()
