"""The schema of a region's hub on ClickHouse's present engine: the same body, the same rules, the greatest n."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.hub.clickhouse import engine

KIOSK, OTHER = "0123456789abcdef" * 2, "f" * 32
TOKENS = {KIOSK: "cdp_one", OTHER: "cdp_two"}
ROW: dict[str, Any] = {
    "kiosk": KIOSK,
    "period": "2026-11-22",
    "event": "visits",
    "journey": "",
    "step": "",
    "outcome": "",
    "n": 3,
}
KEY = (KIOSK, "2026-11-22", "visits", "", "", "")
WRONG: list[dict[str, Any]] = [
    {"kiosk": OTHER},
    {"kiosk": "x"},
    {"period": "1970"},
    {"period": "2026-02-29"},
    {"period": "2025-W53"},
    {"event": "clicks"},
    {"journey": "é"},
    {"journey": "a;b"},
    {"step": "a" * 81},
    {"outcome": "a\nb"},
    {"n": -1},
    {"n": 1.5},
    {"n": "x"},
    {"n": True},
    {"n": 2**63},
    {"n": 100_001},
    {"period": "undated", "n": 100_000_001},
    {"event": "minutes", "period": "2026-W47", "n": 700_001},
    {"event": "minutes", "period": "2026-W47", "journey": "a"},
    {"event": "minutes", "period": "2026-W47", "journey": "~", "step": "~", "outcome": "~"},
    {"event": "outcomes", "period": "undated", "journey": "~", "step": "~", "outcome": "~"},
    {"event": "outcomes", "period": "2026-W47", "journey": "a", "step": "b"},
    {"event": "last_steps", "period": "2026-W47", "journey": "a", "outcome": "left"},
    {"event": "minutes"},
    {"period": "2026-W47"},
    {"period": "2100-01-01"},
    {"period": "2019-12-31"},
    {"step": "depart"},
    {"journey": 5},
    {"journey": None},
    {"hour": "10:30"},
]

pytestmark = pytest.mark.skipif(not engine.is_there(), reason="no .venv-chdb; provisioning/test makes it")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[engine.Engine]:
    with engine.running(tmp_path_factory.mktemp("hub"), TOKENS) as running:
        yield running


def push(hub: engine.Engine, *rows: Any, kiosk: str = KIOSK, token: str = "", **more: Any) -> requests.Response:
    """Push rows as a kiosk does."""
    headers = {name: text.format(kiosk=kiosk, token=token or TOKENS[kiosk]) for name, text in engine.HEADERS.items()}
    return requests.post(hub.url, json={"rows": rows, **more}, headers=headers, timeout=120)


def test_the_greatest_number_ever_told_stays_whatever_comes_later(hub: engine.Engine) -> None:
    for n in (3, 9, 4, 9):
        reply = push(hub, {**ROW, "n": n})
        assert (reply.status_code, reply.json()) == (200, {"ok": True})
    again = {**ROW, "period": "2026-W47", "event": "outcomes", "journey": "forem", "outcome": "~", "n": 5}
    assert push(hub, again, {**again, "n": 8}, {**ROW, "n": 2}).json() == {"ok": True}
    most = {**again, "journey": "~", "step": "~", "n": 700_000}
    assert push(hub, most, {**again, "period": "undated", "n": 100_000_000}).json() == {"ok": True}
    rows = hub.rows()
    assert rows[KEY] == 9
    assert rows[KIOSK, "2026-W47", "outcomes", "forem", "", "~"] == 8


def test_a_body_with_one_wrong_row_is_refused_whole_so_that_the_kiosk_finds_the_row(hub: engine.Engine) -> None:
    before = hub.rows()
    good = {**ROW, "period": "2026-11-20"}
    statuses = {repr(wrong): push(hub, good, {**ROW, **wrong}).status_code for wrong in WRONG}
    assert statuses == {repr(wrong): 400 for wrong in WRONG}
    assert hub.rows() == before


def test_a_body_of_another_form_is_refused(hub: engine.Engine) -> None:
    before = hub.rows()
    lacking = {name: value for name, value in ROW.items() if name != "n"}
    assert push(hub, lacking).status_code == 400
    assert push(hub, ROW, sender=f"kiosk-{OTHER}").status_code == 400
    assert hub.rows() == before


def test_a_kiosk_that_is_not_enrolled_or_has_another_token_pushes_nothing(hub: engine.Engine) -> None:
    before = hub.rows()
    assert push(hub, ROW, token="cdp_two").status_code == 403
    assert push(hub, {**ROW, "kiosk": "e" * 32}, kiosk="e" * 32, token="cdp_one").status_code == 403
    assert hub.rows() == before


def test_a_kiosk_may_put_rows_into_the_inbox_and_nothing_else(hub: engine.Engine) -> None:
    told = [grant for grant in hub.asked("/grants") if grant["user_name"] == f"kiosk-{KIOSK}"]
    assert [(grant["access_type"], grant["database"], grant["table"], grant["column"]) for grant in told] == [
        ("INSERT", "hub", "inbox", "rows")
    ]


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    with engine.running(tmp_path, TOKENS) as hub:
        assert push(hub, {**ROW, "n": 6}).json() == {"ok": True}
        hub.kill()
        hub.start()
        assert hub.rows() == {KEY: 6}
        assert push(hub, {**ROW, "n": 5}).json() == {"ok": True}
        assert hub.rows() == {KEY: 6}
