"""What the plan says of a machine and a site: each case is a file of facts, settings, and the tasks in words."""

import os
import subprocess
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from kiosk.settings import Settings, load
from provisioning.plan import disk, verdict
from provisioning.plan.facts import Facts, Place, read
from provisioning.plan.kit import Kit, Site
from provisioning.plan.tasks import File, Files, Folder, Release, Step, Task, Units, User, title
from provisioning.plan.whole import plan

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
KIT = Kit(
    (File("/etc/nftables.conf", b"flush ruleset\n"),),
    ("cage", "seatd"),
    ("python3-lgpio",),
    ("kiosk.service",),
    (),
    ("getty@.service",),
    ("quiet", "consoleblank=0"),
    ("disable_splash=1",),
    Release("1.2"),
)
PEOPLE = "/home"
SITE = '[site]\nname = "Test"\ncommune = "la_louviere"\n[office]\nname = "Ici"\n'


def facts_of(raw: dict[str, Any]) -> Facts:
    lists: dict[str, Any] = {
        key: frozenset(raw[key]) if key == "groups" else tuple(raw[key])
        for key in ("groups", "sound", "panels")
        if key in raw
    }
    return Facts(**{**raw, "place": Place(raw["place"]), **lists})


def settings_of(folder: Path, more: str) -> Settings:
    (folder / "site.toml").write_text(SITE + more, encoding="utf-8")
    return load(folder / "site.toml")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case(path: Path, tmp_path: Path) -> None:
    case = loads(path.read_text(encoding="utf-8"))
    facts, settings = facts_of(case["facts"]), settings_of(tmp_path, case.get("site", ""))
    site = Site(
        b"site", (("a.txt", b"secret"),), (), case.get("wifi_password", ""), b"hub" if case.get("enrolled") else None
    )
    assert list(verdict.refusals(facts)) == case.get("refusals", [])
    assert list(verdict.by_hand(facts, settings, again=False)) == case.get("by_hand", [])
    if not case.get("refusals"):
        tasks = plan(facts, settings, KIT, site)
        # Files of this repository name no folder of a person.
        assert [title(task).replace(f"{PEOPLE}/", "~") for task in tasks] == case["tasks"]
        said = "\n".join(map(whole, tasks))
        assert [text for text in case.get("said", []) if text not in said] == []
        assert [text for text in case.get("unsaid", []) if text in said] == []


def whole(task: Task) -> str:
    """All of a task as text, with what is in its files."""
    bodies = (
        "\n".join(f"{file.path} {file.mode:o} {file.owner}\n{file.body.decode()}" for file in task.files)
        if isinstance(task, Files)
        else ""
    )
    return f"{task}\n{bodies}"


def machine(**more: Any) -> Facts:
    return Facts(Place.MACHINE, **{"system": "debian", "release": 13, "architecture": "arm64", "free_mb": 9000, **more})


def test_the_same_facts_give_the_same_plan(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "")
    assert plan(machine(), settings, KIT, Site()) == plan(machine(), settings, KIT, Site())


def test_no_task_that_reads_comes_before_what_it_needs(tmp_path: Path) -> None:
    """The user before what is hers, packages before all, the release after the settings, units after their files."""
    tasks = plan(machine(data_label="here"), settings_of(tmp_path, ""), KIT, Site())
    order = [type(task) for task in tasks]
    owners = [number for number, task in enumerate(tasks) if isinstance(task, Folder) and task.owner == "kiosk"]
    assert order.index(User) < owners[0]
    assert order.index(Files) > 0
    assert order.index(Units) > max(
        number for number, task in enumerate(tasks) if task == Files("appliance", KIT.files)
    )
    assert order.index(Release) > [title(task) for task in tasks].index("settings of the site (1 file)")


def test_nobody_is_in_the_group_of_keyboards(tmp_path: Path) -> None:
    for task in plan(machine(), settings_of(tmp_path, ""), KIT, Site()):
        assert not isinstance(task, User) or "input" not in task.groups


def test_without_keys_the_last_rights_go_together_and_at_the_end(tmp_path: Path) -> None:
    """Who provisions may be who is shut out: after the first of them gone, no other command would be root's."""
    *_, last = plan(machine(), settings_of(tmp_path, ""), KIT, Site())
    assert isinstance(last, Step)
    run, unless = (text.replace("/etc/sudoers.d", str(tmp_path)) for text in (last.run, last.unless))

    def shell(script: str) -> bool:
        return subprocess.run(["sh", "-c", script], check=False, capture_output=True).returncode == 0

    assert shell(unless)
    for name in ("entretien", "90-cloud-init-users"):
        (tmp_path / name).touch()
        assert not shell(unless), name
    assert shell(f"{run}; {unless}")


