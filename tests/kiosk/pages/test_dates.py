"""Days, hours and durations as they are written in each language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.languages.reading import read_catalogues
from kiosk.languages.wording import FRENCH_FORMATS
from kiosk.pages import dates
from kiosk.pages.house_pages import idle_page

BRUSSELS = ZoneInfo("Europe/Brussels")
DUTCH = read_catalogues()[0]["nl"]
FIRST = date(2026, 12, 1)
TUESDAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def test_french_of_belgium() -> None:
    assert dates.day_in_full(TUESDAY) == "mardi 24\u00a0novembre"
    assert dates.day_in_full(FIRST) == "mardi 1er\u00a0décembre"
    assert dates.hour(MORNING, BRUSSELS) == "10\u00a0h\u00a005"
    assert [dates.duration(one) for one in (80, 45, 1)] == ["1\u00a0min\u00a020", "45\u00a0secondes", "1\u00a0seconde"]


def test_dutch_of_belgium() -> None:
    formats = DUTCH.formats
    assert dates.day_in_full(TUESDAY, formats) == "dinsdag 24\u00a0november"
    assert dates.day_in_full(FIRST, formats) == "dinsdag 1\u00a0december"
    assert dates.hour(MORNING, BRUSSELS, formats) == "10.05\u00a0uur"
    said = [dates.duration(one, formats) for one in (80, 45, 1)]
    assert said == ["1\u00a0min\u00a020", "45\u00a0seconden", "1\u00a0seconde"]


def test_a_language_changes_nothing_of_french() -> None:
    dates.day_in_full(TUESDAY, DUTCH.formats)
    assert dates.day_in_full(TUESDAY, FRENCH_FORMATS) == "mardi 24\u00a0novembre"


def test_the_warning_says_how_long_it_waits() -> None:
    assert [idle_page(left, 30).left for left in (30, 1)] == ["Encore 30\u00a0secondes", "Encore 1\u00a0seconde"]
    assert idle_page(12, 30, DUTCH).left == "Nog 12\u00a0seconden"
