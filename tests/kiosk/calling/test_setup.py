"""`[call]` in a site's file: a wrong address is refused with file, key and what is expected, and never repeated."""

from pathlib import Path

import pytest

from kiosk.errors import SettingsError
from kiosk.settings import load

SITE = '[site]\nname = "Ici"\ncommune = "la_louviere"\n[office]\nname = "EPN"\n[call]\n'
TOPIC = "site.toml: call.ntfy: expected the address of a topic, such as https://ntfy.sh/my-topic"
HOOK = "site.toml: call.webhook: expected an address that takes a POST, such as https://example.be/hooks/kiosk"


def read(folder: Path, text: str) -> str:
    """What is said of a file; "": it is read."""
    path = folder / "site.toml"
    path.write_text(SITE + text, encoding="utf-8")
    try:
        load(path)
    except SettingsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ntfy = "ntfy.sh/planted"', TOPIC),
        ('ntfy = "https://ntfy.sh"', TOPIC),
        ('ntfy = "https://ntfy.sh/"', TOPIC),
        ('ntfy = "ftp://ntfy.sh/planted"', TOPIC),
        ('ntfy = "https:///planted"', TOPIC),
        ('ntfy = "https://ntfy.sh/plan ted"', TOPIC),
        ('ntfy = "https://ntfy.sh/planted?auth=planted"', TOPIC),
        ('webhook = "planted"', HOOK),
        ('webhook = "https://[planted/x"', HOOK),
        ('webhook = "https://a.be:planted/x"', HOOK),
        ('webhook = "https://a.be/planted#planted"', HOOK),
        ("ntfy = 5", "site.toml: call.ntfy: Expected `str`, got `int`"),
        ('mail = "planted"', "site.toml: call: Object contains unknown field `mail`"),
        (
            'webhook = "https://me:planted@a.be/x"',
            "site.toml: call.webhook: holds a user or a password; expected a token in token_file",
        ),
        (
            'webhook = "http://a.be/x"\ntoken_file = "t"',
            "site.toml: call.webhook: http would send the token in clear; expected https",
        ),
        (
            'ntfy = "https://a.be/x"\nwebhook = "https://a.be/y"',
            "site.toml: call: ntfy and webhook are both given; expected one of them",
        ),
        (
            'token_file = "t"',
            "site.toml: call.token_file: there is nowhere to send it; expected ntfy or webhook beside it",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    told = read(tmp_path, text)
    assert told == said
    assert "planted" not in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        'ntfy = "https://ntfy.sh/sujet"',
        'ntfy = "https://ntfy.exemple.be:8443/sujet"\ntoken_file = "jeton"',
        'webhook = "http://192.168.1.10:8123/api/webhook/borne?cle=1"',
        'webhook = "http://127.0.0.1:8080/"\ntoken_file = "jeton"',
    ],
)
def test_what_is_right_is_read(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ""
