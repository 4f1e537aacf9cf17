"""The units of the appliance: systemd understands them, sandboxes are tight, and what they name is there."""

import re
import shlex
import shutil
import subprocess
from collections import defaultdict
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from kiosk.__main__ import _parser
from kiosk.device.appliance import Appliance
from kiosk.device.setup import DeviceTable
from kiosk.forgetting import OVERWRITING
from kiosk.support.faults import UNIT
from provisioning.appliance.root.usr.local.lib.kiosk.releases import command, machine

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "systemd"
OURS = sorted(path.name for path in UNITS.iterdir())
SERVICES = [name for name in OURS if name.endswith(".service")]
OF_APPLIANCE = [name for name in SERVICES if "sync" not in name and "counts" not in name]
"""Those of the sync have tests of their own."""
FETCHING = {"kiosk-fetch.service", "kiosk-night.service"}
"""What cannot do without the network; nothing waits for them but updates at night."""
WISHES = {"restart": "kiosk-restart", "poweroff": "kiosk-poweroff"}
NEWER = ("RestartMode",)
"""What systemd learnt after 252, that of Debian 12, where these tests run as well: it warns, and passes it over."""
KIOSK = "/usr/local/bin/kiosk"
DEBIAN = {
    "/usr/sbin/dnsmasq",
    "/usr/bin/nsenter",
    "/usr/bin/env",
    "/usr/bin/cage",
    "/usr/bin/python3",
    "/usr/bin/rm",
    "/usr/bin/systemctl",
    "/usr/bin/touch",
}
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")

Unit = dict[str, list[str]]


def unit(name: str) -> Unit:
    """All values of each key, whatever its section; no key of ours stands in two."""
    found: Unit = defaultdict(list)
    for line in (UNITS / name).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found[key].append(value)
    return found


