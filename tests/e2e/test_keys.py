"""A keyboard plugged into the real process: nothing gets out of the kiosk, and one key erases the visit."""

from pathlib import Path

from kiosk.settings import default_site
from tests.e2e.desktop import kiosk_on_display, pause

DOORS = ("Escape", "F1", "ctrl+q", "ctrl+w", "ctrl+c", "alt+F4", "super+q", "ctrl+alt+Delete", "F10", "Print", "Menu")
DEVICE = '[device]\nactions = "appliance"\nreset_gpio = 17\n\n[voice]\nengines = ["silent"]\n'


def test_no_key_leads_out_and_f12_erases(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text(f"{default_site().read_text(encoding='utf-8')}\n{DEVICE}", encoding="utf-8")
    with kiosk_on_display(tmp_path, {}, site=site) as desktop:
        desktop.wait_for_window()
        pause(1.5)  # the half second of a new page, and the picture at rest
        resting = desktop.picture()
        desktop.click(0.75, 0.35)
        desktop.wait(lambda: desktop.picture() != resting)
        pause(1.0)
        inside = desktop.picture()
        desktop.key(*DOORS)
        pause(1.0)
        assert desktop.process.poll() is None
        assert desktop.picture() == inside
        desktop.key("F12")
        desktop.wait(lambda: desktop.picture() != inside)
        desktop.wait(lambda: desktop.picture() == resting)
        log = tmp_path / "kiosk.log"  # a machine without pins runs all the same, and says so
        desktop.wait(lambda: "no reset button: GPIO17 cannot be used" in log.read_text(encoding="utf-8"))
