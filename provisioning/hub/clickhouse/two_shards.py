"""Two shards of Debian's ClickHouse 18.16 behind HAProxy, as ordinary processes on 127.0.0.1: to try, to test, to time.

    provisioning/hub/clickhouse/try
    python -m provisioning.hub.clickhouse.two_shards HUB

The tables are those of debian/schema.sql, the proxy's rules and the users those of a region's hub.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from provisioning.hub.clickhouse.scripts import enrol

HERE: Final = Path(__file__).parent
PROGRAMS: Final = ("clickhouse-server", "haproxy")
PATIENCE: Final = 60.0
"""Seconds in which a server starts even where the cores are busy."""
ATTEMPTS: Final = 5
INSERT: Final = "query=INSERT+INTO+hub.inbox+FORMAT+TabSeparated"
"""In HAProxy's own language, in which a % would begin a variable."""
_CONFIG: Final = """<yandex>
<logger><level>warning</level><log>{folder}/log</log><errorlog>{folder}/errors</errorlog></logger>
<listen_host>127.0.0.1</listen_host><http_port>{http}</http_port><tcp_port>{tcp}</tcp_port>
<path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path>
<users_config>{folder}/users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>5000000</mark_cache_size>
<remote_servers><counts>{replicas}</counts></remote_servers>
</yandex>
"""
_REPLICA: Final = "<shard><replica><host>127.0.0.1</host><port>{}</port></replica></shard>"
# A kiosk is answered once each shard concerned has written.
_USERS: Final = """<yandex>
<profiles><default><background_pool_size>2</background_pool_size></default><kiosk><insert_distributed_sync>1</insert_distributed_sync></kiosk></profiles>
<quotas><default/><hub/></quotas>
<users><default>
<password/><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
</default></users>
</yandex>
"""

_ENDS: Final = (signal.SIGINT, signal.SIGTERM)
_SETTINGS: Final = """
[hub]
url = "{url}"
headers = {{X-ClickHouse-User = "kiosk-{{kiosk}}", X-ClickHouse-Key = "{{token}}"}}

The lines above make a kiosk's settings push here. What has come in, and into the hub's own file:
  curl -s http://127.0.0.1:{http}/ --data 'SELECT * FROM hub.latest FORMAT PrettyCompact'
  curl -s http://127.0.0.1:{http}/ --data 'SELECT * FROM hub.nightly' |
      .venv-hub/bin/python provisioning/hub/clickhouse/take {hub}
"""


@dataclass
class Shard:
    """One server; its folder holds all that it is."""

    folder: Path
    http: int
    tcp: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Begin; `is_up` says when it answers."""
        run = ["clickhouse-server", f"--config-file={self.folder / 'config.xml'}"]
        with (self.folder / "output").open("ab") as output:
            self.process = subprocess.Popen(run, cwd=self.folder, stdout=output, stderr=output)

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return _request(self.http, "GET", "/ping", "")[0] == HTTPStatus.OK
        except (OSError, HTTPException):
            return False

    def wait(self) -> bool:
        """Until it answers; False: it has ended, or does not answer in time."""
        end = time.monotonic() + PATIENCE
        while not self.is_up():
            if self.process is None or self._has_ended() or time.monotonic() > end:
                return False
        return True

    def ask(self, query: str) -> str:
        """Its answer to a query, tab-separated. Raises RuntimeError with the server's words."""
        status, text = _request(self.http, "POST", "/", query)
        if status != HTTPStatus.OK:
            raise RuntimeError(text)
        return text

    def _has_ended(self) -> bool:
        assert self.process is not None  # noqa: S101 - asked of a server that was started
        try:
            self.process.wait(0.02)
        except subprocess.TimeoutExpired:
            return False
        return True

    def enrol(self, kiosks: Iterable[tuple[str, str]]) -> None:
        """Know these kiosks (id, SHA-256 of the token) and no others, within seconds."""
        target = self.folder / "users.d" / "kiosks.xml"
        fresh = target.with_suffix(".fresh")
        fresh.write_text(enrol().users_file(kiosks, root="yandex"), encoding="ascii")
        if target.exists():  # this server compares times of files by the second
            later = max(target.stat().st_mtime + 1, fresh.stat().st_mtime)
            os.utime(fresh, (later, later))
        fresh.replace(target)


