"""What the distribution is and needs; the settings of the tools stand in pyproject.toml.

Direct needs are pinned here; `provisioning/constraints.txt` pins what they need in turn.
"""

from setuptools import find_packages, setup

RUN = [
    "argon2-cffi==25.1.0",  # the hash of the facilitator's PIN; loaded only when one is typed
    "babel==2.18.0",  # dates as they are written in Belgium
    "holidays==0.109",  # Belgian public holidays, on which no slot is offered
    "icalendar==7.3.0",  # appointments as .ics: CalDAV and the ticket
    "kivy==2.3.1",  # what the visitor sees and touches
    "msgspec==0.22.0",  # settings and content, decoded into frozen types
    "num2words==0.5.14",  # numbers in the words of Belgium
    "pillow==12.3.0",  # the QR code as dots of a printer, and the pictures of the screens in tests
    "python-escpos==3.1",  # tickets in the commands of receipt printers
    "pynacl==1.6.2",  # seals the counts on a stick; loaded only when one is written or read
    "pyttsx3==2.99",  # the voice; the engine itself is Debian's espeak-ng
    "pyyaml==6.0.3",  # journeys, with the line of each node
    "recurring-ical-events==3.8.2",  # events that a calendar repeats take slots too
    "requests==2.34.2",  # calendar servers
    "segno==1.6.6",  # the QR code of the ticket
    "soundfile==0.14.0",  # recordings of people in FLAC, MP3, Ogg and any WAV; loaded only when there is one
    "sqlite-utils==4.2.1",  # counts and the agenda
    "urllib3==2.8.0",  # tells a server that was never reached from an answer that was lost
]

GPIO = [
    "gpiozero==2.0.1.post3",  # a reset button on a pin; the pins themselves are Debian's python3-lgpio
]

POSTER = [
    "typst==0.15.2",  # the page of a week for the wall, as PDF; loaded by `kiosk usage poster` alone
]

NOISE = [
    "opendp==0.16.0",  # noise for a hub's open data, where it is wanted; never on a kiosk
]

TEST = [
    *GPIO,  # its pins that are only played
    *NOISE,  # what it promises is tried
    *POSTER,
    "django==5.2.19",
    "django-appointment==3.12.0",  # a real booking site on 127.0.0.1, to be guided through; it keeps pillow below 13
    "hypothesis==6.170.15",
    "import-linter==2.16",
    "markdown-it-py==4.3.0",  # the facilitator's guide, read and printed
    "mypy==2.4.1",
    "numpy==2.4.6",  # pitch, and clips found in recordings
    "playwright==1.65.2",  # other eyes on the same pages; it drives Debian's browser, and downloads none
    "pytest==9.2.0",
    "pytest-randomly==5.1.0",
    "pytest-timeout==2.4.0",
    "radicale==3.9.0",  # a real CalDAV server, on 127.0.0.1
    "ruff==0.17.6",
    "types-PyYAML==6.0.12.20261113",
    "types-requests==2.33.0.20261030",
    "zxing-cpp==3.1.1",  # reads the QR code, with other eyes than those that wrote it
]

setup(
    name="coup-de-pouce",
    version="0.1.0",
    description="Une borne d'aide pour les services publics, à toucher et à entendre",
    long_description="A touch kiosk for public services in Wallonia: journeys, real appointments, a ticket, a voice.",
    license="EUPL-1.2",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=find_packages(include=["kiosk", "kiosk.*", "screens", "screens.*", "voices", "voices.*"]),
    package_data={
        "kiosk": ["journeys/**/*.yaml", "languages/*.toml", "sites/*.toml", "usage/poster*"],
        "screens": ["**/*.kv", "assets/**/*", "tour/page/*"],
        "voices": ["**/*.toml", "**/*.yaml", "**/*.html", "**/*.wav", "**/*.flac"],
    },
    install_requires=RUN,
    extras_require={"gpio": GPIO, "noise": NOISE, "poster": POSTER, "test": TEST},
    entry_points={"console_scripts": ["kiosk = kiosk.__main__:main"]},
    zip_safe=False,
)
