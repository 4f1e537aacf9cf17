"""Every fixed sentence of the house and its journeys is in the list that clips are made from."""

from pathlib import Path

from kiosk.sentences import fixed_sentences
from tests.kiosk.bench import Bench


def test_whatever_a_visit_says_is_prepared_or_live(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    prepared = {text for _, text in fixed_sentences(bench.opened.site)}
    bench.touch("Son")
    bench.press("volume:4", "size:on", "contrast:on", "blind:on", "blind:off")
    bench.touch("C’est bon", "Français", "Français", "Autre chose", "J’ai compris", "Le Forem", "Je m’inscris au Forem")
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
