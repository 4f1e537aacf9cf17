"""The contents and the page of all findings, for people who have never read a content file."""

from kiosk.checking.finding import Finding
from kiosk.proof.sheet import Card, Sheet
from screens.tour.overview import NOTHING, all_findings_html, contents_html

TU = Finding("parcours.yaml", 12, "vous", "« tu » in « Tu <viens>. »", "write « vous »")
HEAD = Finding("parcours.yaml", 1, "human-door", "no choice leads to a person", "add one")
OLD = Finding("places/ici.yaml", 3, "value-stale", "phone was verified long ago", "call", note=True)
CLIPS = tuple(Finding(f"clip {one}", 0, "clip", "missing", "run `kiosk voices build`") for one in "ab")
STEP = Card("parcours-a", "Un écran", (), "0a1b2c3d", findings=(TU,))
SHEET = Sheet("parcours", "Un parcours", (STEP,), findings=(HEAD, TU))


def test_findings_are_told_by_what_they_are_about_and_lead_to_their_step() -> None:
    said = all_findings_html((*CLIPS, OLD, TU, HEAD), (SHEET,))
    assert said.index("Un parcours") < said.index("La fiche du lieu") < said.index("Les sons")
    assert "parcours.yaml, ligne 12" in said
    assert "Cette phrase dit « tu »." in said
    assert said.count('href="parcours.html#parcours-a"') == 1
    assert "Tu &lt;viens&gt;." in said


def test_what_one_rule_has_found_is_told_once() -> None:
    said = all_findings_html(CLIPS, (SHEET,))
    assert said.count("Le son d’une phrase manque") == 1
    assert said.count("<li>") == 2


def test_faults_stand_apart_from_what_is_worth_a_look() -> None:
    said = all_findings_html((OLD, TU), (SHEET,))
    assert said.startswith("<p>1 à corriger, 1 à regarder.")
    assert said.count("À corriger&nbsp;:") == said.count("À regarder&nbsp;:") == 1


def test_without_findings_it_says_so() -> None:
    assert all_findings_html((), (SHEET,)) == f"<p>{NOTHING}</p>"


def test_the_contents_count_by_journey() -> None:
    row = contents_html("", (SHEET,), (TU, HEAD), "constats.html")
    assert '<a href="parcours.html">Un parcours</a>' in row
    assert 'data-count="parcours-a=0a1b2c3d"' in row
    assert '<td class="figure">2</td>' in row
    assert "2 à corriger, 0 à regarder." in row
