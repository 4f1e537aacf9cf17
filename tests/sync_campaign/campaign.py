"""Nights of one kiosk that sends through faults, and the judgement: the hub has what the kiosk counted, row for row."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter as Tally
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from kiosk.hub.enrolment import as_file
from kiosk.hub_setup import HubTable
from kiosk.usage.sync.due import Due
from kiosk.usage.sync.night import rehearse, sync
from kiosk.usage.sync.result import EXIT, Result
from kiosk.usage.sync.status import FILE_NAME as STATE
from kiosk.usage.sync.task import Task
from tests.sync_campaign.counting import Counting
from tests.sync_campaign.faults import Deck, Fault
from tests.sync_campaign.hubs import CampaignHub, Key, keyed
from tests.sync_campaign.proxy import between

ROOT: Final = Path(__file__).parents[2]
CALM_NIGHTS: Final = 2
_USUAL: Final = {EXIT[result] for result in (Result.DONE, Result.STOPPED, Result.SET_ASIDE)}
_ACKED: Final = "SELECT kiosk, period, event, journey, step, outcome, acked FROM told WHERE acked > 0"


@dataclass(frozen=True)
class Plan:
    """`first`: the day of the first counts. `anew`: nights after which the file of counts is found damaged."""

    nights: int = 60
    first: date = date(2026, 9, 14)
    anew: frozenset[int] = frozenset({20, 41})
    syncs: int = 3
    """A night."""
    again: tuple[int | None, ...] = (None, 9, 35)
    """Of how many days a sync sends again what was accepted; one is drawn for each."""
    seconds: float = 2.0
    """For a request in a night of faults."""
    by_command: frozenset[int] = frozenset({9, 29, 49})
    """Nights whose syncs are processes of their own; all that are calm are."""


@dataclass
class Report:
    """What came of it; `differences` are sentences, none when all is well."""

    hub: str
    seed: int
    nights: int
    ends: Tally[int] = field(default_factory=Tally)
    """How often a sync ended with which exit code."""
    faults: Tally[Fault] = field(default_factory=Tally)
    """Of the nights of faults."""
    rows: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """In the nights of faults."""
        return sum(self.faults.values())

    @property
    def faulty(self) -> float:
        """Percent of them."""
        return 100 * (1 - self.faults[Fault.NONE] / self.requests)


class Campaign:
    """One kiosk, one hub, one seed."""

    def __init__(self, folder: Path, hub: CampaignHub, seed: int, plan: Plan) -> None:
        """Run it; `report` is what came of it."""
        self._chance = Random(seed)
        self._folder, self._hub, self._plan = folder, hub, plan
        self._counting = Counting(folder / "data", self._chance)
        self._deck = Deck(self._chance)
        self.report = Report(hub.name, seed, plan.nights)
        with between(hub, self._deck, self._chance) as proxy:
            self._proxy = proxy
            for night in range(plan.nights):
                self._night(night)
            self.report.faults = Tally(proxy.tally)
            self._deck.well = True
            for night in range(plan.nights, plan.nights + CALM_NIGHTS):
                code = self._by_command(plan.first + timedelta(days=night + 7))
                if code:
                    self._differs(f"a night without faults: kiosk sync ended with {code}")
            self._judge()

    def _night(self, night: int) -> None:
        """A day is counted; then it is sent, again and again, some times with what was accepted already."""
        day = self._plan.first + timedelta(days=night)
        self._counting.count_day(day)
        for _ in range(self._plan.syncs):
            again = self._chance.choice(self._plan.again)
            if night in self._plan.by_command:
                code = self._by_command(day + timedelta(days=1), again)
            else:
                code = EXIT[sync(replace(self._task(day + timedelta(days=1)), since_days=again)).result]
                self._proxy.settle()
            self.report.ends[code] += 1
            if code not in _USUAL:
                self._differs(f"night {night}: the sync ended with {code}")
            self._look(night)
        if night in self._plan.anew:
            self._counting.begin_anew()

    def _task(self, today: date) -> Task:
        return Task(
            data=self._folder / "data",
            today=today,
            table=HubTable(url=self._proxy.url, headers=self._hub.headers),
            folder=self._folder,
            credential=self._hub.credential,
            request_seconds=self._plan.seconds,
        )

    def _by_command(self, today: date, again: int | None = None) -> int:
        """The same by the command itself, in a process of its own; its exit code."""
        site, credential = self._folder / "site.toml", self._folder / "hub.toml"
        own = (ROOT / "kiosk" / "sites" / "la_louviere_demo.toml").read_text(encoding="utf-8")
        headers = ", ".join(f'{name} = "{text}"' for name, text in self._hub.headers.items())
        site.write_text(f'{own}\n[hub]\nurl = "{self._proxy.url}"\nheaders = {{{headers}}}\n', encoding="utf-8")
        credential.write_text(as_file(self._hub.credential), encoding="ascii")
        words = ["--site", site, "--credential", credential, "--data", self._folder / "data"]
        words += [] if again is None else ["--since-days", str(again)]
        environment = {**os.environ, "KIOSK_TEST_TODAY": today.isoformat()}
        self._deck.patient = True
        done = subprocess.run(
            [sys.executable, "-m", "tests.kiosk.commands.sync_child", *map(str, words)],
            cwd=ROOT,
            env=environment,
            check=False,
        )
        self._proxy.settle()
        self._deck.patient = False
        return done.returncode

    def _look(self, night: int) -> None:
        """Nothing that was acknowledged is missing at the hub, and it holds nothing that was not counted."""
        held, told = self._hub.rows(), self._mine()
        with closing(sqlite3.connect(self._folder / "data" / STATE)) as state:
            acked: dict[Key, int] = {line[:6]: line[6] for line in state.execute(_ACKED)}
        for key, n in acked.items():
            if held.get(key, 0) < n:
                self._differs(f"night {night}: {key} was acknowledged with {n}, the hub holds {held.get(key)}")
        for key, n in held.items():
            if n > told.get(key, 0):
                self._differs(f"night {night}: the hub holds {n} of {key}, the kiosk told {told.get(key)}")

    def _judge(self) -> None:
        held, told = self._hub.rows(), self._mine()
        self.report.rows = len(held)
        for key in sorted({*held, *told}):
            if held.get(key) != told.get(key):
                self._differs(f"{key}: the hub holds {held.get(key)}, the kiosk has {told.get(key)}")
        sums: Tally[tuple[str, str]] = Tally()
        for (_, period, event, *_), n in held.items():
            sums[period, event] += n
        owed = self._counting.owed()
        for cell in sorted({*sums, *owed}):
            if sums.get(cell) != owed.get(cell):
                self._differs(f"{cell}: {sums.get(cell)} at the hub, {owed.get(cell)} were counted")

    def _mine(self) -> dict[Key, int]:
        """All that the kiosk may tell, as it would write it on a stick."""
        found = rehearse(self._task(self._plan.first), by_stick=True)
        assert isinstance(found, Due), found
        return keyed(found.rows)

    def _differs(self, sentence: str) -> None:
        self.report.differences.append(sentence)
