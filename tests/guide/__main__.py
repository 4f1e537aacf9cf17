"""`python -m tests.guide OUT [--pictures]`: prints the facilitator's guide; draws its pictures anew first."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.guide.pages import GUIDE, IMAGES


def main() -> int:
    """Pictures are drawn by touches in a real window, offscreen."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.guide", description="The facilitator's guide, to be printed."
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of the PDF")
    parser.add_argument("--pictures", action="store_true", help="draw the pictures of docs/images anew first")
    arguments = parser.parse_args()
    if arguments.pictures:
        draw(IMAGES)
    from tests.guide.printing import print_guide

    sys.stdout.write(f"{print_guide(arguments.out / f'{GUIDE.stem}.pdf')}\n")
    return 0


def draw(target: Path) -> None:
    """All pictures of the guide, into a folder that is there."""
    from tests.guide.album import Album

    with tempfile.TemporaryDirectory() as data:
        for path in Album(Path(data), target).take():
            sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
