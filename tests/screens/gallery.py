"""Realistic pages of every kind, with the longest texts the writing rules allow: what the screens must carry."""

from dataclasses import replace

from kiosk.calling.progress import Call
from kiosk.page import (
    ChecklistPage,
    Choice,
    ChoicePage,
    ErasedPage,
    FiguresPage,
    HomePage,
    IdlePage,
    InfoPage,
    Line,
    NoticePage,
    OutcomePage,
    OutOfServicePage,
    Page,
    Progress,
    SettingGroup,
    SettingsPage,
    Tone,
)
from kiosk.pages.calling_pages import CAME, STOP, late_page, ringing_page
from kiosk.pages.words import PERSON_ALONE
from tests.screens.booking_gallery import (
    ENTRY_ABC,
    ENTRY_AZERTY,
    ENTRY_DIGITS,
    QR,
    RECAP,
    SLOT_DAYS,
    SLOT_FEW,
    SLOT_HOURS,
    TICKET,
    WAITING,
)
from tests.screens.gallery_parts import BAR, choice
from tests.screens.site_gallery import HARDEST, SITE_PAGES

HOME_BAR = (
    choice("@language", "Français", "globe"),
    *BAR[1:4],
    choice("@other", "Autre chose", "dots-three-circle"),
)
IDLE_BAR = ()

HOME = HomePage(
    title="Bonjour\u00a0! Que voulez-vous faire\u00a0?",
    choices=(
        choice("forem", "Le Forem", "briefcase", hint="Travail et formation", tone=Tone.FOREM),
        choice("commune", "La commune", "identification-card", hint="Papiers et rendez-vous", tone=Tone.COMMUNE),
        choice("learn", "Apprendre", "student", hint="Ordinateur, français, métier", tone=Tone.LEARN),
        choice("aid", "Aide et colis", "bowl-steam", hint="Manger, payer, se loger", tone=Tone.AID),
    ),
    bar=HOME_BAR,
    example=True,
)

