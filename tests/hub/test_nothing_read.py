"""A kiosk's token reads nothing and changes nothing but its own counts, whatever verb and path it tries."""

from contextlib import closing
from typing import Any

import pytest
import requests

from kiosk.hub.body import values
from kiosk.hub.schema import COUNTS, PUSH, open_counts
from kiosk.usage.sync.rows import WireRow
from tests.hub_process import Hub, bearer

SECRET = "parcours_des_autres"
_NOTHING = '{"ok": false, "error": "nothing is here"}'
_ROW = {"kiosk": "0" * 32, "period": "undated", "event": "visits", "journey": "x", "step": "", "outcome": "", "n": 1}
_TABLE = "/counts/counts"
_OTHERS = WireRow("0" * 32, "undated", "visits", SECRET, "", "", 41)
_OTHERS_PATH = f"{_TABLE}/{'0' * 32},undated,visits,{SECRET},,"
READ = [
    "/",
    "/.json",
    "/-/databases.json",
    "/-/versions.json",
    "/-/plugins.json",
    "/-/settings.json",
    "/-/config.json",
    "/-/metadata.json",
    "/-/threads.json",
    "/-/actions.json",
    "/-/rules.json?action=view-table",
    "/-/allowed.json?action=view-table",
    "/-/check.json?action=view-table&parent=counts&child=counts",
    "/-/permissions",
    "/-/actor.json",
    "/-/allow-debug",
    "/-/allow-debug?actor={}&allow={}",
    "/-/logout",
    "/-/messages",
    "/-/patterns",
    "/-/static/app.css",
    "/favicon.ico",
    "/robots.txt",
    "/-/schema",
    "/-/schema.json",
    "/-/jump.json?q=counts",
    "/-/tables.json?q=counts",
    "/-/queries.json",
    "/-/api",
    "/-/create-token",
    "/-/static/../counts.db",
    "/_memory.json",
    "/_memory.json?sql=select+1",
    "/__INTERNAL__.json",
    "/enrolment.json",
    "/counts",
    "/counts.json",
    "/counts.json?sql=select+*+from+counts",
    "/counts?sql=select+*+from+counts",
    "/counts.db",
    "/counts/-/query.json?sql=select+*+from+counts",
    "/counts/-/schema",
    "/counts/-/schema.json",
    "/counts/-/queries.json",
    "/counts/-/execute-write",
    "/counts/push.json",
    "/counts/push/",
    "//counts/push",
    "/counts%2Fpush",
    "/counts/%70ush",
    "/counts/push%2F..%2Fcounts.json",
    "/counts/push;x",
    _TABLE,
    f"{_TABLE}.json",
    f"{_TABLE}.json?_shape=array",
    f"{_TABLE}.csv?_stream=1",
    f"{_TABLE}/-/schema.json",
    f"{_TABLE}/-/autocomplete?q=p",
    _OTHERS_PATH,
    f"{_OTHERS_PATH}.json",
    "/counts/migrations.json",
    "/counts/sqlite_master.json",
]
WRITE: list[tuple[str, dict[str, Any]]] = [
    ("/-/create-token", {"expire_type": "", "actor": "root"}),
    ("/-/permissions", {"actor": "{}", "permission": "view-table"}),
    ("/-/auth-token?token=x", {}),
    ("/counts/-/create", {"table": "mine", "row": {"id": 1}}),
    ("/counts/-/execute-write", {"sql": "delete from counts", "params": {}}),
    ("/counts/-/query", {"sql": "select * from counts"}),
    ("/counts/-/query.json", {"sql": "select * from counts"}),
    ("/-/logout", {}),
    ("/counts/-/queries/store", {"name": "mine", "sql": "select * from counts"}),
    (f"{_TABLE}/-/insert", {"rows": [_ROW]}),
    (f"{_TABLE}/-/insert", {"rows": [_ROW], "replace": True, "return": True}),
    (f"{_TABLE}/-/upsert", {"rows": [_ROW], "return": True}),
    (f"{_TABLE}/-/alter", {"operations": [{"op": "drop_column", "args": {"column": "n"}}]}),
    (f"{_TABLE}/-/set-column-type", {"column": "n", "column_type": "json"}),
    (f"{_TABLE}/-/drop", {"confirm": True}),
    (f"{_OTHERS_PATH}/-/update", {"update": {"n": 0}, "return": True}),
    (f"{_OTHERS_PATH}/-/delete", {}),
]


@pytest.fixture(scope="module")
def headers(hub: Hub) -> dict[str, str]:
    """The token of a kiosk, on a hub where others' counts lie."""
    with closing(open_counts(hub.folder / COUNTS)) as counts:
        counts.execute(PUSH, values(_OTHERS))
    (kiosk,) = hub.enrol()
    return bearer(kiosk)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("who", ["kiosk", "nobody"])
def test_nothing_is_there_to_be_read(hub: Hub, headers: dict[str, str], method: str, who: str) -> None:
    with requests.Session() as session:
        for path in READ:
            reply = _asked(session, method, hub.root + path, headers if who == "kiosk" else {})
            assert (reply.status_code, reply.text) in ((404, _NOTHING), (404, "")), (path, reply.text)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_the_path_itself_takes_posts_and_tells_nothing(hub: Hub, headers: dict[str, str], method: str) -> None:
    for query in ("", "?_format=json", "?sql=select+*+from+counts"):
        reply = requests.request(method, hub.url + query, headers=headers, timeout=60, allow_redirects=False)
        assert reply.status_code == 405, reply.text
        assert SECRET not in reply.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written(hub: Hub, headers: dict[str, str], method: str) -> None:
    before = hub.rows()
    for path, body in WRITE:
        reply = requests.request(method, hub.root + path, json=body, headers=headers, timeout=60, allow_redirects=False)
        assert reply.status_code == 404, (path, reply.status_code, reply.text)
    assert hub.rows() == before
    assert "Traceback" not in hub.log


def _asked(session: requests.Session, method: str, url: str, headers: dict[str, str]) -> requests.Response:
    """As it is written: no escape is undone on the way."""
    request = session.prepare_request(requests.Request(method, url, headers=headers))
    request.url = url
    return session.send(request, timeout=60, allow_redirects=False)


def test_the_same_paths_would_answer_without_the_refusals() -> None:
    """The lists above can fail: Datasette knows these verbs, and opens them to whom it trusts."""
    import json
    import subprocess

    from tests.hub_process import PYTHON, need_hub

    need_hub()
    script = """
import asyncio, json
from datasette.app import Datasette
async def main():
    hub = Datasette(memory=True)
    hub.root_enabled = True
    database = hub.add_memory_database("counts")
    await database.execute_write("create table counts (n integer primary key)")
    await hub.invoke_startup()
    cookies = {"ds_actor": hub.client.actor_cookie({"id": "root"})}
    paths = "/counts/counts.json", "/counts.json"
    got = [(await hub.client.get(path, cookies=cookies)).status_code for path in paths]
    put = await hub.client.post("/counts/counts/-/insert", json={"rows": [{"n": 1}]}, cookies=cookies)
    print(json.dumps([*got, put.status_code]))
asyncio.run(main())
"""
    said = subprocess.run([PYTHON, "-c", script], check=True, capture_output=True, text=True)
    assert json.loads(said.stdout) == [200, 200, 201], said
