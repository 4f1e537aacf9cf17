"""What a Pi's firmware and kernel are told, in the files of its boot partition."""

from collections.abc import Iterator
from shlex import join, quote

from provisioning.plan.disk import BOOT
from provisioning.plan.facts import Facts
from provisioning.plan.kit import Kit
from provisioning.plan.tasks import Step, Task

_WORDS = f"{BOOT}/cmdline.txt"
_LINES = f"{BOOT}/config.txt"
_NO_WORDS = r"console=(serial0,[0-9]+|tty1)|splash|plymouth.*"
"""What Raspberry Pi OS says to show text, and to have a terminal on the pins."""


def tasks(facts: Facts, kit: Kit) -> Iterator[Task]:
    """Nothing where there is no such partition."""
    if not facts.boot_files:
        return
    ours = f"grep -vxF -e {' -e '.join(map(quote, kit.kernel_words))}"
    words = f"tr -s ' ' '\\n' <{_WORDS} | grep -vxE {quote(_NO_WORDS)} | {ours}"
    whole = f"{{ {words}; printf '%s\\n' {join(kit.kernel_words)}; }} | grep . | paste -sd ' '"
    yield _written("words for the kernel", _WORDS, whole)
    missing = f'for line in {join(kit.firmware_lines)}; do grep -qxF -- "$line" {_LINES} || echo "$line"; done'
    added = f'more=$({missing}); [ -z "$more" ] || printf \'\\n[all]\\n%s\\n\' "$more"'
    yield _written("lines for the firmware", _LINES, f"cat {_LINES}; {added}")


def _written(name: str, path: str, whole: str) -> Step:
    """A file of FAT, which knows no instant: the new one is whole on the card before the old one goes."""
    run = f"{{ {whole}; }} >{path}.new && sync {path}.new && mv {path}.new {path} && sync -f {path}"
    return Step(name, run, f"{{ {whole}; }} | cmp -s - {path}")
