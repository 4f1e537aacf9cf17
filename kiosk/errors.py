"""Every exception the kiosk raises on purpose.

KioskError
├── SettingsError      the site's TOML file cannot be used
├── ContentError       a journey, place or fact file cannot be used
├── ProviderSetupError a booking provider cannot be built from its settings
└── DrawingError       a picture of a journey cannot be drawn

Expected ends of a booking are values (see kiosk.bookings.protocol), not exceptions.
"""


class KioskError(Exception):
    """Base of all; its text is one or more lines that a person can act on."""


class SettingsError(KioskError):
    """The settings cannot be used: file, key, what was expected."""


class ContentError(KioskError):
    """A content file cannot be used: `file.yaml:31: what is wrong and how to mend it`."""


class ProviderSetupError(KioskError):
    """A provider's settings do not make a provider: which one, which key, what was expected."""


class DrawingError(KioskError):
    """A picture cannot be drawn: the program that is missing, or the file that cannot be written."""
