"""The pages of a guided visit: what is shown, what can be touched, and what is never said or kept."""

from dataclasses import replace

import pytest

from kiosk.ids import ChoiceId
from kiosk.official_site import words as said
from kiosk.official_site.events import Barred, Trouble
from kiosk.official_site.state import Picture
from kiosk.official_site.touches import Button, Picked, Pushed, Touch, Typed, Went
from kiosk.official_site.view import Box, Element, Entry
from kiosk.official_site.words import Way
from kiosk.page import (
    Choice,
    ChoicePage,
    NoticePage,
    Page,
    Progress,
    SiteEntryPage,
    SitePage,
    Utterance,
    choice_utterance,
)
from kiosk.pages import site_keys, site_pages, words
from kiosk.pages.site_pages import Beside, site_page
from kiosk.pages.site_samples import every_site_page
from kiosk.pages.site_touches import chosen, left_field
from kiosk.pages.speech import compose, explorable, utterances_of

BUTTON = Element(3, "button", "Suite", box=Box(1, 2, 3, 4))
PICTURE = Picture(
    name="Site officiel du Forem",
    say=("Touchez le bouton jaune.",),
    free=False,
    unverified=True,
    waiting=False,
    working=False,
    before=False,
    up=False,
    down=True,
    read=True,
    url="https://www.leforem.be:443/rdv?dossier=12",
    pointed=BUTTON,
    marked=BUTTON,
)


def a_field(entry: Entry, name: str = "Nom", note: str = "") -> Element:
    return Element(9, "textbox", name, note=note, entry=entry, box=Box(5, 6, 7, 8))


def opened(element: Element, beside: Beside | None = None) -> Page:
    return site_page(replace(PICTURE, entry=element), beside or Beside())


def ids(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.id for choice in choices if choice.enabled]


def test_the_page_of_the_site() -> None:
    page = site_page(PICTURE, Beside(), scale=2.0, progress=Progress(1, 3))
    assert isinstance(page, SitePage)
    assert [line.text for line in page.lines] == ["Touchez le bouton jaune."]
    assert ids(page.choices) == ["@site_read", "@site_zoom", "@site_down"]
    official = page.official
    assert (official.name, official.host, official.note) == (PICTURE.name, "www.leforem.be", "À vérifier sur le site.")
    assert (official.pointed, official.touched, official.scale) == (BUTTON.box, BUTTON.box, 2.0)
    assert "dossier" not in repr(page)
    assert page.passing


def test_the_instruction_is_said_once_and_in_order() -> None:
    page = site_page(PICTURE, Beside())
    spoken = [utterance.text for utterance in compose(page)]
    assert spoken[0] == "Touchez le bouton jaune."
    assert spoken.count("Touchez le bouton jaune.") == 1
    assert spoken[-3:] == ["Lire la page", "Agrandir", "Descendre"]
    assert [one.text for one in utterances_of(page, "site")] == [PICTURE.name, "À vérifier sur le site."]


def test_while_the_first_page_comes() -> None:
    page = site_page(replace(PICTURE, say=(), working=True, read=False, down=False, url=""), Beside())
    assert isinstance(page, SitePage)
    assert page.official.busy
    assert [line.text for line in page.lines] == [said.COMING]
    assert ids(page.choices) == []


@pytest.mark.parametrize("notice", list(said.all_notices()), ids=lambda notice: notice.title)
def test_a_calm_page_has_a_picture_and_ways_on_that_are_understood(notice: said.Notice) -> None:
    picture = replace(PICTURE, notice=notice)
    page = site_page(picture, Beside())
    assert isinstance(page, NoticePage)
    assert page.icon
    assert page.choices[0].primary
    touches = [chosen(picture, Beside(), choice.id)[1] for choice in page.choices]
    assert touches == [Went(way) for way in notice.ways]


def test_an_address_is_shown_and_not_said() -> None:
    page = site_page(replace(PICTURE, notice=said.barred(Barred.HOST, "www.exemple.org")), Beside())
    assert page.lines[-1].text == "www.exemple.org"
    assert "exemple" not in " ".join(one.text for one in compose(page))
    asked = site_page(replace(PICTURE, notice=said.dialog("Voulez-vous partir ?", may_refuse=True)), Beside())
    assert "Voulez-vous partir ?" in [one.text for one in compose(asked)]
    assert [choice.icon for choice in site_page(replace(PICTURE, notice=said.trouble(Trouble.HUNG)), Beside()).choices]


