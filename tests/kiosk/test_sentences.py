"""Every fixed sentence of the house and its journeys is in the list that clips are made from."""

from pathlib import Path

from kiosk.ids import JourneyId
from kiosk.sentences import fixed_sentences, sentence_groups
from tests.kiosk.bench import Bench


def test_whatever_a_visit_says_is_prepared_or_live(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    prepared = {text for _, text in fixed_sentences(bench.opened.site)}
    bench.touch("Son")
    bench.press("volume:4", "size:on", "contrast:on", "blind:on", "blind:off")
    bench.touch("C’est bon", "Français", "Français", "Autre chose", "Retour", "Le Forem", "Je m’inscris au Forem")
    bench.touch("Commencer", "Je sors de l’école", "Continuer", "Votre téléphone", "Continuer", "Le Forem me téléphone")
    bench.press(bench.page.days[0].choice.id)  # type: ignore[attr-defined]
    bench.press(bench.page.choices[0].id, "key:A", "key:B", "@done", *(f"key:{n}" for n in "0470123456"), "@done")
    bench.touch("Oui, je réserve", "Mettre sur mon téléphone", "C’est fait", "Annuler ce rendez-vous", "Oui, annuler")
    bench.touch("Terminer")
    bench.turn(122)
    bench.turn(60)
    said = [utterance for page in bench.pages for utterance in page.say]
    assert len(said) > 150
    missing = {u.text for u in said if not u.live and not u.personal} - prepared
    assert missing == set()
    assert any(u.live for u in said)


def test_no_hour_day_or_code_is_among_the_prepared(tmp_path: Path) -> None:
    texts = [text for _, text in fixed_sentences(Bench(tmp_path).opened.site)]
    assert not [text for text in texts if "janvier" in text or "A2B3" in text]


def test_each_sentence_is_in_one_group_and_the_groups_follow_the_journeys(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    groups = sentence_groups(site)
    pairs = [pair for group in groups for pair in group.sentences]
    assert len(pairs) == len(set(pairs)) == len(fixed_sentences(site))
    french = list(dict.fromkeys(group.journey for group in groups if group.sentences[0][0] == "fr"))
    assert french == [*(journey.title for journey in site.library.journeys.values()), ""]
    dutch = list(dict.fromkeys(group.journey for group in groups if group.sentences[0][0] == "nl"))
    assert dutch == ["Onthaal", "Wat de zuil telt", "Mijn identiteitskaart", ""]


def test_one_journey_alone_has_all_that_it_says(tmp_path: Path) -> None:
    groups = sentence_groups(Bench(tmp_path).opened.site, JourneyId("forem_inscription"))
    texts = [text for group in groups for _, text in group.sentences]
    assert groups[0].step == "M’inscrire au Forem"
    assert {"Le Forem aide à trouver un travail.", "Réécouter"} <= set(texts)  # also what other journeys say first
    assert "DOC STOP bloque la carte" not in texts
    assert len(texts) == len(set(texts))