def commands(name: str) -> list[list[str]]:
    """What it executes, in order."""
    return [shlex.split(line) for key in ("ExecStartPre", "ExecStart") for line in unit(name)[key]]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """All units, with programs that every machine has."""
    for name in OURS:
        text = (UNITS / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(re.sub(r"^(Exec\w+)=\S+", r"\1=/bin/true", text, flags=re.MULTILINE), "utf-8")
    return tmp_path


def complaints(folder: Path) -> list[str]:
    """What systemd says of our units, but for what only a newer one knows."""
    command = ["systemd-analyze", "verify", "--man=no", *sorted(map(str, folder.iterdir()))]
    told = subprocess.run(command, check=False, capture_output=True, text=True).stderr.splitlines()
    newer = re.compile(rf"Unknown key (name )?'({'|'.join(NEWER)})' in section")
    return [line for line in told if "kiosk" in line and not newer.search(line)]


@needs_systemd
def test_systemd_understands_each_unit_and_all_of_them_together(here: Path) -> None:
    assert complaints(here) == []


@needs_systemd
def test_a_mistake_in_a_unit_is_told(here: Path) -> None:
    path = here / "kiosk.service"
    path.write_text(path.read_text(encoding="utf-8").replace("RestartSec=1s", "RestartSec=often"), encoding="utf-8")
    assert complaints(here)


@needs_systemd
@pytest.mark.parametrize("name", OF_APPLIANCE)
def test_its_sandbox_is_tight(name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", "--no-pager", str(UNITS / name)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_what_it_executes_is_a_command_of_ours_or_debians(name: str) -> None:
    (entry,) = entry_points(group="console_scripts", name="kiosk")
    assert entry.value == "kiosk.__main__:main"
    assert commands(name)
    for words in commands(name):
        assert words[0].lstrip("-+") in {KIOSK, *DEBIAN}
        if KIOSK in words:
            arguments = _parser().parse_args(words[words.index(KIOSK) + 1 :])
            assert (str(arguments.site), str(arguments.data)) == ("/etc/kiosk/site.toml", "/var/lib/kiosk")


def test_a_command_that_does_not_exist_would_be_told() -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["voices", "bake"])


def test_what_shows_the_still_picture_is_the_program_here() -> None:
    (words,) = commands("kiosk-fallback.service")
    program = next(word for word in words if word.endswith(".py"))
    source = (ROOT / "provisioning" / "appliance" / Path(program).name).read_text(encoding="utf-8")
    assert all(f'"{word}"' in source for word in words if word.startswith("--"))


@pytest.mark.parametrize(("wish", "name"), WISHES.items())
def test_a_wish_of_the_panel_is_seen_and_taken_away_before_it_is_done(wish: str, name: str, tmp_path: Path) -> None:
    (runtime,) = unit("kiosk.service")["RuntimeDirectory"]
    appliance = Appliance.from_setup(DeviceTable(), {"RUNTIME_DIRECTORY": str(tmp_path)})
    assert {"restart": appliance.restart, "poweroff": appliance.power_off}[wish]()
    (made,) = (tmp_path / "ask").iterdir()
    (seen,) = unit(f"{name}.path")["PathExists"]
    assert seen == f"/run/{runtime}/ask/{made.name}"
    first, *others = commands(f"{name}.service")
    assert first == ["/usr/bin/rm", "-f", seen]
    assert others[-1][:2] == ["/usr/bin/systemctl", "--no-block"], "it does not wait for its own end"


def test_the_kiosk_waits_for_neither_network_nor_clock() -> None:
    named = {*OF_APPLIANCE, *(f"{one}.path" for one in WISHES.values())}
    for name in sorted(named - FETCHING):
        text = (UNITS / name).read_text(encoding="utf-8")
        assert not re.search(r"^[^#\n].*(network|time-sync|time-wait)", text, re.MULTILINE), name


def test_a_crash_restarts_it_and_only_the_last_of_many_calls_the_fallback() -> None:
    kiosk = unit("kiosk.service")
    wanted = {"Type": "notify", "NotifyAccess": "all", "Restart": "always", "RestartMode": "direct"}
    assert {key: kiosk[key] for key in wanted} == {key: [value] for key, value in wanted.items()}
    assert kiosk["OnFailure"] == ["kiosk-fallback.service kiosk-rescue.service"]
    assert all((UNITS / name).exists() for name in kiosk["OnFailure"][0].split())
    assert kiosk["WatchdogSec"] == ["20s"]
    (start,), (burst,), (pause,), (interval,) = (
        [int(re.sub(r"\D+", "", one)) for one in kiosk[key]]
        for key in ("TimeoutStartSec", "StartLimitBurst", "RestartSec", "StartLimitIntervalSec")
    )
    assert burst * (start + pause) < interval * 60, "starts that hang are counted together as well"


def test_nothing_of_a_visitor_is_left_by_its_environment() -> None:
    kiosk = unit("kiosk.service")
    environment = dict(line.split("=", 1) for line in kiosk["Environment"])
    assert environment.items() >= OVERWRITING.items()
    assert (kiosk["MemorySwapMax"], kiosk["LimitCORE"]) == (["0"], ["0"])


def test_who_the_kiosk_is() -> None:
    kiosk = unit("kiosk.service")
    assert (kiosk["User"], kiosk["Group"]) == (["kiosk"], ["kiosk"])
    groups = set(kiosk["SupplementaryGroups"][0].split())
    assert {"video", "render", "audio", "lp", "dialout"} <= groups
    assert "input" not in groups, "each press would come twice"
    assert set(kiosk["RestrictNamespaces"][0].split()) == {"user", "pid", "net"}, "the browser's own sandbox"


def test_a_release_that_was_chosen_by_hand_has_its_hosts_by_the_morning() -> None:
    words = commands("kiosk-morning.service")
    fresh = words.index(["/usr/bin/systemctl", "restart", "kiosk.service"])
    assert ["/usr/bin/systemctl", "--no-block", "restart", "kiosk-hosts.service"] in words[fresh:]


def test_a_rescue_that_waited_for_an_update_has_time_for_its_own_proof() -> None:
    (limit,) = unit("kiosk-rescue.service")["TimeoutStartSec"]
    proof = machine.READY_SECONDS + machine.SETTLE_SECONDS * (1 + machine.MOST_WISHES)
    assert int(limit.removesuffix("min")) * 60 > command.RESCUE_SECONDS + proof


@pytest.mark.parametrize("begun", [True, False])
def test_only_a_maintenance_that_was_begun_starts_the_machine_anew(tmp_path: Path, *, begun: bool) -> None:
    maintenance, mark = unit("kiosk-maintenance.service"), "/run/kiosk-maintenance-begun"
    assert maintenance["ExecStartPre"][0] == f"+/usr/bin/touch {mark}", "behind its condition, before all else"
    program = tmp_path / "systemctl"
    program.write_text('#!/bin/sh\necho "$*"\n', encoding="ascii")
    program.chmod(0o755)
    if begun:
        (tmp_path / "begun").touch()
    words = shlex.split(maintenance["ExecStopPost"][-1].removeprefix("+").replace(mark, str(tmp_path / "begun")))
    # Whatever systemd calls its end: a condition that ends with 255, or is killed, is no "exec-condition".
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SERVICE_RESULT": "exit-code"}
    said = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
    assert said == f"--no-block {'reboot' if begun else 'stop kiosk-maintenance-picture.service'}\n"


def test_the_support_bundle_reads_the_journal_of_this_unit() -> None:
    assert UNIT in SERVICES
    assert "systemd-journal" in unit(UNIT)["SupplementaryGroups"][0]
