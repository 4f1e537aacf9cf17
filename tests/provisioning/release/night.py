"""A machine whose root forgets, to be maintained: played by folders, and by an apt that fetches nothing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from provisioning.appliance.root.usr.local.lib.kiosk.releases import maintenance
from provisioning.appliance.root.usr.local.lib.kiosk.releases.debian import Debian, Package
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store


@dataclass
class Apt:
    """Has one newer package, until it is installed on a root that stays."""

    root: Path
    security: bool = True
    unreached: bool = False
    newest: str = "2"
    breaks: bool = False
    lacking: tuple[str, ...] = ()

    def refresh(self) -> Fault | None:
        return Fault("no network", "unreached") if self.unreached else None

    def waiting(self, _: tuple[str, ...]) -> tuple[Package, ...]:
        there = (self.root / "chromium").read_text(encoding="ascii")
        return () if there == self.newest else (Package("chromium", self.newest, self.security),)

    def lacks(self, _: tuple[str, ...]) -> tuple[str, ...]:
        return self.lacking

    def download(self, _: tuple[str, ...]) -> Fault | None:
        return None

    def install(self, _: tuple[str, ...]) -> Fault | None:
        if self.breaks:
            return Fault("dpkg cannot")
        (self.root / "chromium").write_text(self.newest, encoding="ascii")
        return None

    def clean(self) -> None:
        pass


@dataclass
class Machine:
    """Its data partition, its root, and whether this boot's root stays."""

    data: Path
    writable: bool = False
    deployed: list[str] = field(default_factory=list)
    deploys: bool = True
    apt: Apt = field(init=False)

    def __post_init__(self) -> None:
        root = self.data / "root"
        (root / "etc/kiosk").mkdir(parents=True)
        (root / "proc/self").mkdir(parents=True)
        (root / "chromium").write_text("1", encoding="ascii")
        self.apt = Apt(root)
        self._mounted()

    @property
    def appliance(self) -> maintenance.Appliance:
        return maintenance.Appliance(Store(self.data), cast("Debian", self.apt), self.data / "root")

    @property
    def installed(self) -> str:
        return (self.data / "root/chromium").read_text(encoding="ascii")

    def boot(self) -> bool:
        """As the initramfs does it; tell whether this is a boot of maintenance."""
        self.writable = (self.data / "overlayroot.conf").exists()
        self._mounted()
        return (self.data / "maintenance/pending").exists()

    def night(self) -> Fault | str:
        return maintenance.decide(self.appliance)

    def maintain(self) -> Fault | str:
        begun = maintenance.begin(self.appliance)
        done = begun if isinstance(begun, Fault) else maintenance.maintain(self.appliance, self._deploy)
        return done if isinstance(done, Fault) else f"{begun}; {done}"

    def _deploy(self, release: Path) -> Fault | None:
        self.deployed.append(release.name)
        return None if self.deploys else Fault("pyinfra cannot")

    def _mounted(self) -> None:
        lower = "" if self.writable else "/dev/mmcblk0p2 /media/root-ro ext4 ro 0 0\n"
        (self.data / "root/proc/self/mounts").write_text(f"overlayroot / overlay rw 0 0\n{lower}", encoding="ascii")
