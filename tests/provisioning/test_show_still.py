"""The picture of a kiosk that cannot start: drawn, then shown by Debian's Python on files that play a screen."""

import gzip
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

PROGRAM = Path(__file__).parents[2] / "provisioning" / "appliance" / "show_still.py"
PYTHON = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
STILL = (12, 8)
GROUND = (248, 240, 232)
"""Colours that 16 bits hold as well."""


def still(folder: Path, size: tuple[int, int] = STILL) -> Image.Image:
    """A small picture in which every turn is another one, as `kiosk still` writes it."""
    picture = Image.new("RGB", size, GROUND)
    picture.putpixel((3, 1), (248, 0, 0))
    picture.putpixel((9, 2), (0, 252, 0))
    picture.putpixel((5, 6), (0, 0, 248))
    head = b"P6 %d %d 255\n" % size
    (folder / f"{size[0]}x{size[1]}.ppm.gz").write_bytes(gzip.compress(head + picture.tobytes()))
    return picture


def screen(folder: Path, size: tuple[int, int], depth: int, spare: int = 0) -> Path:
    """A framebuffer full of letters, and what the kernel says of it."""
    (folder / "virtual_size").write_text(f"{size[0]},{size[1] * 2}\n")
    (folder / "modes").write_text(f"U:{size[0]}x{size[1]}p-0\n")
    (folder / "bits_per_pixel").write_text(f"{depth}\n")
    (folder / "stride").write_text(f"{size[0] * depth // 8 + spare}\n")
    (folder / "fb").write_bytes(b"x" * (size[0] * depth // 8 + spare) * size[1] * 2)
    return folder / "fb"


def seen(frame: Path, size: tuple[int, int], depth: int, spare: int = 0) -> Image.Image:
    """What is on it, read by other eyes."""
    stride = size[0] * depth // 8 + spare
    data = frame.read_bytes()[: stride * size[1]]
    return Image.frombytes("RGB", size, data, "raw", "BGRX" if depth == 32 else "BGR;16", stride)


def command(folder: Path, *more: str) -> list[str]:
    given = {"--pictures": folder, "--framebuffer": folder / "fb", "--graphics": folder}
    return [PYTHON, "-I", str(PROGRAM), *(f"{name}={path}" for name, path in given.items()), *more]


@contextmanager
def shown(folder: Path, *more: str) -> Iterator[None]:
    """The program, once it has shown the picture; it must end well when it is told to."""
    with subprocess.Popen(command(folder, *more), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "the picture is shown\n"
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()


@pytest.mark.parametrize("depth", [16, 32])
def test_it_stands_in_the_middle_of_the_screen_on_its_own_ground(tmp_path: Path, depth: int) -> None:
    picture = still(tmp_path)
    frame = screen(tmp_path, (16, 11), depth, spare=8)
    with shown(tmp_path):
        expected = Image.new("RGB", (16, 11), GROUND)
        expected.paste(picture, (2, 1))
        assert near(seen(frame, (16, 11), depth, spare=8), expected)
    assert frame.read_bytes().endswith(b"x" * (16 * depth // 8 + 8) * 11), "nothing behind what is seen"


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("depth", [16, 32])
def test_it_is_turned_as_the_settings_say(tmp_path: Path, degrees: int, depth: int) -> None:
    picture = still(tmp_path).rotate(degrees, expand=True)
    frame = screen(tmp_path, picture.size, depth)
    (tmp_path / "site.toml").write_text(f"[panel]\nrotation = {degrees}\n")
    with shown(tmp_path, "--site", str(tmp_path / "site.toml")):
        assert near(seen(frame, picture.size, depth), picture)


@pytest.mark.parametrize("text", ["[panel", "[panel]\nrotation = 45", "panel = 3", None])
def test_settings_that_are_the_fault_themselves_do_no_harm(tmp_path: Path, text: str | None) -> None:
    picture = still(tmp_path)
    frame = screen(tmp_path, STILL, 32)
    if text is not None:
        (tmp_path / "site.toml").write_text(text)
    with shown(tmp_path, "--site", str(tmp_path / "site.toml")):
        assert near(seen(frame, STILL, 32), picture)


def test_the_largest_that_fits_is_taken_and_of_a_tiny_screen_a_part(tmp_path: Path) -> None:
    still(tmp_path)
    large = still(tmp_path, (20, 14))
    still(tmp_path, (40, 8))
    frame = screen(tmp_path, (21, 14), 32)
    with shown(tmp_path):
        assert near(seen(frame, (21, 14), 32).crop((0, 0, 20, 14)), large)
    frame = screen(tmp_path, (8, 6), 32)
    with shown(tmp_path):
        assert near(seen(frame, (8, 6), 32), still(tmp_path).crop((0, 0, 8, 6)))


@pytest.mark.parametrize("fault", ["no picture", "damaged", "no framebuffer", "8 bits"])
def test_what_cannot_be_shown_is_said(tmp_path: Path, fault: str) -> None:
    screen(tmp_path, STILL, 8 if fault == "8 bits" else 32)
    if fault != "no picture":
        still(tmp_path)
    if fault == "damaged":
        (tmp_path / "12x8.ppm.gz").write_bytes(gzip.compress(b"P6 12 8 255\nshort"))
    if fault == "no framebuffer":
        (tmp_path / "fb").unlink()
    done = subprocess.run(command(tmp_path), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("the picture cannot be shown: ")


def test_our_own_page_is_drawn_for_every_panel_and_can_be_shown(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "kiosk", "still", "-o", str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert {"1280x800.ppm.gz", "800x1280.ppm.gz", "800x480.ppm.gz"} <= {Path(one).name for one in made}
    frame = screen(tmp_path, (1280, 800), 16)
    with shown(tmp_path):
        picture = seen(frame, (1280, 800), 16)
    ground = picture.getpixel((0, 0))
    assert isinstance(ground, tuple)
    assert min(ground) > 200, "calm and light"
    words = picture.crop((0, 250, 1280, 800)).convert("L").histogram()
    assert sum(words[:80]) > 5000, "with dark letters on it"


def near(one: Image.Image, other: Image.Image) -> bool:
    """Alike, but for what 16 bits cannot hold."""
    assert one.size == other.size
    return all(abs(a - b) <= 8 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
