"""A site's file: read, or refused with file, key and what is expected."""

from pathlib import Path

import pytest

from kiosk.errors import SettingsError
from kiosk.settings import AgendaSettings, default_site, load, rehearsal


def write(folder: Path, text: str) -> Path:
    path = folder / "site.toml"
    path.write_text(text, encoding="utf-8")
    return path


SITE = '[site]\nname = "Ici"\ncommune = "la_louviere"\n[office]\nname = "EPN"\n'
SERVICE = '[[services]]\nid = "a"\nneed = "a"\nlabel = "A"\nprovider = "p"\noffice = "site"\n'


def test_the_embedded_site_is_a_demonstration() -> None:
    settings = load()
    assert settings.site.demonstration
    assert settings.folder == default_site().parent
    assert {"commune_identite", "forem_inscription", "epn_seance"} <= {service.need for service in settings.services}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[site", "site.toml: is not valid TOML"),
        ("", "site.toml: Object missing required field `site`"),
        (SITE + "[idle]\nafter = 'long'\n", "site.toml: idle.after: Expected `int`, got `str`"),
        (SITE + "[idle]\nafter = 0\n", "site.toml: idle.after: Expected `int` >= 1"),
        (SITE + "[idle]\nsoon = 1\n", "site.toml: idle: Object contains unknown field `soon`"),
        (SITE + SERVICE, "site.toml: services[0].provider: 'p' is not in [providers]; expected one of: none is given"),
        (SITE + "[providers.p]\nkind = 'fax'\n", "site.toml: providers[...].kind: Invalid value 'fax'"),
        (SITE + "[device]\nactions = 'robot'\n", "site.toml: device.actions: Invalid enum value 'robot'"),
        (SITE + "[device]\nreset_gpio = 28\n", "site.toml: device.reset_gpio: Expected `int` <= 27"),
        (SITE + "[device]\nreset_pin = 17\n", "site.toml: device: Object contains unknown field `reset_pin`"),
        (SITE + "[panel]\nrotation = 45\n", "site.toml: panel.rotation: 45; expected 0, 90, 180 or 270"),
        (SITE + "[network]\nwifi = 7\n", "site.toml: network.wifi: Expected `str`, got `int`"),
        (SITE + "[network]\nssid = 'EPN'\n", "site.toml: network: Object contains unknown field `ssid`"),
        (SITE + "[network]\ncountry = 'be'\n", "site.toml: network.country: 'be'; expected two capital letters"),
        (SITE + "[updates]\nurl = 'https://a.be/'\n", "site.toml: updates.key: missing; expected the public key"),
        (SITE + "[facilitator]\nphone = 'Anne'\n", "site.toml: facilitator.phone: 'Anne'; expected digits"),
        (SITE + "[appliance]\nhostname = 'Borne'\n", "site.toml: appliance.hostname: 'Borne'; expected small letters"),
        (SITE + "[appliance]\nssh_keys = 'x'\n", "site.toml: appliance.ssh_keys: Expected `array`, got `str`"),
        ("folder = 'x'\n" + SITE, "site.toml: folder: unknown key"),
        (SITE.replace('Ici"', 'Ici"\ntimezone = "Mars"'), "site.toml: site.timezone: 'Mars' is unknown"),
        (
            SITE + "[providers.p]\nkind = 'agenda'\n" + SERVICE.replace('"site"', '"commune"'),
            "site.toml: services[0].provider: the embedded agenda cannot promise an hour at another office ('commune')",
        ),
        (
            SITE + "[providers.p]\nkind = 'agenda'\n" + SERVICE + 'require = ["name"]\n',
            "site.toml: services[0].require: the embedded agenda keeps no contact",
        ),
        (
            SITE + "[providers.p]\nkind = 'caldav'\nurl = 'https://x/'\n" + SERVICE + 'require = ["name"]\n',
            "site.toml: providers.p.contact_url: missing, but services[0] requires a contact",
        ),
        (
            SITE + "[providers.p]\nkind = 'agenda'\n" + SERVICE + 'closed = ["2027-02-29"]\n',
            "site.toml: services[0].closed: '2027-02-29' is no date",
        ),
        (SITE + "[providers.p]\nkind = 'agenda'\n" + SERVICE + SERVICE, "site.toml: services[1].id: 'a' stands twice"),
        (
            SITE + "[providers.p]\nkind = 'handoff'\n" + SERVICE + 'require = ["age"]\n',
            "site.toml: services[0].require: 'age'; expected name, phone or email",
        ),
        (
            SITE + "[providers.p]\nkind = 'agenda'\n" + SERVICE + "[services.hours]\nmonday = ['9-12']\n",
            "site.toml: services[0].hours.monday[0]: Expected `str` matching regex",
        ),
    ],
)
def test_a_fault_names_file_key_and_what_is_expected(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as fault:
        load(write(tmp_path, text))
    assert str(fault.value).startswith(said)


def test_a_missing_file_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^none\.toml: cannot be read"):
        load(tmp_path / "none.toml")


def test_a_rehearsal_touches_no_calendar_and_is_an_example(tmp_path: Path) -> None:
    site = SITE + "[providers.p]\nkind = 'caldav'\nurl = 'https://x/'\n" + SERVICE
    rehearsed = rehearsal(load(write(tmp_path, site)))
    assert isinstance(rehearsed.providers["p"], AgendaSettings)
    assert rehearsed.site.demonstration
    assert rehearsed.services[0].provider == "p"
