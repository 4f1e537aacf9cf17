"""The parts of "Voir et entendre": as many settings on each as fit, and a setting of many options over several."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kiosk.page import Choice, SettingGroup, SettingsPage
from screens import more

Fits = Callable[[SettingsPage], bool]


def settings_parts(page: SettingsPage, fits: Fits) -> tuple[SettingsPage, ...]:
    """The parts, in order. Each leads on, and where nothing more is torn apart for it, out as well."""
    on, out = more.onward(page), tuple(replace(choice, primary=False) for choice in page.choices)
    both, one = _parts(page, (on, *out), fits), _parts(page, (on,), fits)
    return both if _torn(both) <= _torn(one) else one


def _torn(parts: Sequence[SettingsPage]) -> tuple[int, int]:
    """How many parts, and how many rows on them."""
    return len(parts), sum(len(part.groups) for part in parts)


def _parts(page: SettingsPage, onward: tuple[Choice, ...], fits: Fits) -> tuple[SettingsPage, ...]:
    def part(groups: Sequence[SettingGroup], choices: tuple[Choice, ...] = onward) -> SettingsPage:
        return replace(page, groups=tuple(groups), choices=choices)

    waiting = [piece for group in page.groups for piece in _pieces(group, lambda one: fits(part([one])))]
    parts = []
    while waiting and not fits(part(waiting, page.choices)):
        count = next((n for n in range(len(waiting), 1, -1) if fits(part(waiting[:n]))), 1)
        if count == len(waiting) > 1:
            count -= 1  # the way out does not stand alone where a setting can stand with it
        parts.append(part(waiting[:count]))
        waiting = waiting[count:]
    return (*parts, part(waiting, page.choices))


def _pieces(group: SettingGroup, alone: Callable[[SettingGroup], bool]) -> tuple[SettingGroup, ...]:
    """The setting as a whole where it can stand alone, else with as many of its options at a time as can."""
    return next((pieces for pieces in _shares(group) if all(map(alone, pieces))), (group,))


def _shares(group: SettingGroup) -> Iterator[tuple[SettingGroup, ...]]:
    options = group.options
    for count in range(1, len(options) + 1):
        each, longer = divmod(len(options), count)
        ends = [each * number + min(number, longer) for number in range(count + 1)]
        yield tuple(replace(group, options=options[start:end]) for start, end in pairwise(ends))
