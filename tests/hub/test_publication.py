"""The nightly step on real files: what is written, when, and what is never written."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.hub.nightly import publish
from kiosk.hub.titles import Titles
from tests.hub.published_hub import Row, enrolled, push, table, visits

MONDAY = date(2026, 10, 5)
"""Of the week 2026-W41."""
RIPE = MONDAY + timedelta(days=14)
TITLES = Titles({"identite": "Ma carte", **{name: name for name in "abcde"}}, {("identite", "depart"): "Départ"})
IN_WEEKS = "SELECT semaine, parcours, visites FROM visites_semaine ORDER BY 1, 2"
IN_MONTHS = "SELECT lieu, mois, parcours, visites FROM visites_mois ORDER BY 1, 2, 3"


def month(n: int, journey: str = "identite", weeks: int = 4) -> dict[Row, int]:
    """As many visits on the Monday of each week of October 2026, which has five of them (the first: 2026-09-28)."""
    days = [date(2026, 9, 28) + timedelta(weeks=number) for number in range(weeks + 1)]
    return visits({(day.isoformat(), journey): n for day in days})


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def test_a_week_is_told_once_its_nights_are_over_and_titles_are_in_french(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons"), visits({("2026-10-05", "identite"): 12}))
    publish(hub, RIPE - timedelta(days=1), TITLES)
    assert table(hub, "staff.db", IN_WEEKS) == []
    publish(hub, RIPE, TITLES)
    assert table(hub, "staff.db", "SELECT * FROM visites_semaine") == [
        ("Hainaut", "2026-W41", "2026-10-05", "identite", "Ma carte", 12)
    ]
    assert table(hub, "staff.db", "SELECT issue, visites FROM issues_semaine") == [("au guichet", 12)]
    assert table(hub, "open.db", "SELECT page, visites FROM arrets_semaine") == [("Départ", 12)]
    assert table(hub, "staff.db", IN_MONTHS) == [], "the month is not over"


def test_staff_see_five_and_everybody_ten(hub: Path) -> None:
    rows = visits({("2026-10-05", journey): n for journey, n in {"a": 4, "b": 5, "c": 9, "d": 10, "e": 60}.items()})
    push(hub, enrolled(hub, "Mons"), rows)
    publish(hub, RIPE, TITLES)
    staff = {row[1] for row in table(hub, "staff.db", IN_WEEKS)}
    everybody = {row[1] for row in table(hub, "open.db", IN_WEEKS)}
    assert "a" not in staff
    assert {"e"} <= everybody <= {"d", "e"}
    assert everybody < staff


def test_a_month_is_told_by_place_when_its_last_week_is_there(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons"), month(12))
    publish(hub, date(2026, 11, 8), TITLES)
    assert table(hub, "open.db", IN_MONTHS) == []
    publish(hub, date(2026, 11, 9), TITLES)
    assert table(hub, "open.db", IN_MONTHS) == [("Mons", "2026-10", "identite", 60)]
    assert sum(int(str(row[2])) for row in table(hub, "open.db", IN_WEEKS)) == 60


def test_two_publications_never_differ_by_a_small_number(hub: Path) -> None:
    """Three visits of a kiosk that was late: whoever subtracts yesterday's page would read them."""
    push(hub, enrolled(hub, "Mons"), month(20))
    late = enrolled(hub, "Binche")
    today = date(2026, 11, 16)
    publish(hub, today, TITLES)
    before = table(hub, "staff.db", IN_WEEKS)
    push(hub, late, month(3))
    for night in range(1, 40, 3):
        publish(hub, today + timedelta(days=night), TITLES)
        assert table(hub, "staff.db", IN_WEEKS) == before
    assert [row for row in table(hub, "staff.db", IN_MONTHS) if row[0] == "Binche"] == [
        ("Binche", "2026-10", "identite", 15)
    ]


