"""The XML of WebDAV: a question about a stretch of time, and the list of resources in its answer."""

from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from kiosk.bookings.grid import Cell
from kiosk.bookings.instants import stamp

_DAV = "{DAV:}"
_CALDAV = "{urn:ietf:params:xml:ns:caldav}"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a calendar collection."""

    name: str
    calendar: str = field(repr=False)
    """Its iCalendar text."""
    etag: str = ""


def events_between(span: Cell) -> str:
    """The body of a calendar-query REPORT (RFC 4791, 7.8) for all events that touch `span`."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
        '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
        f'<C:time-range start="{stamp(span.start)}" end="{stamp(span.end)}"/>'
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )


def resources(body: bytes) -> tuple[Resource, ...] | None:
    """The resources of a 207 answer; None when it is not one, is cut, or tries what XML entities can do."""
    try:
        # Decoded first: a declaration in another encoding cannot then hide a DOCTYPE from the next line.
        text = body.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return None
        root = ET.fromstring(text)  # noqa: S314 - no document type is let through
    except (UnicodeDecodeError, ET.ParseError, ValueError):
        return None
    if root.tag != f"{_DAV}multistatus":
        return None
    return tuple(found for response in root.iter(f"{_DAV}response") if (found := _resource(response)))


def _resource(response: ET.Element) -> Resource | None:
    href = (response.findtext(f"{_DAV}href") or "").strip()
    for part in response.iter(f"{_DAV}propstat"):
        data = part.findtext(f"{_DAV}prop/{_CALDAV}calendar-data")
        if data and " 200 " in f"{part.findtext(f'{_DAV}status')} ":
            name = unquote(href).rstrip("/").rpartition("/")[2]
            return Resource(name, data, part.findtext(f"{_DAV}prop/{_DAV}getetag") or "")
    return None
