"""Asks Playwright what elements of pages are; a process of its own, because it starts the browser as whoever runs it.

Arguments: the browser's path, the address of the pages, and JSON: {page: [selector, ...]}. It prints the same shape,
with the first line of each element's aria snapshot.
"""

import json
import sys

from playwright.sync_api import FrameLocator, Page, sync_playwright


def first_line(page: Page, path: str) -> str:
    """Give what Playwright says of an element, without what is in it."""
    *outer, last = path.split(" >> ")
    where: Page | FrameLocator = page
    for step in outer:
        found = where.locator(step)
        if found.evaluate("one => one.tagName") == "IFRAME":
            where = where.frame_locator(step)
    return where.locator(last).aria_snapshot().partition("\n")[0]


def main() -> None:
    """Print what was asked for."""
    program, base, wanted = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=True)
        page = browser.new_page()
        page.set_default_timeout(5_000)
        told = {}
        for name, paths in json.loads(wanted).items():
            page.goto(f"{base}/{name}")
            told[name] = [first_line(page, path) for path in paths]
        browser.close()
    print(json.dumps(told))  # noqa: T201 - a program that prints


if __name__ == "__main__":
    main()
