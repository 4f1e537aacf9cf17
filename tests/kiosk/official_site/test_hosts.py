"""The decision where a page may go: by the address alone, for what people write and for what people try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.official_site.events import Barred
from kiosk.official_site.hosts import barred, shown
from kiosk.official_site.protocol import Hosts

HOSTS = Hosts(
    pages=frozenset({"www.forem.be", ".guichet-citoyen.be", "xn--lige-6oa.be", "agenda.be:8443"}),
    resources=frozenset({"cdn.be"}),
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.forem.be",
        "https://www.forem.be/",
        "https://www.forem.be:443/a?b#c",
        "HTTPS://WWW.FOREM.BE/",
        "https://www.forem.be/https://evil.be/",
        "https://www.forem.be/?to=https://evil.be",
        "https://lalouviere.guichet-citoyen.be/",
        "https://a.b.guichet-citoyen.be/",
        "https://xn--lige-6oa.be/",
        "https://liège.be/",
        "https://agenda.be:8443/",
        "about:blank",
        "about:srcdoc",
        "blob:https://www.forem.be/1b4e28ba",
    ],
)
def test_what_is_named_may_be_shown(url: str) -> None:
    assert barred(url, HOSTS, page=True) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.be/",
        "https://forem.be/",
        "https://guichet-citoyen.be/",
        "https://evilguichet-citoyen.be/",
        "https://.guichet-citoyen.be/",
        "https://a..guichet-citoyen.be/",
        "https://www.forem.be.evil.be/",
        "https://www.forem.be./",
        "https://www.forem.be:8443/",
        "https://www.forem.be:0/",
        "https://agenda.be/",
        "https://agenda.be:443/",
        "https://www.forem.be@evil.be/",
        "https://www.forem.be:443@evil.be/",
        "https://evil.be@www.forem.be/",
        "https://evil.be#@www.forem.be/",
        "https://evil.be?@www.forem.be/",
        "https://evil.be\\@www.forem.be/",
        "https://www.forem.be\\.evil.be/",
        "https://www.forem.be\t.evil.be/",
        "https://www.forem.be%2eevil.be/",
        "https://www%2eforem.be/",
        "https:/evil.be/",
        "https:evil.be",
        "https:///evil.be",
        "https://",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[www.forem.be]/",
        "https://www.foreｍ.be.evil.be/",
        "https://wwẉ.forem.be/",
        "https://liege.be/",
        "https://www.forem.be:99999/",
        "https://www.forem.be:x/",
        "http://evil.be/",
        "blob:https://evil.be/1b4e28ba",
        " https://www.forem.be/",
    ],
)
def test_what_only_looks_like_it_may_not(url: str) -> None:
    assert barred(url, HOSTS, page=True) is Barred.HOST
    assert barred(url, HOSTS, page=False) is Barred.HOST


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://www.forem.be/", Barred.NOT_SECURE),
        ("http://www.forem.be:443/", Barred.HOST),
        ("ws://www.forem.be/", Barred.NOT_SECURE),
        ("mailto:info@forem.be?subject=x", Barred.MAIL),
        ("tel:+3281234567", Barred.CALL),
        ("sms:+3281234567", Barred.CALL),
        ("file:///etc/passwd", Barred.SCHEME),
        ("file://www.forem.be/etc/passwd", Barred.SCHEME),
        ("ftp://www.forem.be/", Barred.SCHEME),
        ("chrome://version", Barred.SCHEME),
        ("devtools://devtools/bundled/inspector.html", Barred.SCHEME),
        ("view-source:https://www.forem.be/", Barred.SCHEME),
        ("javascript:alert(1)", Barred.SCHEME),
        ("intent://scan/#Intent;scheme=x;end", Barred.SCHEME),
        ("data:text/html,x", Barred.SCHEME),
        ("filesystem:https://www.forem.be/x", Barred.SCHEME),
        ("blob:null/1b4e28ba", Barred.SCHEME),
        ("about:settings", Barred.SCHEME),
        ("", Barred.SCHEME),
    ],
)
def test_each_other_way_has_its_own_reason(url: str, why: Barred) -> None:
    assert barred(url, HOSTS, page=True) is why


def test_what_pages_fetch_may_come_from_more_hosts_but_cannot_be_shown() -> None:
    assert barred("https://cdn.be/a.js", HOSTS, page=False) is None
    assert barred("wss://www.forem.be/", HOSTS, page=False) is None
    assert barred("data:image/png;base64,AA==", HOSTS, page=False) is None
    assert barred("https://cdn.be/a.html", HOSTS, page=True) is Barred.HOST


def test_the_allowance_of_tests_opens_no_other_host() -> None:
    plain = Hosts(pages=frozenset({"shop.test:8080", "old.test"}), plain_http=True)
    assert barred("http://shop.test:8080/", plain, page=True) is None
    assert barred("http://old.test/", plain, page=True) is None
    assert barred("http://shop.test/", plain, page=True) is Barred.HOST
    assert barred("http://evil.test:8080/", plain, page=True) is Barred.HOST


def test_a_blob_in_a_blob_in_a_blob_is_only_barred() -> None:
    assert barred("blob:" * 10_000 + "https://www.forem.be/", HOSTS, page=True) is Barred.SCHEME


@given(st.text(), st.booleans())
def test_any_text_gets_an_answer_and_no_host_out_of_nothing(text: str, page: bool) -> None:  # noqa: FBT001
    barred(text, HOSTS, page=page)
    shown(text)
    assert barred(f"https://evil.be/{text}", HOSTS, page=page) is not None


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://www.forem.be/", "www.forem.be"),
        ("https://www.forem.be/a/b?jeton=secret#secret", "www.forem.be/a/b"),
        ("https://www.forem.be/" + "a" * 100, "www.forem.be"),
        ("https://secret:secret@www.forem.be/", ""),
        ("mailto:info@forem.be?body=secret", "info@forem.be"),
        ("tel:+3281234567", "+3281234567"),
        ("data:text/html,secret", ""),
        ("javascript:secret", ""),
        ("blob:https://www.forem.be/secret", ""),
    ],
)
def test_an_address_is_shown_without_what_it_carries(url: str, seen: str) -> None:
    assert shown(url) == seen
