"""Official sites of a commune: a step says `guidance: "{eguichet}"`, the commune's file beside `eguichet` which one.

So La Louvière's is reached from kiosks of La Louvière alone; where a commune names none, steps are passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from kiosk.ids import GuidanceId, JourneyId
from kiosk.journey import strict_yaml
from kiosk.journey.model import Journey, SiteStep, Step
from kiosk.journey.values import NAMED, Value
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import name_of

Guidances = Mapping[GuidanceId, Guidance]
Values = Mapping[str, Value]


def of_commune(journeys: Mapping[JourneyId, Journey], values: Values, guidances: Guidances) -> dict[JourneyId, Journey]:
    """The journeys with this commune's guidance in each step that leaves it to the commune; empty where it has none."""

    def led(step: Step) -> Step:
        name = _name(step)
        return replace(step, guidance=_usable(values.get(name), guidances)) if name else step

    return {one.id: replace(one, steps=tuple(map(led, one.steps))) for one in journeys.values()}


def faults_of_steps(journeys: Iterable[Journey], values: Values, guidances: Guidances, folder: Path) -> Iterator[str]:
    """Steps that name no value, or one commune's guidance as if all had it: one line each."""
    own = {value.guidance: name for name, value in values.items() if _usable(value, guidances)}
    for journey in journeys:
        for number, step in enumerate(journey.steps):
            name = _name(step)
            if name and name not in values:
                what = f"there is no value {name!r}; name one of _modele.yaml, such as {{eguichet}}"
            elif isinstance(step, SiteStep) and step.guidance in own:
                what = f'{step.guidance!r} is of one commune alone; write "{{{own[step.guidance]}}}"'
            else:
                continue
            root = strict_yaml.tree(folder / f"{journey.id}.yaml")
            line = strict_yaml.line_in(root, "steps", number, "guidance")
            yield f"{journey.id}.yaml:{line}: step {step.id!r}: {what}"


def faults_of_place(values: Values, guidances: Guidances, place_file: Path, folders: Iterable[Path]) -> Iterator[str]:
    """Guidance that a commune's file names and that is not there, or guides through another site: one line each."""
    for name, value in values.items():
        if not value.guidance or _usable(value, guidances):
            continue
        if value.guidance in guidances:
            start = guidances[value.guidance].start
            what = f"{value.guidance!r} guides through {start}, not « {value.text} »; name that of this address"
        elif any((folder / name_of(value.guidance)).is_file() for folder in folders):
            continue  # it cannot be used, and is reported itself
        else:
            known = ", ".join(sorted(guidances)) or "none is there"
            what = f"there is no {name_of(value.guidance)}; write it, leave this empty, or name one of: {known}"
        line = strict_yaml.line_in(strict_yaml.tree(place_file), "values", name, "guidance")
        yield f"places/{place_file.name}:{line}: {name}: {what}"


def _name(step: Step) -> str:
    """The value that a step's guidance is left to; empty: none."""
    named = NAMED.fullmatch(step.guidance) if isinstance(step, SiteStep) else None
    return named[1] if named else ""


def _usable(value: Value | None, guidances: Guidances) -> GuidanceId:
    """The guidance of an address, where it begins at this address."""
    found = guidances.get(value.guidance) if value else None
    same = found and value and urlsplit(found.start).hostname == _host(value.text)
    return found.id if found and same else GuidanceId("")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # "[à compléter]" is no address: reported as one that is not the guidance's
        return None