def _request(port: int, method: str, path: str, body: str, patience: float = PATIENCE) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request(method, path, body.encode())
        reply = connection.getresponse()
        return reply.status, reply.read().decode()
    finally:
        connection.close()


@dataclass(frozen=True)
class TwoShards:
    """A region's hub; `url` is where a kiosk pushes."""

    shards: tuple[Shard, Shard]
    url: str

    def enrol(self, kiosks: Iterable[tuple[str, str]]) -> None:
        """As the file of `enrol` does, on both."""
        known = tuple(kiosks)
        for shard in self.shards:
            shard.enrol(known)


@contextmanager
def running(folder: Path, kiosks: Iterable[tuple[str, str]]) -> Iterator[TwoShards]:
    """A hub over the tables in `folder`, which knows these kiosks: id, SHA-256 of the token in hexadecimal.

    Raises RuntimeError where a server does not start.
    """
    with ExitStack() as stack:
        shards = _started(folder, tuple(kiosks))
        for shard in shards:
            stack.callback(shard.kill)
        for shard in shards:
            _make_tables(shard)
        yield TwoShards(shards, stack.enter_context(_proxy(shards)))


def _started(folder: Path, kiosks: tuple[tuple[str, str], ...]) -> tuple[Shard, Shard]:
    """Both, with ports that the kernel gave; with others where somebody took one of them in between."""
    for _ in range(ATTEMPTS):
        ports = _free_ports(4)
        one = Shard(folder / "one", ports[0], ports[1])
        two = Shard(folder / "two", ports[2], ports[3])
        replicas = _REPLICA.format(one.tcp) + _REPLICA.format(two.tcp)
        for shard in (one, two):
            _configure(shard, replicas)
            shard.enrol(kiosks)
            shard.start()
        if one.wait() and two.wait():
            return one, two
        one.kill()
        two.kill()
    raise RuntimeError((one.folder / "errors").read_text(encoding="utf-8", errors="replace")[-2000:])


def _free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _configure(shard: Shard, replicas: str) -> None:
    (shard.folder / "users.d").mkdir(parents=True, exist_ok=True)
    text = _CONFIG.format(folder=shard.folder, http=shard.http, tcp=shard.tcp, replicas=replicas)
    (shard.folder / "config.xml").write_text(text, encoding="utf-8")
    (shard.folder / "users.xml").write_text(_USERS, encoding="ascii")


def _make_tables(shard: Shard) -> None:
    lines = (HERE / "debian" / "schema.sql").read_text(encoding="utf-8").splitlines()
    for statement in "\n".join(line for line in lines if not line.startswith("--")).split(";\n"):
        if statement.strip("; \n"):
            shard.ask(statement.strip("; \n"))


@contextmanager
def _proxy(shards: tuple[Shard, Shard]) -> Iterator[str]:
    """HAProxy with the region's own rules, at a port that is open before it starts."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        environment = {
            **os.environ,
            "HUB_BIND": f"fd@{door.fileno()}",
            "HUB_HTTP_1": f"127.0.0.1:{shards[0].http}",
            "HUB_HTTP_2": f"127.0.0.1:{shards[1].http}",
            "HUB_QUERY": INSERT,
        }
        process = subprocess.Popen(
            ["haproxy", "-db", "-f", str(HERE / "haproxy.cfg")], env=environment, pass_fds=(door.fileno(),)
        )
        try:
            port = int(door.getsockname()[1])
            if not _answers(process, port):
                raise RuntimeError("haproxy does not start; its own words are on stderr")
            yield f"http://127.0.0.1:{port}/counts/push"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """Once it refuses what is no path of a kiosk, it reads what is."""
    while process.poll() is None:
        try:
            return _request(port, "GET", "/", "", patience=1)[0] == HTTPStatus.NOT_FOUND
        except TimeoutError:  # nobody has taken the door yet
            continue
    return False


def main() -> int:
    """Run over HUB/clickhouse for the kiosks enrolled in HUB, say how to reach it, end at Ctrl+C."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hub", type=Path, metavar="HUB", help="the folder of `kiosk hub enrol`")
    hub = parser.parse_args().hub.resolve()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    with running(hub / "clickhouse", enrol().enrolled(hub)) as region:
        one = region.shards[0]
        print(_SETTINGS.format(url=region.url, http=one.http, hub=hub), flush=True)
        signal.sigwait(_ENDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