@pytest.mark.parametrize("entry", [Entry.TEXT, Entry.EMAIL, Entry.PHONE, Entry.NUMBER, Entry.HIDDEN])
@pytest.mark.parametrize("layout", ["abc", "azerty"])
def test_every_key_of_every_keypad_is_another_one_and_can_be_named(entry: Entry, layout: str) -> None:
    page = opened(a_field(entry), Beside(layout=layout))
    assert isinstance(page, SiteEntryPage)
    keys = [key for key in page.keys if key.label]
    assert len({key.id for key in keys}) == len(keys)
    assert all(key.spoken.strip() or key.label.isalnum() for key in keys)
    assert all(key.spoken.isalnum() or len(key.spoken) > 1 for key in keys if key.spoken)
    if page.layout == "azerty":
        assert [key.label.upper() for key in page.keys].index("Q") % 10 == 0, "rows of ten"


def test_what_is_typed_in_a_password_is_shown_as_dots_and_never_said() -> None:
    page = opened(a_field(Entry.HIDDEN), Beside(node=9, typed="Geheim7"))
    assert isinstance(page, SiteEntryPage)
    assert page.value.text == "•" * 7
    assert "Geheim7" not in repr(page) + repr(Beside(node=9, typed="Geheim7"))
    assert all("•" not in one.text for one in compose(page))
    key = next(key for key in page.keys if key.label == "7")
    assert all(one.personal for one in utterances_of(page, f"choice:{key.id}"))


def test_what_is_typed_in_any_field_is_not_said_even_in_a_headset() -> None:
    page = opened(a_field(Entry.TEXT, note="Ce champ est vide."), Beside(node=9, typed="Dupont"))
    assert all("Dupont" not in one.text for one in compose(page))
    assert [line.text for line in page.lines] == ["Ce champ est vide."]


def typed(entry: Entry, *keys: str) -> str:
    text = ""
    for key in keys:
        text = site_keys.press(text, ChoiceId(key), entry)
    return text


def test_letters_are_as_a_field_wants_them() -> None:
    assert typed(Entry.TEXT, "key:D", "key:U", "key:space", "key:P") == "Du P"
    assert typed(Entry.EMAIL, "key:D", "key:@", "key:B") == "d@b"
    assert typed(Entry.HIDDEN, "key:D", "key:d", "key:D", words.DELETE) == "Dd"
    assert len(typed(Entry.TEXT, *["key:A"] * 300)) == site_keys.LONGEST


def walk(element: Element, *choices: str) -> tuple[Beside, Touch | None]:
    picture, beside, touch = replace(PICTURE, entry=element), Beside(), None
    for choice in choices:
        page = site_page(picture, beside)
        offered = [*page.choices, *getattr(page, "keys", ()), *getattr(page, "tools", ())]
        assert choice in [one.id for one in offered], choice
        beside, touch = chosen(picture, beside, ChoiceId(choice))
    return beside, touch


def test_a_field_is_filled_in_and_forgotten() -> None:
    beside, touch = walk(a_field(Entry.HIDDEN), "key:a", site_keys.CASE, "key:B", "key:7", "@site_enter")
    assert touch == Typed("aB7")
    assert beside.typed == ""
    assert "aB7" not in repr(touch)


def test_another_field_begins_empty() -> None:
    beside, _ = walk(a_field(Entry.TEXT), "key:A")
    assert beside.typed == "A"
    page = opened(replace(a_field(Entry.TEXT), node=77), beside)
    assert isinstance(page, SiteEntryPage)
    assert page.value.text == ""


@pytest.mark.parametrize("count", [1, 4, 8, 9, 33, 250])
def test_every_option_of_a_list_can_be_reached(count: int) -> None:
    element = Element(4, "combobox", "Commune", entry=Entry.CHOICE, options=tuple(f"Ville {n}" for n in range(count)))
    picture, found, waiting = replace(PICTURE, entry=element), set(), [Beside()]
    while waiting:
        beside = waiting.pop()
        page = site_page(picture, beside)
        assert isinstance(page, ChoicePage)
        assert len(page.choices) <= 8
        for choice in page.choices:
            later, touch = chosen(picture, beside, choice.id)
            if isinstance(touch, Picked):
                assert element.options[touch.option] == choice.label
                found.add(touch.option)
            else:
                waiting.append(later)
    assert found == set(range(count))


