"""What each rule of `kiosk check` means, in plain French, for somebody who has never read a line of YAML."""

from typing import NamedTuple


class Plain(NamedTuple):
    """A rule in plain words: what is wrong, and what to do."""

    wrong: str
    do: str


_AS_VALUE = "Écrivez ce renseignement dans la fiche du lieu, avec la date de l’appel."
RULES: dict[str, Plain] = {
    "sentence-length": Plain("Cette phrase est trop longue.", "Faites deux phrases, ou enlevez des mots."),
    "sentence-long": Plain("Cette phrase est presque trop longue.", "Enlevez un mot ou deux."),
    "sentences": Plain("Cet écran a trop de phrases.", "Gardez deux phrases."),
    "title-length": Plain("Ce titre est trop long.", "Gardez les mots qui disent quoi faire."),
    "label-length": Plain("Ce bouton a trop de mots.", "Gardez cinq mots au plus."),
    "vous": Plain("Cette phrase dit « tu ».", "Écrivez « vous »."),
    "conditional": Plain("Cette phrase est au conditionnel.", "Écrivez au présent."),
    "passive": Plain("Cette phrase est au passif.", "Dites qui fait quoi."),
    "digits": Plain("Un nombre est écrit en lettres.", "Écrivez-le en chiffres."),
    "percent": Plain("Cette phrase a un pourcentage.", "Dites combien de personnes."),
    "roman-number": Plain("Ce nombre est écrit en chiffres romains.", "Écrivez-le en chiffres."),
    "brackets": Plain("Cette phrase a des parenthèses.", "Faites une phrase, ou enlevez ces mots."),
    "et-cetera": Plain("Cette phrase finit par « etc. » ou des points.", "Nommez les choses."),
    "slash": Plain("Cette phrase a une barre oblique.", "Écrivez « ou »."),
    "ampersand": Plain("Cette phrase a le signe « & ».", "Écrivez « et »."),
    "emphasis": Plain("Un signe souligne un mot.", "Enlevez le signe."),
    "click": Plain("Cette phrase dit de cliquer.", "Écrivez « touchez »."),
    "written-phone": Plain("Un numéro de téléphone est dans la phrase.", _AS_VALUE),
    "written-hours": Plain("Une heure est dans la phrase.", _AS_VALUE),
    "written-price": Plain("Un prix est dans la phrase.", _AS_VALUE),
    "written-address": Plain("Une adresse est dans la phrase.", _AS_VALUE),
    "written-delay": Plain("Un délai est dans la phrase.", _AS_VALUE),
    "written-date": Plain("Une date est dans la phrase.", _AS_VALUE),
    "one-word": Plain("La borne emploie un autre mot ailleurs.", "Employez partout le même mot."),
    "foreign-word": Plain("Ce mot est étranger.", "Employez le mot français."),
    "capitals": Plain("Un mot est en majuscules.", "Écrivez-le en minuscules."),
    "acronym": Plain("Ce sigle n’est pas expliqué dans le parcours.", "Expliquez-le la première fois."),
    "acronym-unknown": Plain("Personne ne connaît ce sigle.", "Écrivez les mots, ou expliquez le sigle."),
    "hard-word": Plain("Ce mot difficile n’est pas expliqué.", "Expliquez-le la première fois."),
    "apostrophe": Plain("L’apostrophe n’est pas la bonne.", "Écrivez ’."),
    "quotes": Plain("Les guillemets ne sont pas les bons.", "Écrivez « et »."),
    "no-break-space": Plain("Une espace peut couper la ligne.", "Écrivez une espace insécable."),
    "no-break-hours": Plain("Une espace peut couper l’heure.", "Écrivez une espace insécable."),
    "spaces": Plain("Il y a une espace de trop.", "Enlevez-la."),
    "spelling": Plain("Ce mot n’est pas au dictionnaire.", "Relisez-le."),
    "grammar": Plain("L’accord est peut-être faux.", "Relisez la phrase."),
    "unknown-target": Plain("Ce bouton ne mène nulle part.", "Dites à l’animateur où il doit mener."),
    "house-target": Plain("Cette étape ne peut pas finir ainsi.", "Dites à l’animateur où elle doit mener."),
    "unreachable": Plain("Aucun bouton ne mène à cet écran.", "Ajoutez un bouton, ou enlevez l’écran."),
    "no-end": Plain("Ce chemin ne finit jamais.", "Ajoutez un bouton qui mène à une fin."),
    "start": Plain("Le premier écran du parcours manque.", "Dites à l’animateur quel écran vient en premier."),
    "sensitive-home": Plain("L’accueil ne peut pas être un sujet sensible.", "Marquez le parcours, pas l’accueil."),
    "double-step": Plain("Deux écrans ont le même nom.", "Donnez un nom à chacun."),
    "double-choice": Plain("Deux boutons ont le même nom.", "Donnez un nom à chacun."),
    "depth": Plain("Le chemin a trop d’écrans.", "Enlevez un écran, ou mettez-le à côté."),
    "condition": Plain("La condition de ce bouton est inconnue.", "Demandez à l’animateur de la corriger."),
    "site": Plain(
        "Ce bouton attend un site, et ce parcours n’en montre pas.", "Demandez à l’animateur de le corriger."
    ),
    "entry-field": Plain("La borne ne connaît pas ce champ.", "Demandez à l’animateur de le corriger."),
    "no-answer": Plain("Rien n’est prévu si personne ne répond.", "Ajoutez le bouton « Personne ne répond »."),
    "number-lost": Plain("Le résumé ne montre pas le numéro à garder.", "Ajoutez-le dans le résumé."),
    "human-door": Plain("Ce parcours ne mène à aucune personne.", "Ajoutez « Demander à une personne »."),
    "choices": Plain("Cet écran a trop de boutons.", "Gardez quatre boutons au plus."),
    "fact-missing": Plain("Cette phrase n’a pas de source.", "Dites d’où vient le renseignement."),
    "fact-unknown": Plain("La source de cette phrase manque.", "Dites d’où vient le renseignement."),
    "fact-uncertain": Plain("Ce renseignement n’est pas sûr.", "Vérifiez-le, ou enlevez-le."),
    "value-unknown": Plain("Ce renseignement n’est dans aucune fiche.", "Ajoutez-le dans la fiche du lieu."),
    "value-place": Plain("Ce renseignement n’est pas à sa place.", "Mettez-le dans une phrase."),
    "value-unused": Plain("Aucun écran ne montre ce renseignement.", "Enlevez-le de la fiche du lieu."),
    "value-long": Plain("Ce renseignement allonge trop la phrase.", "Écrivez-le plus court dans la fiche du lieu."),
    "value-missing": Plain("Ce renseignement manque pour ce lieu.", "Téléphonez, puis remplissez la fiche du lieu."),
    "value-unverified": Plain("Personne n’a vérifié ce renseignement sur place.", "Téléphonez, puis notez la date."),
    "value-stale": Plain("Ce renseignement a plus de 180 jours.", "Téléphonez, puis notez la nouvelle date."),
    "office-missing": Plain("L’adresse d’un guichet manque.", "Téléphonez, puis remplissez la fiche du lieu."),
    "verified-by": Plain("La date ou le rôle de l’appel manque.", "Écrivez les deux\u00a0: la date et le rôle."),
    "verified-future": Plain("La date de l’appel n’est pas encore venue.", "Écrivez le jour de l’appel."),
    "role": Plain(
        "La fiche du lieu a peut-être un nom de personne.", "Écrivez un rôle, par exemple « animatrice EPN »."
    ),
    "place-id": Plain("Le nom de la fiche du lieu ne convient pas.", "Écrivez-le sans espace et sans accent."),
    "phone-form": Plain("Ce numéro de téléphone est mal écrit.", "Relisez-le, chiffre par chiffre."),
    "hours-form": Plain("Ces heures sont mal écrites.", "Relisez-les."),
    "web-form": Plain("Cette adresse de site est mal écrite.", "Relisez-la, lettre par lettre."),
    "format": Plain("La borne ne peut pas lire ce fichier.", "Demandez à l’animateur de le corriger."),
    "icon": Plain("Cette image n’existe pas.", "Choisissez une image de la liste."),
    "glyph": Plain("La borne ne sait pas dessiner ce signe.", "Écrivez un autre signe."),
    "settings": Plain("Un réglage de la borne est faux.", "Demandez à l’animateur de le corriger."),
    "language": Plain("Une traduction manque ou est fausse.", "Dites la bonne traduction."),
    "clip": Plain("Le son d’une phrase manque ou est ancien.", "Demandez à l’animateur de refaire les sons."),
}
UNKNOWN = Plain("La vérification a trouvé quelque chose.", "Montrez cette ligne à l’animateur.")
"""What is said of a rule that is not in the table."""


def plain(rule: str) -> Plain:
    """A rule in plain words."""
    return RULES.get(rule, UNKNOWN)
