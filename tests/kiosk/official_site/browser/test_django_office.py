"""The booking site is the real thing: a person with a browser gets an appointment there, step by step."""

from kiosk.official_site.browser.process import Launch
from tests.django_office import DjangoOffice
from tests.official_browser import Driven, driven

_NAME, _EMAIL = "Aline Dupuis", "aline@example.be"
_DAY = "[...document.querySelectorAll('.fc-day')].filter(day => !day.matches('.disabled-day, .fc-day-other'))"


def _there(page: Driven, selector: str) -> None:
    assert page.until(lambda: page.run(f"document.querySelector({selector!r}) !== null")), page.run(
        "document.body.innerText"
    )


def _press(page: Driven, selector: str) -> None:
    _there(page, selector)
    page.run(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")
    page.touch(selector)


def _fill(page: Driven, selector: str, text: str) -> None:
    _press(page, selector)
    assert page.until(lambda: page.run(f"document.activeElement.matches({selector!r})"))
    page.call("Input.insertText", text=text)


def _choose_a_time(page: Driven) -> str:
    """Next month's first free day, its first hour; return the day as YYYY-MM-DD."""
    # The site drops what is chosen while it still asks for the hours of today.
    assert page.until(lambda: page.run("typeof selectedDateIso == 'string' && !isRequestInProgress"))
    month = page.run("calendar.title.textContent")
    _press(page, ".fc-next-button")
    assert page.until(lambda: page.run("calendar.title.textContent") != month)
    day: str = page.run(f"{_DAY}[0].dataset.date")
    _press(page, f"[data-date='{day}']")
    assert page.until(lambda: page.run("selectedDateIso") == day)
    _press(page, ".djangoAppt_appointment-slot")
    assert page.until(lambda: page.run("!document.querySelector('.btn-submit-appointment').disabled"))
    return day


def test_a_person_books_through_calendar_form_and_code(django_office: DjangoOffice, user: str) -> None:
    office = django_office
    with driven(Launch(reach=("127.0.0.1",), user=user), office.hosts) as page:
        page.go(office.url)
        day = _choose_a_time(page)
        _press(page, ".btn-submit-appointment")
        _there(page, "#id_email")
        _fill(page, "#id_name", _NAME)
        _fill(page, "#id_email", _EMAIL)
        _fill(page, "#id_phone_1", "081234567")
        _press(page, "button[name=payment_type]:not(:disabled)")
        _there(page, "input[name=code]")
        assert office.bookings() == []
        _fill(page, "input[name=code]", office.code_for(_EMAIL))
        _press(page, "button[type=submit]")
        _there(page, ".thank-you-title")
        shown = page.run("document.querySelector('.appointment-details').innerText")
        assert page.told == []
    (booked,) = office.bookings()
    assert (booked.day.isoformat(), f"{booked.hour:%H:%M}", booked.name) == (day, "08:30", _NAME)
    assert str(booked.day.year) in shown
    assert "08:30" in shown
    office.forget()
    assert office.bookings() == []
    assert office.code_for(_EMAIL) == ""
