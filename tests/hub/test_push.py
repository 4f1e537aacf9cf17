"""What a hub takes from kiosks, and what it refuses: over HTTP, by a real Datasette."""

from typing import Any

import pytest
import requests

from kiosk.hub.body import MOST_ROWS
from kiosk.hub.plausible import MOST_A_DAY, MOST_A_WEEK
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.rows import WireRow
from tests.hub_process import Hub, as_json, bearer, today


def _row(kiosk: str, n: int = 3, journey: str = "mon_rendez_vous") -> WireRow:
    return WireRow(kiosk, "2026-11-23", "visits", journey, "", "", n)


def _of(hub: Hub, *credentials: Credential) -> list[WireRow]:
    return [row for row in hub.rows() if row.kiosk in {one.kiosk for one in credentials}]


def test_rows_are_kept_and_the_kiosk_was_heard_today(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    assert hub.kiosks()[kiosk.kiosk].heard is None
    rows = [_row(kiosk.kiosk), WireRow(kiosk.kiosk, "2026-W47", "outcomes", "~", "~", "~", 7)]
    reply = hub.push(kiosk, rows)
    assert (reply.status_code, reply.json()) == (200, {"ok": True, "rows": 2})
    assert sorted(_of(hub, kiosk), key=str) == sorted(rows, key=str)
    assert hub.kiosks()[kiosk.kiosk].heard == today()


def test_an_empty_list_is_taken(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    assert hub.push(kiosk, []).json()["ok"] is True


def test_a_row_only_grows(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    for n, kept in ((5, 5), (5, 5), (3, 5), (6, 6)):
        assert hub.push(kiosk, [_row(kiosk.kiosk, n)]).json()["ok"] is True
        assert _of(hub, kiosk) == [_row(kiosk.kiosk, kept)]


def test_a_row_of_another_kiosk_refuses_the_whole_request(hub: Hub) -> None:
    one, other = hub.enrol(2)
    assert hub.push(other, [_row(other.kiosk, 1)]).ok
    reply = hub.push(one, [_row(one.kiosk), _row(other.kiosk, 99)])
    assert reply.status_code == 403
    assert reply.json()["ok"] is False
    assert _of(hub, one, other) == [_row(other.kiosk, 1)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("event", "wishes"),
        ("event", None),
        ("journey", "Madame Dupont"),
        ("journey", "é"),
        ("step", "a\n"),
        ("outcome", "x" * 81),
        ("outcome", 1),
        ("n", -1),
        ("n", 1.0),
        ("n", 1.5),
        ("n", "3"),
        ("n", True),
        ("n", None),
        ("n", 2**63),
        ("n", MOST_A_DAY + 1),
        ("step", "depart"),
        ("period", "2026-W47"),
        ("period", "9999-12-31"),
        ("period", "2026-02-30"),
        ("period", "2026-W54"),
        ("period", "2026-11"),
        ("period", "20261123"),
        ("period", "boot:1:2"),
        ("period", "٢٠٢٦-11-23"),
        ("kiosk", "A" * 32),
        ("note", "free text"),
    ],
)
def test_a_value_out_of_shape_refuses_the_whole_request(hub: Hub, key: str, value: Any) -> None:
    (kiosk,) = hub.enrol()
    reply = hub.push(kiosk, [_row(kiosk.kiosk), as_json(_row(kiosk.kiosk, journey="b")) | {key: value}])
    assert (reply.status_code, reply.json()["ok"]) == (400, False)
    assert not _of(hub, kiosk)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"rows": 1}', b'{"rows": [', b'{"rows": []}x', b"\xff\xfe"])
def test_a_body_that_is_none_is_refused(hub: Hub, body: bytes) -> None:
    (kiosk,) = hub.enrol()
    reply = requests.post(hub.url, data=body, headers=bearer(kiosk), timeout=60)
    assert (reply.status_code, reply.json()["ok"]) == (400, False)


def test_a_key_twice_is_written_as_it_was_checked(hub: Hub) -> None:
    one, other = hub.enrol(2)
    text = f'{{"rows": [{{"kiosk": "{other.kiosk}", {str(as_json(_row(one.kiosk))).replace(chr(39), chr(34))[1:]}]}}'
    assert requests.post(hub.url, data=text, headers=bearer(one), timeout=60).ok
    assert _of(hub, one, other) == [_row(one.kiosk)]


def test_the_most_rows_of_the_longest_texts_pass_and_one_more_does_not(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    texts = [f"{number:080d}" for number in range(MOST_ROWS + 1)]
    rows = [WireRow(kiosk.kiosk, "2026-W47", "guidance_lost", text, text, "", MOST_A_WEEK) for text in texts]
    assert hub.push(kiosk, rows).status_code == 413
    assert not _of(hub, kiosk)
    assert hub.push(kiosk, rows[:MOST_ROWS]).ok
    assert len(_of(hub, kiosk)) == MOST_ROWS


def test_a_body_too_big_is_told_so(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    big = b'{"rows": [' + b" " * 400_000 + b"]}"
    assert requests.post(hub.url, data=big, headers=bearer(kiosk), timeout=60).status_code == 413


def test_without_a_token_of_the_hub_nothing_is_taken(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    row = {"rows": [as_json(_row(kiosk.kiosk))]}
    for header, status in (
        (None, 403),
        ("Basic Ym9ybmU6Ym9ybmU=", 403),
        (f"Bearer {kiosk.kiosk}", 403),
        (f"Bearer {kiosk.token}x", 401),
        (f"Bearer {kiosk.key}", 403),
        ("Bearer dstok_eyJhIjoicm9vdCJ9", 401),
    ):
        headers = {"Authorization": header} if header else {}
        assert requests.post(hub.url, json=row, headers=headers, timeout=60).status_code == status, header
    assert not _of(hub, kiosk)


def test_a_revoked_kiosk_is_refused_at_once_and_its_counts_stay(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    assert hub.push(kiosk, [_row(kiosk.kiosk, 3)]).ok
    hub.revoke(kiosk)
    assert hub.push(kiosk, [_row(kiosk.kiosk, 9)]).status_code == 401
    assert _of(hub, kiosk) == [_row(kiosk.kiosk, 3)]


def test_no_list_is_kept_of_who_pushed_when(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    assert hub.push(kiosk, [_row(kiosk.kiosk)]).ok
    assert hub.push(kiosk, [as_json(_row(kiosk.kiosk)) | {"n": -1}]).status_code == 400
    assert "running on" in hub.log
    assert not [word for word in ("POST", kiosk.kiosk, kiosk.token, "mon_rendez_vous") if word in hub.log]
