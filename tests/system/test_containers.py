"""The harness itself: a root stays as it was, a container boots, is read, starts anew and leaves nothing."""

from pathlib import Path

import pytest

from tests.system.container import container
from tests.system.overlays import cache

pytestmark = pytest.mark.system


def test_a_container_boots_and_nothing_of_it_is_left(base_root: Path) -> None:
    with container(base_root) as one:
        (one.root / "etc" / "hostname").write_text("essai\n", encoding="utf-8")
        assert one.boot() in {"running", "degraded"}
        assert one.property("dbus.service", "ActiveState") == "active"
        assert one.ok("cat", "/proc/1/comm") == "systemd\n"
        assert one.run("false").returncode == 1
        one.ok("tee", "/kept", stdin="kept")
        first = one.ok("cat", "/proc/sys/kernel/random/boot_id", "/run/systemd/container")
        assert one.reboot() in {"running", "degraded"}
        assert one.ok("cat", "/kept") == "kept"
        assert "kept" not in first
        folder, pid = one.folder, one.pid
    assert not folder.exists()
    assert not Path(f"/proc/{pid}").exists()
    assert not (base_root / "kept").exists()
    assert folder.parent == cache() / "mounted"


def test_one_that_hangs_is_taken_away(base_root: Path) -> None:
    with container(base_root) as one:
        one.boot()
        with container(base_root) as other:
            other.boot()
            pid = other.pid
            other.kill()
            assert not Path(f"/proc/{pid}").exists()
        assert one.ok("systemctl", "is-active", "dbus.service") == "active\n", "each has groups of its own"
