"""A hub that is crowded, killed or starved: what it acknowledged is there, and it goes on."""

import asyncio
import json
import resource
from collections import Counter
from contextlib import closing

from kiosk.hub.enrolment import open_enrolment
from kiosk.hub.schema import COUNTS, open_counts
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.rows import WireRow
from tests.hub_process import Hub, as_json

AT_ONCE = 1000


def _rows(kiosk: str, count: int = 3, day: int = 23) -> list[WireRow]:
    return [WireRow(kiosk, f"2026-11-{day:02d}", "visits", f"parcours_{number}", "", "", 5) for number in range(count)]


async def _push(port: int, credential: Credential) -> int:
    body = json.dumps({"rows": [as_json(row) for row in _rows(credential.kiosk)]}).encode()
    head = (
        f"POST /counts/push HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAuthorization: Bearer {credential.token}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + body)
    reply = await reader.read()
    writer.close()
    return int(reply.split(b" ", 2)[1])


async def _crowd(port: int, credentials: list[Credential]) -> Counter[int]:
    return Counter(await asyncio.gather(*(_push(port, one) for one in credentials)))


def _count(hub: Hub, *kiosks: Credential) -> int:
    ids = {one.kiosk for one in kiosks}
    return sum(row.kiosk in ids for row in hub.rows())


def test_a_thousand_at_once_are_all_taken(hub: Hub) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for pid in (0, hub.pid):  # one socket a kiosk, at both ends
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (min(hard, 4 * AT_ONCE), hard))
    kiosks = hub.enrol(AT_ONCE)
    assert asyncio.run(_crowd(hub.port, kiosks)) == {200: AT_ONCE}, hub.log
    assert _count(hub, *kiosks) == 3 * AT_ONCE
    known = hub.kiosks()
    assert all(known[one.kiosk].heard for one in kiosks)


def test_what_was_acknowledged_outlives_a_kill(own_hub: Hub) -> None:
    (kiosk,) = own_hub.enrol()
    for day in range(1, 3):
        assert own_hub.push(kiosk, _rows(kiosk.kiosk, day=day)).ok
        own_hub.kill()
        own_hub.start()
        assert len(own_hub.rows()) == 3 * day
    assert own_hub.push(kiosk, _rows(kiosk.kiosk)).ok


def test_a_disk_that_takes_no_more_refuses_whole_requests_and_loses_nothing(own_hub: Hub) -> None:
    first, second = own_hub.enrol(2)
    assert own_hub.push(first, _rows(first.kiosk)).ok
    size = (own_hub.folder / f"{COUNTS}-wal").stat().st_size
    limits = resource.prlimit(own_hub.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(own_hub.pid, resource.RLIMIT_FSIZE, (size, limits[1]))
    reply = own_hub.push(second, _rows(second.kiosk, 400))
    assert (reply.status_code, reply.json()) == (503, {"ok": False, "error": "the hub cannot write now"})
    assert sorted(own_hub.rows(), key=str) == sorted(_rows(first.kiosk), key=str)

    resource.prlimit(own_hub.pid, resource.RLIMIT_FSIZE, limits)
    assert own_hub.push(second, _rows(second.kiosk, 400)).ok
    assert len(own_hub.rows()) == 403


def test_a_busy_file_of_enrolment_costs_a_day_heard_and_no_count(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    with closing(open_enrolment(hub.folder)) as enrolment:
        enrolment.execute("BEGIN IMMEDIATE")
        assert hub.push(kiosk, _rows(kiosk.kiosk)).ok
        enrolment.rollback()
    assert hub.kiosks()[kiosk.kiosk].heard is None
    assert hub.push(kiosk, _rows(kiosk.kiosk)).ok
    assert hub.kiosks()[kiosk.kiosk].heard


def test_a_busy_table_is_no_acknowledgement(hub: Hub) -> None:
    (kiosk,) = hub.enrol()
    with closing(open_counts(hub.folder / COUNTS)) as counts:
        counts.execute("BEGIN IMMEDIATE")
        reply = hub.push(kiosk, _rows(kiosk.kiosk))
        counts.rollback()
    assert (reply.status_code, reply.json()["ok"]) == (503, False)
    assert hub.push(kiosk, _rows(kiosk.kiosk)).ok
