"""No rule complains of a good sentence, however much it looks like a bad one."""

import pytest

from kiosk.checking.content import text_findings
from kiosk.checking.counting import sentences, word_count
from kiosk.checking.glossary import read_glossary
from kiosk.checking.texts import Kind, Text
from kiosk.journey.loader import content_folder


def rules_of(sentence: str) -> list[str]:
    texts = (Text("a.yaml", 1, Kind.SENTENCE, sentence, sentence),)
    return [one.rule for one in text_findings(texts, read_glossary(content_folder()))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les frais sont sur l’extrait, en français.",  # -rais, -rait, and no conditional
        "Vous vérifiez, vous criez, vous vous mariez.",
        "Le portrait et le retrait ont un attrait vrai.",
        "Parlez sur un ton calme, et attendez le ton.",  # no "tu" among them
        "Y a-t-il une lettre\u00a0?",
        "Votre rendez-vous est pris par téléphone.",  # a state, by a means
        "Le guichet est fermé, puis ouvert par période.",
        "Prenez une photo et un permis neuf.",  # an article, and new
        "La Kids-ID est pour les moins de 12 ans.",  # an age
        "Visite 1\u00a0: vous demandez la carte.",
        "En danger, appelez le 112.",  # for ever, everywhere
        "Allez sur place, dans la rue ou à la commune.",
        "Dites\u00a0: «\u00a0Je veux m’inscrire\u00a0!\u00a0»",
        "Le Forem, la CAPAC et l’ONEM vous répondent.",
        "Le numéro est le {commune_phone}.",
        "Le C4 est un papier de votre employeur.",
    ],
)
def test_a_good_sentence_is_left_alone(sentence: str) -> None:
    assert rules_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Prenez ton sac.", "vous"),
        ("Vous devriez venir.", "conditional"),
        ("Vous chercheriez un travail.", "conditional"),
        ("La demande n’est pas encore acceptée par le CPAS.", ""),  # an adverb of two words: for people to find
        ("Votre carte est refaite par la commune.", "passive"),
        ("Comptez vingt-deux visites.", "digits"),
        ("Trente et un papiers.", "digits"),
        ("Au XXe siècle.", "roman-number"),
        ("Rue Hamoir, à droite.", "written-address"),
        ("Écrivez à info@leforem.be.", "written-address"),
        ("Appelez le +32 64 27 78 11.", "written-phone"),
        ("Venez avec un GSM.", "one-word"),
        ("Gratuit pour 3 pour cent.", "percent"),
    ],
)
def test_a_bad_sentence_is_found(sentence: str, rule: str) -> None:
    assert rule in rules_of(sentence) or not rule


def test_a_telephone_number_is_one_word_and_an_address_too() -> None:
    assert word_count("Appelez le 064 27\u00a078 11.") == 3
    assert word_count("Le site est leforem.be\u00a0?") == 4


def test_a_sentence_ends_at_its_sign_and_not_within_a_quotation_or_a_number() -> None:
    assert sentences("Il manque un papier\u00a0? Venez quand même.") == [
        "Il manque un papier\u00a0?",
        "Venez quand même.",
    ]
    assert len(sentences("Dites\u00a0: «\u00a0Un rendez-vous.\u00a0»")) == 1
    assert len(sentences("Le site est leforem.be, avec itsme.")) == 1
