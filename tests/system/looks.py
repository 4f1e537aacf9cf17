"""What a machine's screen shows: the resting screen, the same as before, a console."""

from PIL import Image, ImageChops

_CHOICES = ((91, 42, 134), (0, 89, 90), (138, 59, 0), (155, 27, 48))
"""The colours of the four choices of the resting screen."""


def resting(picture: Image.Image) -> bool:
    """Whether the four choices are there, each on a twentieth of the screen at least."""
    counted = {colour: count for count, colour in picture.getcolors(picture.width * picture.height) or []}
    return all(counted.get(colour, 0) * 20 >= picture.width * picture.height for colour in _CHOICES)


def second(picture: Image.Image) -> bool:
    """Whether the page behind the first choice is there: all its choices have that one's colour."""
    counted = {colour: count for count, colour in picture.getcolors(picture.width * picture.height) or []}
    return counted.get(_CHOICES[0], 0) * 4 >= picture.width * picture.height


def around(picture: Image.Image) -> Image.Image:
    """The heading and the bar: a line for the facilitator, of a voice that is too slow, moves only what is between."""
    width, height = picture.size
    heading, bar = height // 7, height // 6
    kept = Image.new("RGB", (width, heading + bar))
    kept.paste(picture.crop((0, 0, width, heading)), (0, 0))
    kept.paste(picture.crop((0, height - bar, width, height)), (0, heading))
    return kept


def differing(one: Image.Image, other: Image.Image) -> float:
    """Which part of two pictures of one size differs to the eye; 0 to 1."""
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 24 else 0)
    return difference.histogram()[255] / (one.width * one.height)
