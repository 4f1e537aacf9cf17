"""The table [hub]: what makes an address, and that no fault tells a secret."""

import pytest

from kiosk.hub_setup import HubTable, faults


def of(**table: object) -> str:
    return "\n".join(faults(HubTable(**table)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"url": "https://hub.example.be/counts/push"},
        {"url": "http://127.0.0.1:8001/counts/push?x=1", "ca_file": "own.pem"},
        {"url": "https://hub.example.be:8443/", "headers": {"X-ClickHouse-User": "{kiosk}", "X-Key": "{token}"}},
    ],
)
def test_what_is_right(table: dict[str, object]) -> None:
    assert of(**table) == ""


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"ca_file": "own.pem"}, "hub.url: missing"),
        ({"headers": {"X-Key": "{token}"}}, "hub.url: missing"),
        ({"url": "hub.example.be"}, "hub.url: expected an address"),
        ({"url": "ftp://hub.example.be/"}, "hub.url: expected an address"),
        ({"url": "https://hub.example.be:99999/"}, "hub.url: expected an address"),
        ({"url": "https://hub.example.be/ secret"}, "hub.url: expected an address"),
        ({"url": "https://hub.example.be/#secret"}, "hub.url: expected an address"),
        ({"url": "https://me:secret@hub.example.be/"}, "hub.url: holds a user or a password"),
        ({"url": "http://hub.example.be/secret"}, "hub.url: http would send the token in clear"),
        ({"url": "https://hub.example.be/", "headers": {"X Key": "secret"}}, "hub.headers.X Key: expected"),
        ({"url": "https://hub.example.be/", "headers": {"X-Key": "secret\n"}}, "hub.headers.X-Key: expected"),
        ({"url": "https://hub.example.be/", "headers": {"X-Key": "{secret}"}}, "hub.headers.X-Key: expected no other"),
        ({"url": "https://hub.example.be/", "headers": {"X-Key": "{token"}}, "hub.headers.X-Key: expected no other"),
    ],
)
def test_what_is_wrong_names_the_key_and_not_the_value(table: dict[str, object], key: str) -> None:
    said = of(**table)
    assert said.startswith(key)
    assert "secret" not in said