def test_every_step_says_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    for facts in (machine(), machine(disk="/dev/mmcblk0", unused_mb=9000, boot_files=True)):
        steps = [task for task in plan(facts, settings_of(tmp_path, ""), KIT, Site()) if isinstance(task, Step)]
        assert steps
        assert all(step.unless and step.run for step in steps)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"disk": "/dev/mmcblk0", "unused_mb": 20000}, True),
        ({"disk": "/dev/mmcblk0", "unused_mb": 100}, False),
        ({"disk": "/dev/mmcblk0", "unused_mb": 20000, "data_label": "/dev/mmcblk0p3"}, False),
        ({"unused_mb": 20000}, False),
    ],
)
def test_a_partition_is_made_only_where_there_is_room(facts: dict[str, Any], *, expected: bool) -> None:
    assert disk.room(machine(**facts)) is expected
    assert not disk.room(Facts(Place.CHROOT, **facts))
    assert not disk.room(Facts(Place.CONTAINER, **facts))


def test_what_the_probe_printed_is_read() -> None:
    said = "system=debian\nrelease=13\nbooted=yes\ncontainer=no\nfree_mb=12\nsound=Headphones vc4hdmi0 \nwifi=yes\n"
    said += "root_writable=yes\ngroups=audio gpio \nodd=1\nno"
    facts = read(said.splitlines(), chroot=False)
    assert facts == Facts(
        Place.MACHINE,
        system="debian",
        release=13,
        free_mb=12,
        sound=("Headphones", "vc4hdmi0"),
        wifi=True,
        root_writable=True,
        groups=frozenset({"audio", "gpio"}),
    )
    assert read(said.splitlines(), chroot=True).place is Place.CHROOT
    assert read(["container=yes", "booted=yes"], chroot=False).place is Place.CONTAINER


def test_the_probe_asks_in_no_language(tmp_path: Path) -> None:
    """A lookalike of `stat` says which language it was asked in."""
    (tmp_path / "stat").write_text('#!/bin/sh\necho "$LC_ALL"\n', encoding="utf-8")
    (tmp_path / "stat").chmod(0o755)
    french = {"LANG": "fr_BE.UTF-8", "LC_ALL": "fr_BE.UTF-8", "LANGUAGE": "fr"}
    probe = Path(disk.__file__).with_name("probe.sh")
    path = f"{tmp_path}:{os.environ['PATH']}"
    said = subprocess.run(["sh", probe], check=False, capture_output=True, text=True, env={**french, "PATH": path})
    assert "root_type=C" in said.stdout.splitlines()


def test_a_version_is_older_by_its_numbers() -> None:
    assert verdict.older("1.9", "1.10")
    assert not verdict.older("1.10", "1.9")
    assert not verdict.older("1.0", "")


@pytest.mark.parametrize(("before", "todo"), [("false", True), ("true", False), (None, False)])
def test_a_radio_that_was_left_off_is_switched_on_once(tmp_path: Path, before: str | None, *, todo: bool) -> None:
    state = tmp_path / "NetworkManager.state"
    if before:
        state.write_text(f"[main]\nNetworkingEnabled=true\nWirelessEnabled={before}\n", encoding="ascii")
    site = settings_of(tmp_path, '[network]\nwifi = "EPN"\n')
    (step,) = [one for one in plan(machine(), site, KIT, Site()) if isinstance(one, Step) and "radio" in one.name]

    def so(command: str) -> bool:
        command = command.replace("/var/lib/NetworkManager/NetworkManager.state", str(state))
        return subprocess.run(["sh", "-c", command], check=False).returncode == 0

    assert so(step.unless) is not todo
    if todo:
        assert so(step.run)
        assert so(step.unless)


def test_a_folder_that_systemd_made_of_a_file_becomes_a_file(tmp_path: Path) -> None:
    seed = "/data/state/random-seed"
    (step,) = [
        one for one in plan(machine(), settings_of(tmp_path, ""), KIT, Site()) if title(one).endswith(f"file {seed}")
    ]
    assert isinstance(step, Step)
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "null").touch()
    for command in (step.run, step.unless):
        subprocess.run(["sh", "-c", command.replace(seed, str(tmp_path / "seed"))], check=True)
    assert (tmp_path / "seed").stat().st_mode & 0o777 == 0o600
