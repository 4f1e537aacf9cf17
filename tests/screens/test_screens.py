"""What screens do: touches reach the callback, marks light up, updates keep the screen."""

from dataclasses import replace

import pytest

from kiosk import page as pages
from kiosk.page import AsleepPage, Choice, IdlePage, Line, Page, Prefs, SitePage, SlotsPage, TicketPage, choice_mark
from kiosk.staff_page import StaffPage
from screens.palette import contrast
from tests.pilot import Pilot
from tests.screens import booking_gallery, gallery, gallery_parts
from tests.screens.gallery import PAGES
from tests.screens.slots_gallery import PAGES as SLOTS_PAGES
from tests.screens.staff_gallery import PAGES as STAFF_PAGES
from tests.screens.staging import stage

TOUCHED = {
    "accueil": "La commune",
    "choix": "Carte finie ou abîmée",
    "info": "C’est fait",
    "documents": "Une photo récente",
    "jours": "vendredi 27 nov.",
    "heures-peu": "10\u00a0h\u00a020",
    "saisie-chiffres": "7",
    "recap": "Changer l’heure",
    "ticket": "Mettre sur mon téléphone",
    "qr": "Revoir le ticket",
    "avis-agenda": "Essayer encore",
    "resume": "Terminer",
    "toujours-la": "Oui, je suis là",
    "reglages": "Très fort",
}
"""A label of the body of each page, and only once on it."""


def ready(pilot: Pilot) -> None:
    """Let the half second pass in which presses meant the page before."""
    pilot.advance(0.6, 0.3)


def body_choices(page: Page) -> list[Choice]:
    days = tuple(day.choice for day in page.days) if isinstance(page, SlotsPage) else ()
    groups = tuple(option for group in getattr(page, "groups", ()) for option in group.options)
    extra = (*getattr(page, "items", ()), *days, *getattr(page, "keys", ()), *groups)
    return [choice for choice in (*extra, *page.choices) if choice.label]


@pytest.mark.parametrize("name", TOUCHED)
def test_a_touch_reaches_the_callback_with_its_id(pilot: Pilot, name: str) -> None:
    staged = stage(pilot, PAGES[name])
    ready(pilot)
    target = next(widget for widget in pilot.touchables() if widget.label == TOUCHED[name])
    pilot.tap(*target.center)
    ids = {choice.label.replace(" ", "\u00a0"): choice.id for choice in body_choices(PAGES[name])}
    assert staged.touched == [target.choice.id]
    assert target.choice.id in ids.values()


@pytest.mark.parametrize("name", PAGES)
def test_the_bar_and_the_round_sign_stand_on_every_visitor_page(pilot: Pilot, name: str) -> None:
    page = PAGES[name]
    staged = stage(pilot, page)
    ready(pilot)
    bar = [choice for choice in page.bar if choice.enabled]  # the others only keep their place free
    for choice in bar:
        pilot.tap(*[widget for widget in pilot.touchables() if widget.choice.id == choice.id][-1].center)
    assert staged.touched == [choice.id for choice in bar]


def test_the_round_sign_says_the_page_again(pilot: Pilot) -> None:
    staged = stage(pilot, gallery.INFO)
    ready(pilot)
    sign = max(pilot.touchables(), key=lambda widget: widget.top)
    pilot.tap(*sign.center)
    assert staged.touched == ["@repeat"]
    assert sign.x < 60


def test_an_empty_bar_button_keeps_its_place_free(pilot: Pilot) -> None:
    stage(pilot, gallery.INFO)
    full = pilot.find("Terminer").pos[:]
    stage(
        pilot, replace(gallery.INFO, bar=(Choice(gallery_parts.BAR[0].id, "", enabled=False), *gallery_parts.BAR[1:]))
    )
    assert "Retour" not in pilot.labels()
    assert pilot.find("Terminer").x + pilot.find("Terminer").width == pytest.approx(1280 - 44, abs=3)
    assert full[1] == pilot.find("Terminer").y


