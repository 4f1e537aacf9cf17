"""The present engine behind the kiosks' path: chdb in the place of the server, the rest as provisioning/hub has it.

    .venv-chdb/bin/python engine_child.py FOLDER USERS_XML LISTENING_FD

Runs schema.sql and the query of http.xml as they are written, but for one word: chdb knows a single user, so who signed
in is given in a setting. What ClickHouse's server and HAProxy do around them is played in the few lines of `_Door`:
the password, the status of an error, the answer after an INSERT. What `GET` answers is for the tests.
"""

import hashlib
import re
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from chdb import session
from chdb._exceptions import ChdbError  # what it raises; `chdb.ChdbError` is another class

HERE: Final = Path(__file__).parents[3] / "provisioning" / "hub" / "clickhouse"
BAD_REQUEST: Final = frozenset({6, 10, 26, 27, 38, 41, 44, 53, 62, 72, 117, 321})
"""Of the engine's error codes those that its server answers by 400; nearly all others are 500 (ClickHouse's
exceptionCodeToHTTPStatus.cpp)."""
_CONFIG: Final = """<clickhouse>
<tcp_port>9000</tcp_port>
<remote_servers><counts><shard><replica><host>127.0.0.1</host><port>9000</port></replica></shard></counts></remote_servers>
<user_directories><users_xml><path>{users}</path></users_xml></user_directories>
</clickhouse>"""
"""A cluster of this engine alone; nothing listens at that port."""
_DEFAULT: Final = """<default>
<password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
<access_management>1</access_management>
</default>"""


_QUERIES: Final = {
    "/latest": "SELECT * FROM hub.latest ORDER BY ALL",
    "/nightly": "SELECT * FROM hub.nightly FORMAT TSV",
    "/grants": "SELECT * FROM system.grants WHERE user_name != 'default'",
}


class Engine:
    """The tables of schema.sql in a folder; one query at a time."""

    def __init__(self, folder: Path, kiosks: Path) -> None:
        users, config = folder / "users.xml", folder / "config.xml"
        users.write_text(_merged_users(kiosks), encoding="utf-8")
        config.write_text(_CONFIG.format(users=users), encoding="utf-8")
        self._session = session.Session(f"{folder / 'data'}?config-file={config}")
        self._lock = threading.Lock()
        handler = _read(HERE / "http.xml").findtext(".//query")
        assert handler is not None
        self._insert = handler.strip()
        schema = re.sub(r"^ *--.*$", "", (HERE / "schema.sql").read_text(encoding="utf-8"), flags=re.MULTILINE)
        for statement in schema.replace("currentUser()", "getSetting('log_comment')").split(";\n"):
            if statement.strip():
                self.ask(statement)

    def ask(self, query: str) -> str:
        """Run a query. Raises ChdbError."""
        with self._lock:
            return str(self._session.query(query, "JSONEachRow"))

    def push(self, user: str, body: str) -> None:
        """As the handler does, for a user. Raises ChdbError."""
        insert = self._insert.replace("SETTINGS", f"SETTINGS log_comment = '{user}',", 1)
        # A line break is only blank space in JSON; in chdb it would end the data.
        self.ask(f"{insert} {body.replace(chr(10), ' ')}")


def _read(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - a file of ours


def _merged_users(kiosks: Path) -> str:
    """As the server merges users.d/: the hub's own users, the kiosks, and one who may create tables."""
    merged = _read(HERE / "users.xml")
    profiles, quotas, users = (merged.find(name) for name in ("profiles", "quotas", "users"))
    assert profiles is not None
    assert quotas is not None
    assert users is not None
    ET.SubElement(profiles, "default")
    ET.SubElement(quotas, "default")
    users.extend([*_read(kiosks).iterfind("users/*"), ET.XML(_DEFAULT)])
    return ET.tostring(merged, encoding="unicode")


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    engine: Engine
    hashes: dict[str, str]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path != "/counts/push":
            return self._answer(404)
        user, token = self.headers.get("X-ClickHouse-User", ""), self.headers.get("X-ClickHouse-Key", "")
        if self.hashes.get(user) != hashlib.sha256(token.encode()).hexdigest():
            return self._answer(403)
        try:
            self.engine.push(user, body.decode())
        except UnicodeDecodeError:
            return self._answer(400)
        except ChdbError as error:
            code = re.match(r"Code: (\d+)", str(error))
            return self._answer(400 if code and int(code[1]) in BAD_REQUEST else 500, str(error))
        return self._answer(200, '{"ok": true}')

    def do_GET(self) -> None:
        query = _QUERIES.get(self.path)
        return self._answer(200, self.engine.ask(query)) if query else self._answer(404)

    def _answer(self, status: int, text: str = "") -> None:
        payload = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status == 200 else "text/plain")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> None:
    """Answer until killed."""
    folder, users, descriptor = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    kiosks = _read(users).find("users")
    assert kiosks is not None
    _Door.hashes = {kiosk.tag: kiosk.findtext("password_sha256_hex", "") for kiosk in kiosks}
    _Door.engine = Engine(folder, users)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=descriptor)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
