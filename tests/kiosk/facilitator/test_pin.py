"""Which PINs may be chosen, and the hash."""

import pytest

from kiosk.facilitator.pin import PinFault, fault_of, hashed, matches


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("", PinFault.SHAPE),
        ("12345", PinFault.SHAPE),
        ("1234567", PinFault.SHAPE),
        ("27495a", PinFault.SHAPE),
        ("27495\u0665", PinFault.SHAPE),
        ("000000", PinFault.REPEATS),
        ("121212", PinFault.REPEATS),
        ("407407", PinFault.REPEATS),
        ("112233", PinFault.REPEATS),
        ("995599", PinFault.REPEATS),
        ("123456", PinFault.SEQUENCE),
        ("654321", PinFault.SEQUENCE),
        ("789012", PinFault.SEQUENCE),
        ("135791", PinFault.SEQUENCE),
        ("123321", PinFault.SEQUENCE),
        ("123987", PinFault.SEQUENCE),
        ("147896", PinFault.KEYPAD),
        ("231126", PinFault.DATE),
        ("261123", PinFault.DATE),
        ("112326", PinFault.DATE),
        ("310585", PinFault.DATE),
        ("290296", PinFault.DATE),
        ("051985", PinFault.DATE),
        ("198507", PinFault.DATE),
    ],
)
def test_a_weak_pin_is_refused(pin: str, fault: PinFault) -> None:
    assert fault_of(pin) is fault


@pytest.mark.parametrize("pin", ["274951", "806293", "995143", "470938", "310485"[::-1]])
def test_another_may_be_chosen(pin: str) -> None:
    assert fault_of(pin) is None


def test_most_pins_may_be_chosen() -> None:
    """What is refused does not make guessing easy."""
    sample = [f"{number:06d}" for number in range(0, 1_000_000, 37)]
    assert sum(fault_of(pin) is None for pin in sample) > 0.8 * len(sample)


def test_only_the_right_pin_matches_and_two_hashes_differ() -> None:
    one, other = hashed("274951"), hashed("274951")
    assert one.startswith("$argon2id$")
    assert one != other
    assert "274951" not in one
    assert matches(one, "274951")
    assert not matches(one, "274952")


@pytest.mark.parametrize("kept", ["", "274951", "$argon2id$broken"])
def test_what_is_no_hash_lets_nobody_in(kept: str) -> None:
    assert not matches(kept, "274951")
