"""A browser starts with nothing, runs as nobody in particular, and leaves nothing, however we end."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.official_site.browser import flags, folder, group
from kiosk.official_site.browser.pipe import Reply
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.browser.program import found
from kiosk.official_site.events import Trouble
from kiosk.official_site.protocol import Hosts
from tests.official_browser import driven, started, unguarded
from tests.two_sites import Page, site

_KIOSK = """
import sys, time
from kiosk.official_site.browser.process import Launch, Process
process = Process.start(Launch(reach=(), user=sys.argv[1]))
process.pipe.call("Browser.getVersion")
print(process.group, process.profile, flush=True)
time.sleep(60)
"""


def _gone(running: int, profile: Path) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until and (group.members(running) or profile.exists()):
        time.sleep(0.02)
    return not group.members(running) and not profile.exists()


def test_nothing_is_left_of_it(user: str) -> None:
    with started(Launch(reach=(), user=user)) as process:
        assert isinstance(process.pipe.call("Browser.getVersion"), Reply)
        assert len(group.members(process.group)) > 3
        assert process.profile.is_dir()
        process.end()
        assert group.members(process.group) == []
        assert not process.profile.exists()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_it_does_not_outlive_a_kiosk_that_is_killed(user: str, how: signal.Signals) -> None:
    command = [sys.executable, "-c", _KIOSK, user]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout
        running, profile = kiosk.stdout.readline().split()
        assert group.members(int(running))
        kiosk.send_signal(how)
    assert _gone(int(running), Path(profile))


def test_it_does_not_outlive_us_when_it_hangs(user: str) -> None:
    command = [sys.executable, "-c", _KIOSK, user]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout
        running, profile = kiosk.stdout.readline().split()
        for process in group.members(int(running)):
            if process != int(running):
                os.kill(process, signal.SIGSTOP)
        kiosk.kill()
    assert _gone(int(running), Path(profile))


def test_its_pages_are_in_a_sandbox_and_nothing_of_it_is_root(user: str) -> None:
    with started(Launch(reach=(), user=user)) as process, unguarded(process) as page:
        assert page.run("1") == 1, "its page has no process yet"
        told = {one: Path(f"/proc/{one}/cmdline").read_text() for one in group.members(process.group)}
        pages = [one for one, command in told.items() if "--type=renderer" in command]
        assert pages
        assert not [command for command in told.values() if "no-sandbox" in command.replace("no-zygote-sandbox", "")]
        for one in pages:
            status = dict(line.split(":\t", 1) for line in Path(f"/proc/{one}/status").read_text().splitlines())
            assert status["Seccomp"] == "2"
            assert "\t" in status["NSpid"], "it sees the processes of this machine"
        assert 0 not in {Path(f"/proc/{one}").stat().st_uid for one in told if "zygote" not in told[one]} - (
            {0} if not user else set()
        )


def test_where_memory_is_short_the_kernel_takes_it_before_us(user: str) -> None:
    with started(Launch(reach=(), user=user)) as process:
        assert isinstance(process.pipe.call("Target.getTargets"), Reply)
        ours = int(Path("/proc/self/oom_score_adj").read_text())
        theirs = [int(Path(f"/proc/{one}/oom_score_adj").read_text()) for one in group.members(process.group)]
        assert min(theirs) > ours


def test_it_keeps_what_it_must_in_memory_for_itself_alone(user: str) -> None:
    with started(Launch(reach=(), user=user)) as process:
        assert process.profile.stat().st_mode & 0o777 == 0o700
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
        within = [mount for mount in mounts if process.profile.is_relative_to(mount[1])]
        assert max(within, key=lambda mount: len(mount[1]))[2] == "tmpfs"


def test_it_knows_belgium_and_nothing_of_us(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("SECRET", "canary")
    with site("shop.localhost", lambda _: Page("<p>x")) as shop:
        launch = Launch(reach=(shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
        with driven(launch, Hosts(frozenset({shop.host}), plain_http=True)) as browser:
            browser.go(f"{shop.url}/")
            assert browser.run("navigator.languages.join()") == "fr-BE,fr"
            assert browser.run("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Europe/Brussels"
            assert browser.run("new Date(2026, 6, 1).getTimezoneOffset()") == -120
            told = [Path(f"/proc/{one}/environ") for one in group.members(browser.process.group)]
            assert not [place for place in told if os.access(place, os.R_OK) and b"canary" in place.read_bytes()]


def test_it_asks_nobody_for_anything(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder.fresh()
    assert place
    place.chmod(0o777)
    log = place / "network.json"
    monkeypatch.setattr(flags, "_FLAGS", (*flags._FLAGS, f"--log-net-log={log}"))
    try:
        with site("shop.localhost", lambda _: Page("<p>x")) as shop:
            launch = Launch(reach=(shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
            with driven(launch, Hosts(frozenset({shop.host}), plain_http=True)) as browser:
                browser.go(f"{shop.url}/")
                browser.rest(1.5)
                browser.process.pipe.post("Browser.close")
                browser.rest(3)
            events = _network(log)
            assert events["URL_REQUEST_START_JOB"] == {f"{shop.url}/"}
            assert events["TCP_CONNECT_ATTEMPT"] == {f"127.0.0.1:{shop.port}"}
            assert not [name for name in events if name.startswith(("UDP_BYTES_SENT", "HOST_RESOLVER_DNS"))]
    finally:
        assert folder.gone(place)


def _network(log: Path) -> dict[str, set[str]]:
    """Give where each kind of event led."""
    text = log.read_text(encoding="utf-8").rstrip().rstrip(",")
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:  # it was killed before it had written the end
        told = json.loads(text + "]}")
    names = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    found_events: dict[str, set[str]] = {}
    for event in told["events"]:
        parameters = event.get("params", {})
        places = found_events.setdefault(names[event["type"]], set())
        places.update(str(parameters[key]) for key in ("url", "address") if key in parameters)
    return found_events


@pytest.mark.skipif(os.geteuid() != 0, reason="who is not root cannot be it")
@pytest.mark.parametrize("user", ["", "root", "nobody-of-that-name"])
def test_it_is_never_root(user: str) -> None:
    assert Process.start(Launch(reach=(), user=user)) is Trouble.ABSENT


@pytest.mark.parametrize("program", ["/nowhere/chromium-headless-shell", __file__])
def test_a_browser_that_is_not_there_is_told_and_leaves_nothing(
    program: str, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    fresh = folder.fresh

    def noted(them: Any) -> Path | None:
        place = fresh(them)
        made.extend([place] if place else [])
        return place

    monkeypatch.setattr(folder, "fresh", noted)
    started_one = Process.start(Launch(reach=(), program=program, user=user))
    if isinstance(started_one, Process):  # the shell that starts it runs: the pipe tells that there is nobody
        assert not isinstance(started_one.pipe.call("Browser.getVersion"), Reply)
        assert started_one.end()
    assert not [place for place in made if place.exists()]


def test_where_no_memory_can_be_had_nothing_is_started(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_places", list)
    assert Process.start(Launch(reach=(), user=user)) is Trouble.ABSENT


def test_where_distributions_put_it_nothing_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/bin/" not in found()
    monkeypatch.setattr("kiosk.official_site.browser.program._NAMES", ("chromium-of-nowhere",))
    assert found() == ""
    assert Process.start(replace(Launch(reach=()), user="nobody")) is Trouble.ABSENT