@pytest.mark.parametrize("name", PAGES)
def test_what_is_said_lights_up_alone(pilot: Pilot, name: str) -> None:
    from screens.panel import panel_for
    from screens.split import split

    page = split(PAGES[name], panel_for(1280, 800))[0]
    staged = stage(pilot, page)
    head = () if isinstance(page, SitePage) else ("title",)  # its sentences stand in the place of the title
    marks = [*head, *(f"line:{number}" for number in range(len(page.lines)))]
    marks += [choice_mark(choice) for choice in body_choices(page)]
    for mark in marks:
        staged.screen.light(mark)
        assert set(pilot.lit()) == {mark}
    staged.screen.light("")
    assert pilot.lit() == []


@pytest.mark.parametrize("mark", ["day", "field", "group:Les lettres"])
def test_the_marks_of_one_kind_of_page_light_up(pilot: Pilot, mark: str) -> None:
    page = {"day": booking_gallery.SLOT_FEW, "field": booking_gallery.ENTRY_DIGITS}.get(mark, gallery.SETTINGS)
    staged = stage(pilot, page)
    staged.screen.light(mark)
    assert pilot.lit() == [mark]


def test_every_kind_of_page_is_in_the_gallery(pilot: Pilot) -> None:
    from screens.navigator import SCREENS

    assert pilot.window  # first: Kivy opens one of its own size
    kinds = {kind for kind in vars(pages).values() if isinstance(kind, type) and issubclass(kind, Page)} - {Page}
    shown = {type(page) for page in (PAGES | STAFF_PAGES | SLOTS_PAGES).values()}
    assert shown | {AsleepPage} == kinds | {StaffPage} == set(SCREENS), "a screen that sleeps is dark"


@pytest.mark.parametrize(("size", "shown"), [((800, 480), 0), ((1280, 800), 4)])
def test_hints_stand_on_all_choices_of_a_screen_or_on_none(pilot: Pilot, size: tuple[int, int], shown: int) -> None:
    from screens.widgets.tile import Tile

    pilot.resize(*size)
    names = ("L’ordinateur", "Lire, écrire, calculer", "Un métier", "Réserver une séance")
    page = replace(
        gallery.CHOICE, choices=tuple(gallery_parts.choice(name, name, hint="Aide et cours") for name in names)
    )
    staged = stage(pilot, replace(page, lines=(), example=False))
    ready(pilot)
    hints = [tile.hint for tile in staged.screen.walk() if isinstance(tile, Tile)]
    assert sum(bool(hint.text and hint.opacity) for hint in hints) == shown


def test_a_second_less_keeps_the_button_under_the_finger(pilot: Pilot) -> None:
    staged = stage(pilot, gallery.IDLE)
    ready(pilot)
    button = pilot.find("Oui, je suis là")
    pilot.press(*button.center)
    assert isinstance(gallery.IDLE, IdlePage)
    staged.screen.update(replace(gallery.IDLE, seconds_left=11, left="Encore 11\u00a0secondes", fresh=False))
    assert "Encore 11\u00a0secondes" in pilot.texts()
    pilot.release(*button.center)
    assert staged.touched == ["@still-here"]


def test_typing_keeps_the_keys_and_shows_the_value(pilot: Pilot) -> None:
    staged = stage(pilot, booking_gallery.ENTRY_DIGITS)
    before = pilot.find("7")
    staged.screen.update(replace(booking_gallery.ENTRY_DIGITS, value=Line("0470 1", personal=True), fresh=False))
    assert pilot.find("7") is before
    assert "0470 1" in pilot.texts()
    assert booking_gallery.ENTRY_DIGITS.value.text not in pilot.texts()
    assert pilot.labels_that_do_not_fit() == [], "what is held is what is drawn"


def test_another_keypad_replaces_the_keys(pilot: Pilot) -> None:
    staged = stage(pilot, booking_gallery.ENTRY_DIGITS)
    staged.screen.update(
        replace(booking_gallery.ENTRY_DIGITS, keys=booking_gallery.keys("ABC"), layout="abc", fresh=False)
    )
    assert "A" in pilot.labels()
    assert "7" not in pilot.labels()


def test_a_ticked_document_says_so_in_words(pilot: Pilot) -> None:
    staged = stage(pilot, gallery.CHECKLIST)
    assert pilot.texts().count("Je l’ai") == 1
    ticked = tuple(replace(item, chosen=True) for item in gallery.CHECKLIST.items)
    staged.screen.update(replace(gallery.CHECKLIST, items=ticked, fresh=False))
    pilot.step()
    assert pilot.texts().count("Je l’ai") == 3


