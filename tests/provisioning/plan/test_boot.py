"""The line of the kernel, as the shell writes it on a freshly flashed boot partition."""

import subprocess
from pathlib import Path

from provisioning.kit import kit
from provisioning.plan import boot
from provisioning.plan.facts import Facts, Place
from provisioning.plan.tasks import Step

FLASHED = (
    "console=serial0,115200 console=tty1 root=PARTUUID=1-02 rootfstype=ext4 fsck.repair=yes rootwait panic=0 splash"
)


def test_the_line_of_a_flashed_card_has_each_word_of_ours_once_and_last(tmp_path: Path) -> None:
    (tmp_path / "cmdline.txt").write_text(f"{FLASHED}\n", encoding="ascii")
    ours = kit(None)
    step = next(boot.tasks(Facts(Place.MACHINE, boot_files=True), ours))
    assert isinstance(step, Step)

    def shell(text: str) -> int:
        return subprocess.run(["sh", "-c", text.replace("/boot/firmware", str(tmp_path))], check=False).returncode

    assert shell(step.unless) != 0
    assert shell(step.run) == 0
    said = (tmp_path / "cmdline.txt").read_text(encoding="ascii").removesuffix("\n").split(" ")
    # Of a word that stands there with two values kernel, initramfs and systemd take the last one.
    assert said == ["root=PARTUUID=1-02", "rootfstype=ext4", "rootwait", "panic=0", *ours.kernel_words]
    assert {"panic=10", "fsck.repair=yes"} <= set(ours.kernel_words)
    assert shell(step.unless) == 0