CHOICE = ChoicePage(
    title="Ma carte d’identité",
    lines=(Line("La commune s’occupe de votre carte d’identité."), Line("Touchez votre situation.")),
    choices=(
        choice("lettre", "J’ai reçu une lettre", "envelope-open"),
        choice("perdue", "Carte perdue ou volée", "warning"),
        choice("abimee", "Carte finie ou abîmée", "clock"),
        choice("enfant", "Carte pour un enfant", "baby"),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(0, 5),
    example=True,
)

CHOICE_LONG = ChoicePage(
    title="Comment voulez-vous vous inscrire au Forem maintenant\u00a0?",
    lines=(Line("Choisissez le moyen le plus facile pour vous."),),
    choices=(
        choice("premiere", "Je m’inscris pour la première fois", "user-plus"),
        choice("encore", "Je me réinscris", "arrow-counter-clockwise", hint="J’étais déjà inscrit avant"),
        choice("lettre", "J’ai reçu une convocation du Forem", "envelope-open"),
    ),
    bar=BAR,
    tone=Tone.FOREM,
    progress=Progress(1, 5),
)

CHOICE_TWO = ChoicePage(
    title="Que voulez-vous faire\u00a0?",
    choices=(
        choice("@yes", "Oui, tout effacer", "eraser"),
        choice("@no", "Non, je continue", "arrow-right", primary=False),
    ),
    bar=BAR,
)

INFO = InfoPage(
    title="Bloquez la carte maintenant",
    lines=(Line("Appelez DOC STOP\u00a0: 00800 2123 2123."), Line("L’appel est gratuit.")),
    icon="phone",
    choices=(
        choice("fait", "C’est fait", "arrow-right"),
        choice("quoi", "C’est quoi, DOC STOP\u00a0?", "question", primary=False),
        choice("sans", "Je n’ai pas de téléphone", "phone-slash", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(2, 5),
    example=True,
)

INFO_LONG = InfoPage(
    title="Déclarez la perte ou le vol à la police",
    lines=(
        Line("Carte perdue ou volée en Belgique\u00a0: allez tout de suite à la police."),
        Line("L’attestation remplace la carte en Belgique pendant 1 mois, puis elle ne compte plus."),
    ),
    icon="buildings",
    choices=(choice("continuer", "Continuer", "arrow-right"), choice("plus", "En savoir plus", "info", primary=False)),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(2, 5),
)

CHECKLIST = ChecklistPage(
    title="Préparez ces documents",
    lines=(Line("Touchez ce que vous avez."),),
    items=(
        choice("item:carte", "Votre ancienne carte d’identité", "identification-card", chosen=True, primary=False),
        choice("item:photo", "Une photo récente", "user-square", primary=False),
        choice("item:payer", "De quoi payer", "money", primary=False),
    ),
    choices=(
        choice("continuer", "Continuer", "arrow-right"),
        choice("photo", "Et la photo\u00a0?", "question", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(1, 5),
    example=True,
)

CHECKLIST_LONG = replace(
    CHECKLIST,
    title="Préparez ces papiers pour le rendez-vous",
    items=(
        *CHECKLIST.items,
        choice("item:lettre", "La lettre de la commune", "envelope-open", primary=False),
        choice("item:attestation", "L’attestation de perte ou de vol", "file-text", chosen=True, primary=False),
    ),
    choices=CHECKLIST.choices[:1],
)


NOTICE = NoticePage(
    title="Cette heure vient d’être prise",
    lines=(
        Line("Une autre personne a pris cette heure avant vous."),
        Line("Choisissez une autre heure, ou demandez à une personne."),
    ),
    icon="calendar-x",
    choices=(
        choice("@again", "Choisir une autre heure", "calendar-dots"),
        choice("@person", "Une personne m’aide", "hand-waving", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    example=True,
)
NOTICE_OFF = NoticePage(
    title="L’agenda ne répond pas",
    lines=(Line("Téléphonez à la commune\u00a0: 064 27 78 11."), Line("Ou essayez encore dans 5 minutes.")),
    icon="wifi-slash",
    choices=(
        choice("@again", "Essayer encore", "arrow-counter-clockwise"),
        choice("@person", "Une personne m’aide", "hand-waving", primary=False),
        choice("@home", "Revenir à l’accueil", "house", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
)

CALL = ringing_page("Changer mon rendez-vous au Forem", Call())
CALL_NAMELESS = ringing_page("", Call())
CALL_UNSENT = ringing_page("Changer mon rendez-vous au Forem", Call(unsent=True))
CALL_PAUSED = replace(CALL_NAMELESS, choices=(CAME, STOP), bar=PERSON_ALONE)
CALL_LATE = late_page(
    (
        Line("Le numéro\u00a0: 0800 93 947.", icon="phone", live=True),
        Line("Heures d’appel\u00a0: lundi à vendredi, 8 h à 17 h.", icon="clock", live=True),
    )
)

OUTCOME = OutcomePage(
    title="Votre résumé",
    lines=(
        Line("Prenez l’ancienne carte, la photo, l’argent et la lettre.", icon="list-checks"),
        Line("Commune\u00a0: 064 27 78 11, vérifié le 23 novembre 2026.", icon="phone"),
    ),
    icon="clipboard-text",
    choices=(
        choice("fin", "Terminer", "check-circle"),
        choice("revoir", "Revoir du début", "arrow-counter-clockwise", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(4, 5),
)

FIGURES = FiguresPage(
    title="Les chiffres d’une semaine finie",
    lines=(
        Line("Semaine du lundi 16 novembre", icon="calendar-blank", strong=True, live=True),
        Line("Temps d’utilisation\u00a0: 120 minutes", live=True),
        Line("Ma carte d’identité", icon="identification-card", strong=True),
        Line("Rendez-vous pris\u00a0: 10 visites", live=True),
        Line("Parti avant la fin\u00a0: moins de 5 visites", live=True),
    ),
    choices=(choice("@close", "J’ai compris", "check-circle"),),
    bar=BAR,
)

IDLE = IdlePage(
    title="Êtes-vous encore là\u00a0?",
    lines=(Line("Sinon, tout s’efface pour vous protéger."),),
    choices=(choice("@still-here", "Oui, je suis là", "hand"),),
    seconds_left=12,
    seconds_total=30,
    left="Encore 12\u00a0secondes",
)

ERASED = ErasedPage(
    title="Tout est effacé",
    lines=(Line("La borne ne garde rien de vous."), Line("Merci, et à bientôt.")),
    icon="shield-check",
)

OUT_OF_SERVICE = OutOfServicePage(
    title="Cette borne se repose",
    lines=(Line("Demandez de l’aide à une personne de l’accueil."), Line("Commune\u00a0: 064 27 78 11.")),
    icon="moon-stars",
    fault="site.toml: panel.width_mm: expected a whole number of millimetres, 1 or more; ask the hub for a new file",
)


def options(prefix: str, *labels: str, chosen: int = 0) -> tuple[Choice, ...]:
    """The options of one setting."""
    return tuple(
        choice(f"{prefix}:{number}", label, chosen=number == chosen, primary=False)
        for number, label in enumerate(labels)
    )


LOUD = ("Très doux", "Doux", "Normal", "Fort", "Très fort")
QUICK = ("Très lente", "Lente", "Un peu lente", "Normale", "Un peu rapide", "Rapide", "Très rapide")

SETTINGS = SettingsPage(
    title="Voir et entendre",
    groups=(
        SettingGroup("Le son", "speaker-high", options("volume", *LOUD, chosen=2)),
        SettingGroup("La vitesse", "speedometer", options("speed", *QUICK, chosen=3)),
        SettingGroup("Écouter", "ear", options("sound", "Haut-parleur", "Casque", "Sans le son")),
        SettingGroup("Les lettres", "text-aa", options("size", "Normales", "Grandes")),
        SettingGroup("Les couleurs", "circle-half", options("contrast", "En couleurs", "Noir et blanc")),
        SettingGroup("Sans voir", "eye-closed", options("blind", "Non", "Oui")),
    ),
    choices=(choice("@close", "C’est bien ainsi", "check-circle"),),
    bar=BAR,
)

PAGES: dict[str, Page] = {
    "accueil": HOME,
    "choix": CHOICE,
    "choix-long": CHOICE_LONG,
    "choix-deux": CHOICE_TWO,
    "info": INFO,
    "info-longue": INFO_LONG,
    "documents": CHECKLIST,
    "documents-cinq": CHECKLIST_LONG,
    "jours": SLOT_DAYS,
    "heures": SLOT_HOURS,
    "heures-peu": SLOT_FEW,
    "saisie-abc": ENTRY_ABC,
    "saisie-azerty": ENTRY_AZERTY,
    "saisie-chiffres": ENTRY_DIGITS,
    "recap": RECAP,
    "attente": WAITING,
    "ticket": TICKET,
    "qr": QR,
    "avis-pris": NOTICE,
    "avis-agenda": NOTICE_OFF,
    "appel": CALL,
    "appel-sans-nom": CALL_NAMELESS,
    "appel-sans-message": CALL_UNSENT,
    "appel-en-pause": CALL_PAUSED,
    "appel-sans-reponse": CALL_LATE,
    "resume": OUTCOME,
    "chiffres": FIGURES,
    "toujours-la": IDLE,
    "efface": ERASED,
    "hors-service": OUT_OF_SERVICE,
    "reglages": SETTINGS,
    **{name: SITE_PAGES[name] for name in HARDEST},
}
"""Every page by the name of its picture."""
