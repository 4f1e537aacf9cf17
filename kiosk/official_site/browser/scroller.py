"""What a page scrolls by: itself, or the part of it that fills most of the viewport (a dialog, a column)."""

from typing import Final

from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.objects import world_of
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.view import Extent

_SCRIPT: Final = """
((pages) => {
  const whole = document.scrollingElement || document.documentElement;
  const scrolls = (one) => one.scrollHeight > one.clientHeight + 1 && one.clientHeight > innerHeight / 2
    && ['auto', 'scroll', 'overlay'].includes(getComputedStyle(one).overflowY);
  let one = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  while (one && one !== whole && one !== document.body && !scrolls(one))
    one = one.parentElement || (one.getRootNode().host || null);
  if (!one || one === document.body && !scrolls(one)) one = whole;
  const height = one === whole ? innerHeight : one.clientHeight;
  if (pages) {
    const line = parseFloat(getComputedStyle(document.body || whole).lineHeight) || 24;
    one.scrollBy({top: pages * Math.max(height - line, height / 2), behavior: 'instant'});
  }
  return [one.scrollTop, height, one.scrollHeight];
})"""


def extent(talk: Talk, frames: Frames) -> Extent | None:
    """Return how much of the page is in sight; None when there is no page."""
    return scroll(talk, frames, 0)


def scroll(talk: Talk, frames: Frames, pages: int) -> Extent | None:
    """Move by so many viewports, less one line each, and return what is in sight then."""
    world = world_of(talk, frames.page, frames.whole)
    if world is None:
        return None
    asked = {"expression": f"{_SCRIPT}({int(pages)})", "contextId": world, "returnByValue": True}
    answer = talk.call("Runtime.evaluate", asked, frames.page)
    told = answer["result"].get("value") if answer else None
    return Extent(*map(float, told)) if told else None
