"""From settings to calendar collections: what can be wrong is said before anything is sent."""

from pathlib import Path
from urllib.parse import urlsplit

from kiosk.bookings.dav import Collection
from kiosk.bookings.timetable import Setup
from kiosk.errors import ProviderSetupError
from kiosk.settings import CaldavSettings

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def collections(setup: Setup) -> tuple[Collection, Collection | None]:
    """The calendar, and the contact calendar where a service requires a contact. Raises ProviderSetupError."""
    settings = setup.provider
    if not isinstance(settings, CaldavSettings):
        message = f'providers.{setup.name}: expected kind = "caldav"'
        raise ProviderSetupError(message)
    calendar = _collection(setup, settings, "url", settings.url)
    wants = [table.service.id for table in setup.timetables if table.settings.require]
    if wants and not settings.contact_url:
        message = (
            f"providers.{setup.name}.contact_url: missing, but service {wants[0]!r} requires a contact; give a second "
            "calendar where the kiosk may only write, or remove `require`"
        )
        raise ProviderSetupError(message)
    return calendar, _collection(setup, settings, "contact_url", settings.contact_url) if wants else None


def _collection(setup: Setup, settings: CaldavSettings, key: str, url: str) -> Collection:
    where = f"providers.{setup.name}"
    _check_url(f"{where}.{key}", url, secret=bool(settings.password_file))
    if settings.password_file and not settings.user:
        message = f"{where}.user: missing; expected the user of password_file"
        raise ProviderSetupError(message)
    return Collection(
        url=url if url.endswith("/") else f"{url}/",
        user=settings.user,
        password=_password(f"{where}.password_file", setup.folder, settings.password_file),
        ca_file=_ca_file(f"{where}.ca_file", setup.folder, settings.ca_file),
    )


def _check_url(where: str, url: str, *, secret: bool) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        message = f"{where}: expected the address of a calendar, like https://agenda.example.be/borne/rendez-vous/"
        raise ProviderSetupError(message)
    if parts.username or parts.password:
        message = f"{where}: holds a user or password; expected them in user and password_file"
        raise ProviderSetupError(message)
    if secret and parts.scheme == "http" and host not in _LOOPBACK:
        message = f"{where}: http would send the password in clear; expected https"
        raise ProviderSetupError(message)


def _password(where: str, folder: Path, name: str) -> str:
    if not name:
        return ""
    try:
        password = (folder / name).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{where}: {name!r} cannot be read; expected a file that holds the password alone"
        raise ProviderSetupError(message) from error
    if not password or "\n" in password:
        message = f"{where}: {name!r} holds no password, or several lines; expected the password alone"
        raise ProviderSetupError(message)
    return password


def _ca_file(where: str, folder: Path, name: str) -> Path | None:
    if not name:
        return None
    path = folder / name
    if not path.is_file():
        message = f"{where}: {name!r} is not there; expected a file of certificates (PEM)"
        raise ProviderSetupError(message)
    return path