def test_what_is_chosen_already_is_shown_in_its_part() -> None:
    options = tuple(f"Ville {n}" for n in range(20))
    element = Element(4, "combobox", "Commune", entry=Entry.CHOICE, options=options, chosen="Ville 7")
    parts = opened(element).choices
    assert [part.label for part in parts if part.chosen] == ["Ville 5 à Ville 9"]


def test_a_day_and_an_hour_are_chosen_step_by_step() -> None:
    day = a_field(Entry.DATE)
    years, months, days = (
        ("span:64-96", "span:64-72", "option:68"),
        ("span:9-12", "option:10"),
        ("span:23-30", "option:23"),
    )
    assert walk(day, *years)[0].part == "1984"
    assert walk(day, *years, *months)[0].part == "1984-11"
    assert walk(day, *years, *months, *days)[1] == Typed("1984-11-24")
    assert walk(a_field(Entry.TIME), "span:6-12", "option:10", "span:6-9", "option:8")[1] == Typed("10:40")


def test_a_moment_is_a_day_and_then_an_hour() -> None:
    moment = a_field(Entry.MOMENT)
    there = Beside(node=9, part="2026-11-24")
    assert opened(moment, there).title == "Choisissez l’heure"
    beside, touch = chosen(replace(PICTURE, entry=moment), there, ChoiceId("option:10"))
    assert (beside.part, touch) == ("2026-11-24T10", None)
    assert left_field(replace(PICTURE, entry=moment), beside)[0].part == "2026-11-24"
    assert opened(moment, beside).choices[-1].label.startswith("10\u00a0h")
    assert chosen(replace(PICTURE, entry=moment), beside, ChoiceId("option:8"))[1] == Typed("2026-11-24T10:40")


def test_february_has_as_many_days_as_it_has() -> None:
    leap = opened(a_field(Entry.DATE), Beside(node=9, part="2028-02"))
    assert leap.choices[-1].label.endswith("29")


def test_retour_goes_one_step_back_and_then_out_of_the_field() -> None:
    picture = replace(PICTURE, entry=a_field(Entry.DATE))
    beside = Beside(node=9, part="1984-11", span=(0, 8))
    steps = []
    for _ in range(3):
        beside, touch = left_field(picture, beside)
        assert touch is None
        steps.append((beside.part, beside.span))
    assert steps == [("1984-11", None), ("1984", None), ("", None)]
    assert left_field(picture, beside)[1] == Pushed(Button.DROP)
    assert left_field(PICTURE, Beside())[1] is None


def test_the_buttons_beside_the_page_are_those_of_the_visit() -> None:
    pressed = {choice: chosen(PICTURE, Beside(), choice)[1] for choice in (site_pages.READ, site_pages.UP)}
    assert pressed == {site_pages.READ: Pushed(Button.READ), site_pages.UP: Pushed(Button.UP)}
    assert chosen(PICTURE, Beside(), ChoiceId("way:again"))[1] == Went(Way.AGAIN)
    assert chosen(PICTURE, Beside(), ChoiceId("key:A")) == (Beside(), None)


def test_zoom_goes_round() -> None:
    beside, labels = Beside(), []
    for _ in site_pages.ZOOMS:
        labels.append(site_page(PICTURE, beside).choices[2].label)
        beside, touch = chosen(PICTURE, beside, site_pages.ZOOM)
        assert touch is None
    assert labels == ["Agrandir", "Réduire", "Taille normale"]
    assert beside == Beside()


@pytest.mark.parametrize("entry", [entry for entry in Entry if entry is not Entry.NONE])
def test_all_that_is_said_around_a_field_is_the_site_s_or_has_a_clip(entry: Entry) -> None:
    ours = {one.text for page in every_site_page() for one in said_on(page)}
    element = replace(a_field(entry, "Un nom", "Une aide"), options=("Une", "Deux"))
    page = opened(element)
    fixed = {one.text for one in said_on(page)}
    assert fixed <= ours
    assert fixed
    live = {one.text for one in compose(page) if one.live}
    assert {"Un nom", "Une aide"} <= live


def said_on(page: Page) -> list[Utterance]:
    """All of a page that is always the same, what a finger finds too."""
    spoken = [*compose(page), *(choice_utterance(choice) for choice in explorable(page))]
    return [one for one in spoken if not one.live and not one.personal and one.text]
