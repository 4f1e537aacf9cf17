"""What the tests of the voice share."""

import pytest

from tests.sound import Recorder, recorder

__all__ = ["heard", "recorder"]


@pytest.fixture
def heard(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Give the recorded sound card, and make it the default one of this process."""
    for name, value in recorder.environment.items():
        monkeypatch.setenv(name, value)
    return recorder