def test_the_ticket_shows_the_time_that_is_left(pilot: Pilot) -> None:
    staged = stage(pilot, booking_gallery.TICKET)
    before = pilot.find("Mettre sur mon téléphone")
    assert isinstance(booking_gallery.TICKET, TicketPage)
    staged.screen.update(replace(booking_gallery.TICKET, erase_in="59\u00a0secondes", fresh=False))
    assert "59\u00a0secondes" in pilot.texts()
    assert "1 min 20" not in pilot.texts()
    assert pilot.find("Mettre sur mon téléphone") is before


def test_an_update_of_any_page_shows_its_new_title(pilot: Pilot) -> None:
    for page in PAGES.values():
        staged = stage(pilot, page)
        other = replace(page, title="Autre titre", fresh=False)
        staged.screen.update(replace(other, lines=(Line("Autre titre"),)) if isinstance(page, SitePage) else other)
        pilot.step()
        assert "Autre titre" in pilot.texts()
        assert page.title not in pilot.texts()


def test_the_waiting_picture_moves(pilot: Pilot) -> None:
    from screens.spinner import Spinner

    staged = stage(pilot, booking_gallery.WAITING)
    spinner = next(widget for widget in staged.screen.walk(restrict=True) if isinstance(widget, Spinner))
    before = spinner.angle
    pilot.advance(0.3)
    assert spinner.angle != before


def test_a_demonstration_says_so_on_the_page(pilot: Pilot) -> None:
    stage(pilot, replace(gallery.INFO, example=True))
    assert any("Exemple" in text for text in pilot.texts())
    stage(pilot, replace(gallery.INFO, example=False))
    assert not any("Exemple" in text for text in pilot.texts())


@pytest.mark.parametrize("page", [gallery.INFO, booking_gallery.TICKET, gallery.IDLE], ids=["info", "ticket", "idle"])
def test_an_exercise_says_so_on_the_page_and_nothing_else_does(pilot: Pilot, page: Page) -> None:
    stage(pilot, replace(page, practice=True))
    assert [text.removesuffix(".") for text in pilot.texts()].count("C’est un exercice\u00a0: rien n’est envoyé") == 1
    assert not any("Exemple" in text for text in pilot.texts())
    stage(pilot, replace(page, practice=False))
    assert not any("exercice" in text for text in pilot.texts())


def test_the_banners_of_an_example_and_of_an_exercise_are_two_things_at_a_glance() -> None:
    from screens.panel import panel_for
    from screens.theme import theme_for
    from screens.widgets.banner import banner_of

    for prefs in (Prefs(), Prefs(black_and_white=True)):
        theme = theme_for(panel_for(1280, 800), prefs)
        example = banner_of(theme, replace(gallery.INFO, example=True))
        exercise = banner_of(theme, replace(gallery.INFO, example=True, practice=True))
        assert example is not None
        assert exercise is not None
        assert example.words.text != exercise.words.text
        assert contrast(example.paint.fill, exercise.paint.fill) > 7
        for banner in (example, exercise):
            usual = banner.paint
            banner.lit = True
            assert banner.paint != usual
            assert contrast(banner.words.colour, banner.paint.fill) > 10
        assert banner_of(theme, replace(gallery.INFO, example=False)) is None


def test_the_volume_of_the_visitor_shows_in_the_bar(pilot: Pilot) -> None:
    from screens.widgets.signs import VolumeBars

    staged = stage(pilot, replace(gallery.INFO, prefs=Prefs(volume=5)))
    bars = [widget for widget in staged.screen.walk(restrict=True) if isinstance(widget, VolumeBars)]
    assert [bar.level for bar in bars] == [5]


def test_the_hours_keep_as_many_days_above_as_fit() -> None:
    from screens.panel import panel_for
    from screens.split import split

    (page,) = split(booking_gallery.SLOT_HOURS, panel_for(1920, 1080))
    assert isinstance(page, SlotsPage)
    assert len(page.choices) == 12
    assert 3 <= len(page.days) <= 10
    assert any(day.choice.chosen for day in page.days)
