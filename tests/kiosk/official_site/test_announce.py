"""What is said of an element: expectations written by hand."""

from dataclasses import replace

import pytest

from kiosk.checking.counting import sentences
from kiosk.official_site.announce import announced, shortened, utterances
from kiosk.official_site.view import Element, Entry, State

S = State
TEXTBOX = Element(5, "textbox", "Votre nom", entry=Entry.TEXT)
COMMUNE = Element(6, "combobox", "Commune", entry=Entry.CHOICE, chosen="La Louvière", options=("La Louvière", "Mons"))


def one(role: str, name: str, *states: State, note: str = "", entry: Entry = Entry.NONE) -> Element:
    return Element(1, role, name, frozenset(states), note, entry)


@pytest.mark.parametrize(
    ("element", "said"),
    [
        (one("button", "Prendre rendez-vous"), "Bouton. Prendre rendez-vous."),
        (one("link", "Nos heures d’ouverture"), "Lien. Nos heures d’ouverture."),
        (one("button", "Confirmer", S.DISABLED), "Bouton. Confirmer. Pas encore possible."),
        (one("button", "Menu", S.COLLAPSED), "Bouton, fermé. Menu."),
        (one("button", "Menu", S.EXPANDED), "Bouton, ouvert. Menu."),
        (one("button", "Gras", S.PRESSED), "Bouton, activé. Gras."),
        (one("button", "On y va ?"), "Bouton. On y va ?"),
        (one("checkbox", "J’accepte", S.UNCHECKED), "Case à cocher, pas cochée. J’accepte."),
        (one("checkbox", "J’accepte"), "Case à cocher, pas cochée. J’accepte."),
        (one("checkbox", "J’accepte", S.CHECKED, S.REQUIRED), "Case à cocher, cochée. J’accepte. Obligatoire."),
        (one("checkbox", "Tous", S.MIXED), "Case à cocher, cochée en partie. Tous."),
        (one("switch", "Rappel", S.CHECKED), "Case à cocher, cochée. Rappel."),
        (one("radio", "Matin", S.CHECKED), "Choix, choisi. Matin."),
        (one("radio", "Matin", S.UNCHECKED), "Choix, pas choisi. Matin."),
        (one("tab", "Étape 2", S.SELECTED), "Onglet, choisi. Étape 2."),
        (one("gridcell", "24", S.SELECTED), "Case, choisie. 24."),
        (one("heading", "Carte d’identité"), "Titre. Carte d’identité."),
        (one("text", "Venez avec une photo."), "Venez avec une photo."),
        (one("generic", "Accueil"), "Accueil."),
        (one("textbox", "Votre nom *", S.REQUIRED), "À remplir\u00a0: votre nom. Obligatoire."),
        (one("textbox", "GSM :", S.FILLED), "À remplir\u00a0: GSM. Déjà rempli."),
        (one("textbox", "N° national"), "À remplir\u00a0: N° national."),
        (one("textbox", "Nom", S.READONLY), "À remplir\u00a0: nom. Ne change pas ici."),
        (one("textbox", "Nom", S.REQUIRED, S.INVALID), "À remplir\u00a0: nom. Obligatoire."),
        (
            one("textbox", "E-mail", S.FILLED, S.INVALID, note="Il manque le signe @."),
            "À remplir\u00a0: E-mail. Déjà rempli. À corriger. Le site dit\u00a0: Il manque le signe @.",
        ),
        (one("textbox", "Nom", note="Comme sur la carte"), "À remplir\u00a0: nom. Comme sur la carte."),
        (
            one("textbox", "Code", S.REQUIRED, entry=Entry.HIDDEN),
            "À remplir\u00a0: code. Obligatoire. Ce que vous tapez reste caché.",
        ),
        (one("textbox", "Date de naissance", entry=Entry.DATE), "Jour à choisir\u00a0: date de naissance."),
        (one("textbox", "Heure", entry=Entry.TIME), "Heure à choisir\u00a0: heure."),
        (one("textbox", "Venue", entry=Entry.MOMENT), "Jour et heure à choisir\u00a0: venue."),
        (COMMUNE, "À choisir\u00a0: commune. Choisi\u00a0: La Louvière."),
        (replace(COMMUNE, chosen=""), "À choisir\u00a0: commune."),
        (one("button", ""), "Bouton sans nom."),
        (one("link", " \ue001 "), "Lien sans nom."),
        (one("textbox", ""), "À remplir, sans nom."),
        (one("checkbox", "", S.CHECKED), "Case à cocher sans nom, cochée."),
        (one("text", ""), ""),
        (one("link", "Voir https://exemple.be/a?b=c ici"), "Lien. Voir une adresse de site ici."),
        (one("button", "\ue8b6 Chercher\n  vite"), "Bouton. Chercher vite."),
        (one("button", "›", note="Mois prochain"), "Bouton. Suivant. Mois prochain."),
        (one("link", "«"), "Lien. Précédent."),
        (one("button", "×"), "Bouton. Fermer."),
        (one("button", "***"), "Bouton sans nom."),
    ],
)
def test_role_label_state_and_what_stands_beside(element: Element, said: str) -> None:
    assert announced(element) == said


def test_a_long_name_is_cut_at_a_word() -> None:
    name = "Je déclare avoir lu et compris toutes les conditions générales de la plate-forme, " * 4
    said = shortened(name)
    assert 100 < len(said) <= 120
    assert name.startswith(said)
    assert name[len(said)] in " ,"
    assert len(shortened("x" * 500)) == 120


def test_what_is_chosen_is_for_a_headset_and_the_rest_is_live_in_the_language_of_the_page() -> None:
    spoken = utterances(COMMUNE, "nl")
    assert [(one.text, one.personal) for one in spoken] == [
        ("À choisir\u00a0: commune.", False),
        ("Choisi\u00a0: La Louvière.", True),
    ]
    assert all(one.live and one.language == "nl" and one.mark == "element:6" for one in spoken)


@pytest.mark.parametrize("role", ["button", "link", "checkbox", "radio", "textbox", "combobox", "tab", "gridcell"])
@pytest.mark.parametrize("state", State)
def test_whatever_the_state_it_is_said_in_few_short_sentences(role: str, state: State) -> None:
    said = announced(Element(1, role, "Votre choix", frozenset({state})))
    assert said
    assert len(sentences(said)) <= 3
    assert "cliquez" not in said.lower()
