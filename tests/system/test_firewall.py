"""The firewall of a booted kiosk, with a network of its own outside: what passes, what does not, and who may."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.system.container import Container, Done, container
from tests.system.kiosks import SCREEN, drop_in

pytestmark = pytest.mark.system
HERE = Path(__file__).parent
DNS, FOREM, MIRROR, UNNAMED, PRINTER = (f"192.0.2.{n}" for n in (53, 10, 20, 30, 40))
KIOSK = "192.0.2.1"
NAMES = {
    "www.leforem.be": "=edge.cdn.example",
    "edge.cdn.example": FOREM,
    "deb.debian.org": MIRROR,
    "unnamed.example": UNNAMED,
    "hub.example.be": FOREM,
}
SETTINGS = f'\n[printer]\nkind = "network"\naddress = "{PRINTER}:443"\n'
CONNECT = "import socket, sys; print(socket.create_connection((sys.argv[1], int(sys.argv[2])), 20).recv(9).decode())"
RESOLVE = "import socket, sys; print(socket.gethostbyname(sys.argv[1]))"
LISTEN = """
import socket, sys
one = socket.create_server((sys.argv[1], 8000))
print("ready", flush=True)
one.accept()
"""
OUTSIDE = ("ip", "netns", "exec", "outside")
CABLE = f"""[connection]
id=cable
type=ethernet
interface-name=eth9
[ipv4]
method=manual
address1={KIOSK}/24
dns={DNS};
[ipv6]
method=link-local
"""


@contextmanager
def running(one: Container, *command: str) -> Iterator[None]:
    """A server inside, which says that it is ready, and ends with us."""
    tied = ("setpriv", "--pdeathsig", "KILL")
    inside = ["nsenter", f"--target={one.pid}", "--all", *tied, *command]
    process = subprocess.Popen(inside, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield
    finally:
        process.kill()
        process.communicate()


@contextmanager
def served(one: Container) -> Iterator[None]:
    """Names and greetings, outside."""
    words = (*OUTSIDE, "python3", "/outside.py", "/names.json", DNS, FOREM, MIRROR, UNNAMED, PRINTER)
    with running(one, *words):
        yield


def listed(one: Container) -> str:
    """The hosts that the kiosk found it may reach."""
    path = one.file("/var/lib/kiosk/hosts")
    return path.read_text(encoding="ascii") if path.exists() else ""


@pytest.fixture(scope="module")
def kiosk(provisioned_root: Path) -> Iterator[Container]:
    """A kiosk whose network is a cable to another room of the same container."""
    with container(provisioned_root) as one:
        drop_in(one, "kiosk.service", SCREEN)
        site = one.root / "etc" / "kiosk" / "site.toml"
        site.write_text(site.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
        (one.root / "names.json").write_text(json.dumps(NAMES), encoding="utf-8")
        (one.root / "outside.py").write_text((HERE / "outside.py").read_text(encoding="utf-8"), encoding="utf-8")
        cable = one.root / "etc" / "NetworkManager" / "system-connections" / "eth9.nmconnection"
        cable.write_text(CABLE, encoding="ascii")
        cable.chmod(0o600)
        # The sentences are no part of this, and take a minute.
        (one.root / "etc" / "systemd" / "system" / "kiosk-voices.service").unlink(missing_ok=True)
        one.boot()
        one.until(lambda: "leforem.be" in listed(one))
        for words in (
            "ip netns add outside",
            "ip link add eth9 type veth peer name eth9 netns outside",
            "ip -n outside link set lo up",
            "ip -n outside link set eth9 up",
            *(f"ip -n outside address add {address}/24 dev eth9" for address in (DNS, FOREM, MIRROR, UNNAMED, PRINTER)),
        ):
            one.ok(*words.split())
        with served(one):
            # NetworkManager sees the cable, and says which server of names there is; the resolver sees that.
            one.until(lambda: MIRROR in one.run("python3", "-c", RESOLVE, "deb.debian.org").stdout)
            yield one


def greeted(one: Container, host: str, port: int = 443, user: str = "kiosk") -> str:
    """What is heard by a user who calls a host; empty: nothing."""
    return as_user(one, user, CONNECT, host, str(port)).stdout.strip()


def as_user(one: Container, user: str, program: str, *words: str) -> Done:
    """Run a few lines of Python as a user, who may have no group of the same name."""
    become = ("setpriv", f"--reuid={user}", "--regid=nogroup", "--clear-groups")
    return one.run(*become, "python3", "-c", program, *words)


def elements(one: Container, name: str) -> str:
    """One set of the firewall."""
    return one.ok("nft", "list", "set", "inet", "kiosk", name)


def test_the_firewall_is_there_before_any_network(kiosk: Container) -> None:
    assert kiosk.property("nftables.service", "ActiveState") == "active"
    rules = kiosk.ok("nft", "list", "table", "inet", "kiosk")
    assert rules.count("policy drop") == 3


def test_a_host_of_a_journey_opens_by_its_name_and_another_stays_closed(kiosk: Container) -> None:
    assert greeted(kiosk, UNNAMED) == ""
    assert greeted(kiosk, "www.leforem.be") == "hello"
    assert FOREM in elements(kiosk, "hosts4"), "by way of the other name that it is a word for"
    assert as_user(kiosk, "kiosk", RESOLVE, "unnamed.example").stdout == "0.0.0.0\n"
    assert greeted(kiosk, "unnamed.example") == ""


def test_an_address_of_the_settings_is_open_without_a_name(kiosk: Container) -> None:
    assert greeted(kiosk, PRINTER) == "hello"


def test_archives_are_for_root_and_apt_alone(kiosk: Container) -> None:
    assert greeted(kiosk, "deb.debian.org", 80, "root") == "hello"
    assert greeted(kiosk, "deb.debian.org", 80, "_apt") == "hello"
    assert greeted(kiosk, "deb.debian.org", 80) == ""
    assert greeted(kiosk, "deb.debian.org", 22, "root") == ""


def test_names_are_asked_for_by_the_resolver_alone(kiosk: Container) -> None:
    ask = "import socket as s, sys; s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(bytes(12), (sys.argv[1], 53))"
    assert "PermissionError" in as_user(kiosk, "kiosk", ask, DNS).stderr
    assert as_user(kiosk, "dnsmasq", ask, DNS).returncode == 0


def test_the_time_is_asked_for_by_its_own_program_alone(kiosk: Container) -> None:
    ask = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(bytes(48), ('192.0.2.30', 123))"
    assert as_user(kiosk, "systemd-timesync", ask).returncode == 0
    assert as_user(kiosk, "root", ask).returncode != 0


def test_nothing_comes_in_but_ssh_and_not_too_often(kiosk: Container) -> None:
    knock = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 3)"
    with running(kiosk, "python3", "-c", LISTEN, KIOSK):
        assert kiosk.run(*OUTSIDE, "python3", "-c", knock, KIOSK, "8000").returncode != 0
        came = [kiosk.run(*OUTSIDE, "python3", "-c", knock, KIOSK, "22").returncode == 0 for _ in range(9)]
    assert came[0]
    assert not all(came), "nine at once are too many"
    assert DNS in elements(kiosk, "knocks4")


def test_ssh_takes_keys_alone(kiosk: Container) -> None:
    told = set(kiosk.ok("sshd", "-T").splitlines())
    assert {"passwordauthentication no", "kbdinteractiveauthentication no", "authenticationmethods publickey"} <= told
    assert {"permitrootlogin without-password", "allowtcpforwarding no"} <= told


def test_a_list_that_changes_is_taken_and_a_bad_one_opens_nothing(kiosk: Container) -> None:
    path = kiosk.file("/var/lib/kiosk/hosts")
    before = path.read_text(encoding="ascii")
    start = kiosk.property("kiosk-resolver.service", "InvocationID")
    write = "cat > /var/lib/kiosk/hosts.new; mv /var/lib/kiosk/hosts.new /var/lib/kiosk/hosts"
    bad = "server=/example/#\nconf-script=/bin/true\n0.0.0.0\n127.0.0.1\nhub.example.be\n"
    kiosk.ok("sh", "-c", write, user="kiosk", stdin=bad)
    kiosk.until(lambda: kiosk.property("kiosk-resolver.service", "InvocationID") != start)
    kiosk.until(lambda: greeted(kiosk, "hub.example.be") == "hello")
    assert "server=/hub.example.be/#" in kiosk.file("/run/kiosk-resolver/names.conf").read_text(encoding="ascii")
    assert "script" not in kiosk.file("/run/kiosk-resolver/names.conf").read_text(encoding="ascii")
    assert PRINTER not in elements(kiosk, "hosts4"), "what was open before is forgotten"
    assert as_user(kiosk, "kiosk", RESOLVE, "www.leforem.be").stdout == "0.0.0.0\n"
    kiosk.ok("sh", "-c", write, user="kiosk", stdin=before)
    kiosk.until(lambda: greeted(kiosk, "www.leforem.be") == "hello")


def test_a_kiosk_that_cannot_list_its_hosts_leaves_those_of_before(kiosk: Container) -> None:
    before = listed(kiosk)
    site = kiosk.file("/etc/kiosk/site.toml")
    text = site.read_text(encoding="utf-8")
    site.write_text("nothing = 1\n", encoding="utf-8")
    assert kiosk.run("systemctl", "restart", "kiosk-hosts.service").returncode != 0
    site.write_text(text, encoding="utf-8")
    assert listed(kiosk) == before != ""
    kiosk.ok("systemctl", "restart", "kiosk-hosts.service")
    assert listed(kiosk) == before
