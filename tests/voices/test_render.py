"""The sound of a page of the tour: everything that would be heard, whatever rate it was recorded at."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.hearing import strongest, wave
from tests.voices.conftest import Said, tone
from voices.clips import Folders, built, clip_name, clip_path
from voices.pcm import read_wav, write_wav
from voices.player import PAUSE
from voices.protocol import Equipment
from voices.render import Renderer

PAGE = (
    Said("Une phrase lue au téléphone.", "a"),
    Said("Une phrase de synthèse.", "b"),
    Said("Le code est 1234.", personal=True),
    Said("Une phrase d’un vieux téléphone.", "c"),
    Said("Une dernière phrase.", "d"),
)
RECORDED = {PAGE[0]: (44_100, 500, 0.8), PAGE[3]: (8_000, 700, 0.6)}
PREPARED = {PAGE[1]: (22_050, 600, 0.7), PAGE[4]: (16_000, 800, 0.5)}
HEARD = tuple((RECORDED | PREPARED)[one] for one in (PAGE[0], PAGE[1], PAGE[3], PAGE[4]))
"""Rate, Hz of the tone, seconds, in the order of the page."""


@pytest.fixture
def renderer(tmp_path: Path) -> Iterator[Renderer]:
    for folder, sounds in ((Folders.of(tmp_path).recorded[0], RECORDED), (built(tmp_path), PREPARED)):
        for said, (rate, hertz, seconds) in sounds.items():
            path = clip_path(folder, "fr", clip_name(said.text, "fr"))
            path.parent.mkdir(parents=True, exist_ok=True)
            write_wav(path, tone(hertz, seconds, rate))
    with closing(Renderer(tmp_path, Equipment(engines=("espeak",)))) as opened:
        yield opened


def test_sounds_of_different_rates_are_all_there_in_order_and_at_their_own_pitch(
    renderer: Renderer, tmp_path: Path
) -> None:
    assert renderer.write(PAGE, tmp_path / "page.wav")
    page = read_wav(tmp_path / "page.wav")
    assert page
    assert page.rate == 44_100
    assert page.duration == pytest.approx(sum(seconds for _, _, seconds in HEARD) + 3 * PAUSE, abs=0.01)
    samples, at = wave(page.samples), 0.0
    for _, hertz, seconds in HEARD:
        part = samples[round(at * page.rate) : round((at + seconds) * page.rate)]
        assert strongest(part, page.rate) == pytest.approx(hertz, abs=3)
        assert np.sqrt(np.mean(part**2)) > 0.1, "as loud at its end as at its start"
        at += seconds + PAUSE


def test_another_rate_adds_no_hiss(renderer: Renderer, tmp_path: Path) -> None:
    assert renderer.write([PAGE[0], PAGE[3]], tmp_path / "page.wav")
    page = read_wav(tmp_path / "page.wav")
    assert page
    part = wave(page.samples)[-round(0.5 * page.rate) :]
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
    high = np.fft.rfftfreq(len(part), 1 / page.rate) > 4_000
    assert power[high].sum() < power.sum() / 1_000


def test_what_no_clip_says_is_spoken_by_an_engine(renderer: Renderer, tmp_path: Path) -> None:
    assert renderer.write([PAGE[0], Said("Le mardi 4 novembre.", live=True)], tmp_path / "page.wav")
    page = read_wav(tmp_path / "page.wav")
    assert page
    assert page.duration > 0.8 + PAUSE + 0.8


def test_nothing_to_hear_writes_nothing(renderer: Renderer, tmp_path: Path) -> None:
    assert not renderer.write([PAGE[2], Said("…")], tmp_path / "page.wav")
    assert not (tmp_path / "page.wav").exists()
