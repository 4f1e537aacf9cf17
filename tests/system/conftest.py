"""Tests that boot the appliance: as root, in a stage of their own (`provisioning/test`), by the marker `system`."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.system import roots

_PATIENCE = 900
"""Seconds for a test: the first one builds the root that all share."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give those that boot something the time for it."""
    for item in items:
        if item.get_closest_marker("system") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_PATIENCE))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every change is tested, a test of these that was left out has failed, if root could have run it."""
    report = yield
    if os.environ.get("CI") and report.skipped and (item.get_closest_marker("system") or os.geteuid() == 0):
        report.outcome, report.longrepr = "failed", f"left out, which CI does not allow: {call.excinfo}"
    return report


@pytest.fixture(scope="session")
def _able() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may boot containers")
    for program in roots.PROGRAMS:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed; provisioning/test installs it")


@pytest.fixture(scope="session")
def base_root(_able: None) -> Path:
    """Fresh Debian 13; never to be changed."""
    return roots.base_root()


@pytest.fixture(scope="session")
def packages_root(_able: None) -> Path:
    """With the appliance's packages; never to be changed."""
    return roots.packages_root()


@pytest.fixture(scope="session")
def provisioned_root(_able: None) -> Path:
    """A kiosk; never to be changed."""
    return roots.provisioned_root()


@pytest.fixture(scope="session")
def tools_layer(_able: None) -> Path:
    """What tests alone need inside; never to be changed."""
    return roots.tools_layer()
