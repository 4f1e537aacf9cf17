"""What is wrong with a site beyond the form of its files."""

from pathlib import Path

import msgspec
import pytest

from kiosk.settings import load
from kiosk.site_checks import site_faults
from tests.kiosk.bench import Bench


def test_the_embedded_site_is_without_fault(tmp_path: Path) -> None:
    assert list(site_faults(Bench(tmp_path).opened)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"office": "gare"}, "services[0].office: 'gare' is not in the place file"),
        ({"need": "permis"}, "services[0].need: no journey asks for 'permis'"),
        ({"require": ("email",)}, "services[0].require: no journey asks 'commune_identite' for email"),
    ],
)
def test_a_fault_of_a_service_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    settings = load()
    service = msgspec.structs.replace(settings.services[0], **change)
    changed = msgspec.structs.replace(settings, services=(service, *settings.services[1:]))
    faults = list(site_faults(Bench(tmp_path, settings=changed).opened))
    assert [fault for fault in faults if fault.startswith(said)], faults
