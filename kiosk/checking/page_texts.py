"""What the house writes on pages that no content file holds: bar, notices, settings, appointments, keypad."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kiosk.checking.texts import Kind, Text
from kiosk.languages.wording import FRENCH_WORDS
from kiosk.official_site import field_words, words
from kiosk.page import EntryPage, Page, SettingsPage
from kiosk.pages.site import Site
from kiosk.pages.site_samples import every_site_page
from kiosk.pages.speech import explorable
from kiosk.sentences import every_page


def page_texts(site: Site, known: AbstractSet[str]) -> tuple[Text, ...]:
    """Each text once, under the first page that shows it; not those that are `known` from a content file."""
    seen = set(known)
    found: list[Text] = []
    for page in (*every_page(site), *every_site_page()):
        for kind, text in _texts(page):
            if len(text) > 1 and text not in seen:
                seen.add(text)
                found.append(Text(f"page « {page.title} »", 0, kind, text, text))
    spoken = (text for text in FRENCH_WORDS.spoken if text not in seen)
    sites = (Text("around official sites", 0, kind, text, text) for kind, text in _around_sites() if text not in seen)
    return (*found, *(Text("spoken on every page", 0, Kind.SENTENCE, text, text) for text in spoken), *sites)


def _around_sites() -> Iterator[tuple[Kind, str]]:
    """What the kiosk says and shows itself while an official site is open."""
    for notice in words.all_notices():
        yield Kind.TITLE, notice.title
        yield from ((Kind.SENTENCE, line) for line in notice.lines)
    yield from ((Kind.LABEL, label) for label in (*words.LABELS.values(), *words.BUTTONS))
    yield from ((Kind.SENTENCE, text) for text in (*words.all_sentences(), *field_words.ALL))


def _texts(page: Page) -> Iterator[tuple[Kind, str]]:
    """Live and personal texts are no words of the house; a line with a language of its own is a name."""
    yield Kind.TITLE, page.title
    yield from ((Kind.SENTENCE, line.text) for line in page.lines if not (line.live or line.personal or line.language))
    for choice in explorable(page):
        if not (choice.live or choice.language):
            yield Kind.LABEL, choice.label
            yield Kind.HINT, choice.hint
    match page:
        case SettingsPage():
            yield from ((Kind.LABEL, group.label) for group in page.groups)
        case EntryPage():
            yield Kind.FIELD, page.field
        case _:
            pass
