"""Two real servers, a distributed table and the real proxy: which row goes where, and what is said to whom."""

import hashlib
import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import requests

from provisioning.hub.clickhouse import two_shards
from provisioning.hub.clickhouse.two_shards import Shard, TwoShards

KIOSKS = [f"{number:032x}" for number in range(12)]
ENROLLED = [(kiosk, hashlib.sha256(f"cdp_{kiosk}".encode()).hexdigest()) for kiosk in KIOSKS]
PATIENCE = 60

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, two_shards.PROGRAMS)), reason="no Debian packages clickhouse-server and haproxy"
)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[TwoShards]:
    with two_shards.running(tmp_path, ENROLLED) as running:
        yield running


def rows(kiosk: str, n: int, **more: Any) -> bytes:
    """A body of three rows, as compact as a kiosk's."""
    row = {"kiosk": kiosk, "period": "2026-11-22", "event": "visits", "journey": "", "step": "", "outcome": "", "n": n}
    days = ({**row, "period": f"2026-11-{day}", **more} for day in (20, 21, 22))
    return msgspec.json.encode({"rows": list(days)})


def push(hub: TwoShards, kiosk: str, body: bytes, token: str = "") -> requests.Response:
    """Send a body as a kiosk does."""
    headers = {"X-ClickHouse-User": f"kiosk-{kiosk}", "X-ClickHouse-Key": token or f"cdp_{kiosk}"}
    return requests.post(hub.url, data=body, headers=headers, timeout=PATIENCE)


def announced(hub: TwoShards, length: int) -> int:
    """Answer to a body of that length, before it is sent."""
    connection = HTTPConnection(urlsplit(hub.url).netloc, timeout=PATIENCE)
    connection.putrequest("POST", "/counts/push")
    connection.putheader("Content-Length", str(length))
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def kept(shard: Shard, table: str) -> dict[tuple[str, str], list[int]]:
    """Kiosk and day -> each number that is kept."""
    found: dict[tuple[str, str], list[int]] = {}
    for line in shard.ask(f"SELECT kiosk, period, n FROM hub.{table} ORDER BY n").splitlines():  # noqa: S608 - our own names
        kiosk, period, n = line.split("\t")
        found.setdefault((kiosk, period), []).append(int(n))
    return found


def test_all_rows_of_a_kiosk_are_on_one_shard_and_either_shard_tells_the_greatest_of_all(hub: TwoShards) -> None:
    for n in (4, 9, 7):  # each kiosk comes by one shard and by the other
        for kiosk in KIOSKS:
            reply = push(hub, kiosk, rows(kiosk, n))
            assert (reply.status_code, reply.json()) == (200, {"ok": True})
    one, two = (kept(shard, "counts") for shard in hub.shards)
    assert {kiosk for kiosk, _ in one} | {kiosk for kiosk, _ in two} == set(KIOSKS)
    assert not {kiosk for kiosk, _ in one} & {kiosk for kiosk, _ in two}
    assert one
    assert two
    expected = {(kiosk, f"2026-11-{day}"): [9] for kiosk in KIOSKS for day in (20, 21, 22)}
    for shard in hub.shards:
        assert kept(shard, "latest") == expected
        shard.ask("OPTIMIZE TABLE hub.counts FINAL")
    one, two = (kept(shard, "counts") for shard in hub.shards)
    assert one | two == expected


def test_a_wrong_row_a_wrong_token_and_another_path_are_told_apart_as_a_kiosk_expects(hub: TwoShards) -> None:
    kiosk = KIOSKS[0]
    assert push(hub, kiosk, rows(kiosk, 4, event="clicks")).status_code == 400
    assert push(hub, kiosk, rows(kiosk, 4), token="cdp_other").status_code in {401, 403}
    assert push(hub, "f" * 32, rows("f" * 32, 4)).status_code in {401, 403}
    root = hub.url.removesuffix("/counts/push")
    query = "SELECT+*+FROM+hub.latest"
    assert requests.get(f"{root}/?query={query}", timeout=PATIENCE).status_code == 404
    assert requests.get(f"{hub.url}?query={query}", timeout=PATIENCE).status_code == 405
    assert announced(hub, 1_000_001) == 413
    assert kept(hub.shards[0], "latest") == {}


def test_a_kiosk_that_was_taken_off_the_list_is_refused_without_a_restart(hub: TwoShards) -> None:
    kiosk, stays = KIOSKS[:2]
    assert push(hub, kiosk, rows(kiosk, 4)).status_code == 200
    hub.enrol([entry for entry in ENROLLED if entry[0] != kiosk])
    pause = threading.Event()
    while push(hub, kiosk, rows(kiosk, 5)).status_code == 200:
        pause.wait(0.1)
    assert push(hub, stays, rows(stays, 5)).status_code == 200


def test_no_kiosk_is_answered_ok_while_its_shard_is_away_and_nothing_answered_is_lost(hub: TwoShards) -> None:
    for kiosk in KIOSKS:
        assert push(hub, kiosk, rows(kiosk, 4)).json() == {"ok": True}
    one, two = hub.shards
    elsewhere = {kiosk for kiosk, _ in kept(two, "counts")}
    one.kill()
    answers = {kiosk: push(hub, kiosk, rows(kiosk, 5)) for kiosk in KIOSKS}
    taken = {kiosk for kiosk, answer in answers.items() if answer.status_code == 200}
    assert taken <= elsewhere
    assert all(answer.status_code >= 500 for kiosk, answer in answers.items() if kiosk not in taken)
    one.start()
    assert one.wait()
    told = kept(one, "latest")
    assert all(told[kiosk, "2026-11-21"] == [5] for kiosk in taken)
    assert {kiosk for kiosk, _ in told} == set(KIOSKS)
    pause = threading.Event()
    while push(hub, KIOSKS[0], rows(KIOSKS[0], 6)).status_code != 200:
        pause.wait(0.1)
    assert kept(two, "latest")[KIOSKS[0], "2026-11-22"] == [6]