def test_late_counts_that_are_many_are_added_once(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons"), month(20))
    late = enrolled(hub, "Binche")
    today = date(2026, 11, 16)
    publish(hub, today, TITLES)
    push(hub, late, month(11))
    decided = publish(hub, today + timedelta(days=1), TITLES)
    assert decided.waiting == 15
    for _ in range(2):
        publish(hub, today + timedelta(days=28), TITLES)
        assert {row[2] for row in table(hub, "staff.db", IN_WEEKS)} == {31}
        assert ("Binche", "2026-10", "identite", 55) in table(hub, "open.db", IN_MONTHS)


def test_half_a_week_waits_for_its_other_half(hub: Path) -> None:
    """A kiosk whose network went on Wednesday: its visits by day are here, its outcomes by week come much later."""
    kiosk, whole = enrolled(hub, "Mons"), visits({("2026-10-05", "identite"): 12, ("2026-10-09", "identite"): 9})
    push(hub, kiosk, {row: n for row, n in whole.items() if row[0] == "2026-10-05"})
    decided = publish(hub, RIPE, TITLES)
    assert (decided.shown, decided.waiting) == (0, 1)
    push(hub, kiosk, whole)
    publish(hub, date(2026, 12, 20), TITLES)
    assert table(hub, "open.db", IN_WEEKS) == [("2026-W41", "identite", 21)]


def test_a_week_that_stays_incomplete_is_told_by_its_visits_alone(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of counts was set aside on Wednesday: the outcomes of Monday and Tuesday are lost."""
    kiosk, day = enrolled(hub, "Mons"), ("2026-10-06", "visits", "identite", "", "")
    push(hub, kiosk, visits({("2026-10-08", "identite"): 30}))
    push(hub, kiosk, {day: 3})
    for night, incomplete in ((RIPE, 1), (date(2026, 11, 16), 1), (date(2026, 11, 17), 0)):
        assert publish(hub, night, TITLES).incomplete == incomplete
    assert table(hub, "open.db", IN_WEEKS) == [("2026-W41", "identite", 33)]
    assert table(hub, "open.db", IN_MONTHS) == [("Mons", "2026-10", "identite", 33)]
    assert table(hub, "staff.db", "SELECT * FROM issues_semaine") == []
    # What comes of it later is never told as whole: its outcomes may be those of visits told before.
    push(hub, kiosk, {**visits({("2026-10-08", "identite"): 50}), day: 3})
    arguments = ["hub", "publish", "--hub", str(hub), "--today", "2027-01-04"]
    assert main(arguments) == 0
    assert "incomplete weeks of kiosks: 1;" in capsys.readouterr().out
    assert [row[2] for row in table(hub, "open.db", IN_WEEKS)] == [53]
    assert table(hub, "staff.db", "SELECT * FROM issues_semaine") == []


def test_a_kiosk_replaced_in_mid_week_is_whole_with_its_successor(hub: Path) -> None:
    whole = visits({("2026-10-06", "identite"): 20, ("2026-10-08", "identite"): 30})
    first = {row: n for row, n in whole.items() if row[0] == "2026-10-06"}
    push(hub, enrolled(hub, "Mons"), first)
    push(hub, enrolled(hub, "Mons"), {row: n for row, n in whole.items() if row not in first})
    assert publish(hub, RIPE, TITLES).incomplete == 0
    assert table(hub, "open.db", IN_WEEKS) == [("2026-W41", "identite", 50)]
    assert table(hub, "open.db", "SELECT visites FROM issues_semaine") == [(50,)]


def test_a_clock_that_goes_back_changes_nothing(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons"), month(12))
    publish(hub, date(2026, 11, 9), TITLES)
    before = table(hub, "staff.db", IN_MONTHS), table(hub, "staff.db", IN_WEEKS)
    publish(hub, date(2026, 10, 1), TITLES)
    assert (table(hub, "staff.db", IN_MONTHS), table(hub, "staff.db", IN_WEEKS)) == before


def test_no_kiosk_and_no_hidden_number_is_in_the_files(hub: Path) -> None:
    kiosk = enrolled(hub, "Mons", heard=date(2026, 10, 1))
    push(
        hub,
        kiosk,
        {
            **visits({("2026-10-05", "rare"): 2, ("2026-10-05", "identite"): 30}),
            ("2026-10-05", "hours_up", "", "", ""): 9,
        },
    )
    publish(hub, RIPE, TITLES)
    for file in ("staff.db", "open.db"):
        written = (hub / "published" / file).read_bytes()
        assert kiosk.encode() not in written
        assert b"rare" not in written
    assert table(hub, "open.db", "SELECT lieu, mois, bornes, jours FROM allumage_mois") == [("Mons", "2026-10", 1, 1)]


def test_places_without_a_region_are_told_together(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons", region=""), visits({("2026-10-05", "identite"): 12}))
    publish(hub, RIPE, TITLES)
    assert table(hub, "open.db", "SELECT region, visites FROM visites_semaine") == [("Tous les lieux", 12)]
    assert table(hub, "open.db", "SELECT region, lieu FROM lieux") == [("Tous les lieux", "Mons")]


def test_kiosks_are_silent_by_place_and_number_for_staff_alone(hub: Path) -> None:
    today = date(2026, 10, 20)
    enrolled(hub, "Mons", heard=today - timedelta(days=2))
    enrolled(hub, "Binche", heard=today - timedelta(days=3))
    enrolled(hub, "Chimay")
    publish(hub, today, TITLES)
    assert table(hub, "staff.db", "SELECT lieu, borne, derniere_nouvelle, jours FROM bornes_silencieuses") == [
        ("Binche", 1, "2026-10-17", 3),
        ("Chimay", 1, None, 49),
    ]
    with pytest.raises(sqlite3.OperationalError):
        table(hub, "open.db", "SELECT * FROM bornes_silencieuses")


def test_the_staffs_file_is_not_everybodys_to_read(hub: Path) -> None:
    enrolled(hub, "Mons")
    publish(hub, RIPE, TITLES)
    assert (hub / "published" / "staff.db").stat().st_mode & 0o007 == 0
    assert hub.stat().st_mode & 0o077 == 0


def test_whoever_reads_the_old_file_goes_on_reading_it(hub: Path) -> None:
    push(hub, enrolled(hub, "Mons"), visits({("2026-10-05", "identite"): 12}))
    publish(hub, RIPE - timedelta(days=1), TITLES)
    with sqlite3.connect(f"{(hub / 'published' / 'open.db').as_uri()}?immutable=1", uri=True) as open_before:
        publish(hub, RIPE, TITLES)
        assert open_before.execute(IN_WEEKS).fetchall() == []
    open_before.close()
    assert table(hub, "open.db", IN_WEEKS) != []
    assert {one.name for one in (hub / "published").iterdir()} == {"open.db", "staff.db"}


def test_a_night_that_fails_decides_nothing(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    push(hub, enrolled(hub, "Mons"), visits({("2026-10-05", "identite"): 12}))
    monkeypatch.setattr("kiosk.hub.publication.shown_cells", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(hub, RIPE, TITLES)
    monkeypatch.undo()
    publish(hub, RIPE, TITLES)
    assert table(hub, "staff.db", IN_WEEKS) == [("2026-W41", "identite", 12)]


def test_the_command_says_what_it_did_and_where_there_is_no_hub(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "publish", "--hub", str(hub)]) == 1
    assert "there is no counts.db" in capsys.readouterr().err
    assert not hub.exists()
    push(hub, enrolled(hub, "Mons"), visits({("2026-10-05", "forem_inscription"): 12}))
    assert main(["hub", "publish", "--hub", str(hub), "--today", RIPE.isoformat()]) == 0
    assert "published 3 new numbers" in capsys.readouterr().out
    assert table(hub, "open.db", "SELECT titre FROM visites_semaine") == [("M’inscrire au Forem",)]


def test_no_kiosk_can_put_words_on_a_page(hub: Path) -> None:
    words = "0475123456-jean.dupont"
    rows = visits({("2026-10-05", words): 20, ("2026-10-05", "identite"): 20, ("2026-10-05", f"{words}2"): 20})
    rows["2026-W41", "last_steps", "identite", words, ""] = rows.pop(
        ("2026-W41", "last_steps", "identite", "depart", "")
    )
    rows["2026-W41", "outcomes", "identite", "", words] = rows.pop(("2026-W41", "outcomes", "identite", "", "counter"))
    push(hub, enrolled(hub, "Mons"), rows)
    publish(hub, RIPE, TITLES)
    for file in ("staff.db", "open.db"):
        assert words.encode() not in (hub / "published" / file).read_bytes()
        assert table(hub, file, "SELECT titre, visites FROM visites_semaine") == [("Ma carte", 20), ("Autre", 40)]
        assert table(hub, file, "SELECT titre, page, visites FROM arrets_semaine") == [
            ("Ma carte", "Autre", 20),
            ("Autre", "Autre", 40),
        ]


def test_a_number_that_nobody_counted_stops_no_other_kiosk(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    liar = enrolled(hub, "Mons")
    push(hub, liar, {("2026-W41", "minutes", f"j{number}", "", ""): 2**53 - 1 for number in range(1100)})
    push(hub, liar, {("2026-10-05", "visits", "identite", "", ""): 2**53 - 1})
    push(hub, enrolled(hub, "Binche"), visits({("2026-10-05", "identite"): 12}))
    assert main(["hub", "publish", "--hub", str(hub), "--today", RIPE.isoformat()]) == 0
    assert f"left out: impossible numbers of a kiosk in Mons ({liar[:8]})" in capsys.readouterr().out
    publish(hub, RIPE, TITLES)
    assert table(hub, "open.db", IN_WEEKS) == [("2026-W41", "identite", 12)]


def test_invented_counts_go_into_a_folder_of_their_own(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enrolled(hub, "Mons")
    assert main(["hub", "demo", "--hub", str(hub)]) == 1
    assert "invented counts go into a folder of their own" in capsys.readouterr().err
    publish(hub, RIPE, TITLES)
    assert table(hub, "open.db", "SELECT valeur FROM a_propos WHERE nom = 'chiffres inventés'") == [("non",)]
