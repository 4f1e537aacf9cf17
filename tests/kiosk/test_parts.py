"""Which part comes behind the last."""

from kiosk.ids import ChoiceId
from kiosk.page import Choice, ChoicePage, EntryPage, InfoPage
from kiosk.pages.parts import turned_to

TEXT, LETTERS = InfoPage(title="A"), EntryPage(title="A")


def test_a_part_that_is_there_is_shown() -> None:
    assert turned_to([TEXT, LETTERS, LETTERS], 1, TEXT) == 1


def test_behind_the_last_letters_come_the_first_letters() -> None:
    assert turned_to([TEXT, LETTERS, LETTERS], 3, LETTERS) == 1


def test_the_part_with_what_was_touched_stays() -> None:
    there = ChoicePage(title="A", choices=(Choice(ChoiceId("size:on"), "Grandes"),))
    assert turned_to([TEXT, LETTERS, there], 0, TEXT, ChoiceId("size:on")) == 2
    assert turned_to([TEXT, LETTERS], 1, TEXT, ChoiceId("size:on")) == 1


def test_parts_that_have_changed_begin_anew() -> None:
    assert turned_to([TEXT], 4, ChoicePage(title="A")) == 0
