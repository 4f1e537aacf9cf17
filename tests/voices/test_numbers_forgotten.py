"""The words of a number are kept for the next time, but never those of one that may be a visitor's telephone number."""

from types import ModuleType

import pytest

from voices import dutch_numbers, french_numbers


@pytest.mark.parametrize("numbers", [french_numbers, dutch_numbers])
def test_no_number_as_long_as_a_telephone_number_is_kept(numbers: ModuleType) -> None:
    numbers._cardinal.cache_clear()
    assert numbers.cardinal(470123456) == numbers.cardinal(470123456)
    assert numbers.cardinal(10_000)
    assert numbers._cardinal.cache_info().currsize == 0
    assert numbers.cardinal(2026)
    assert numbers._cardinal.cache_info().currsize >= 1
