"""Place, day and hour of a confirmation, as sites write them."""

from datetime import date, time

import pytest

from kiosk.official_site.confirmation import Confirmation, read_confirmation, read_day, read_hour
from kiosk.official_site.guidance import Done
from kiosk.official_site.view import Element, View
from tests.kiosk.official_site.made import END, GUIDANCE

TODAY = date(2026, 11, 23)
NOVEMBER = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mardi 24 novembre 2026", NOVEMBER),
        ("Mardi, 24 Novembre 2026", NOVEMBER),
        ("mar. 24 nov. 2026, 14:00", NOVEMBER),
        ("le 24 novembre à 10 h", NOVEMBER),
        ("24/11/2026", NOVEMBER),
        ("24.11.26", NOVEMBER),
        ("24-11-2026 à 10:40", NOVEMBER),
        ("2026-11-24", NOVEMBER),
        ("mardi 1er décembre 2026", date(2026, 12, 1)),
        ("5 janvier", date(2027, 1, 5)),
        ("3 août 2027", date(2027, 8, 3)),
        ("lundi 24 novembre 2026", None),
        ("31 février 2027", None),
        ("31/02/2027", None),
        ("24 novembre 2026 ou 25 novembre 2026", None),
        ("24 personnes", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_without_a_clock_a_day_without_a_year_is_not_guessed() -> None:
    assert read_day("24 novembre", None) is None
    assert read_day("24 novembre 2026", None) == NOVEMBER


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("10h40", time(10, 40)),
        ("10 h 40", time(10, 40)),
        ("10 heures 40", time(10, 40)),
        ("10\u00a0h", time(10, 0)),
        ("de 9:05 à 9:20", time(9, 5)),
        ("2:30 p.m.", time(14, 30)),
        ("12:15 am", time(0, 15)),
        ("25h", None),
        ("10:75", None),
        ("24 novembre", None),
    ],
)
def test_hours(text: str, hour: time | None) -> None:
    assert read_hour(text) == hour


def test_a_confirmation_is_read_by_the_patterns() -> None:
    done = GUIDANCE.pages[3].done
    assert done
    found = read_confirmation("Site", done, END, TODAY)
    assert found == Confirmation("Site", "Maison communale", NOVEMBER, time(10, 40))


def test_what_is_not_there_is_empty_and_too_much_is_no_place() -> None:
    view = View("https://a.be/", elements=(Element(1, "text", "Lieu : " + "rue " * 40),))
    assert read_confirmation("Site", Done(place="Lieu : (.*)", day="le (.*)"), view, TODAY) == Confirmation("Site")


@pytest.mark.parametrize("day", ["01/01/0001", "0001-01-01", "31/12/9999"])
def test_the_first_and_the_last_day_of_a_language_are_no_appointment(day: str) -> None:
    view = View("https://a.be/", elements=(Element(1, "text", f"le {day}"),))
    assert read_confirmation("Site", Done(day="le (.*)"), view, TODAY) == Confirmation("Site")


def test_nothing_of_an_appointment_is_in_its_repr() -> None:
    assert "Maison" not in repr(Confirmation("Site", "Maison communale", NOVEMBER, time(10, 40)))
    assert "2026" not in repr(Confirmation("Site", "Maison communale", NOVEMBER, time(10, 40)))
