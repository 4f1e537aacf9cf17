"""The pages of *Importer* and *Aide*: what to do with a stick, and what became of it. Pure."""

from collections.abc import Iterator
from typing import Final

from kiosk.ids import ChoiceId
from kiosk.page import Choice, FiguresPage, Line, NoticePage, Page, QrPage, WaitingPage
from kiosk.pages.staff_pages import BAR
from kiosk.stick.report import Imported, Kind, OfKind, Refusal, StickState, Why
from kiosk.stick.saving import Saved, SaveState
from kiosk.ticket import as_qr

IMPORT: Final = ChoiceId("staff:import")
EXPORT: Final = ChoiceId("staff:export")
READ: Final = ChoiceId("stick:read")
SAVE: Final = ChoiceId("stick:save")
SQUARES: Final = ChoiceId("stick:squares")
NEXT: Final = ChoiceId("stick:next")
FINISHED: Final = ChoiceId("stick:finished")
MOST_FILES: Final = 5
"""Of one kind, named on the screen."""
_NAMES: Final = {
    Kind.RECORDINGS: "Les voix",
    Kind.LEXICON: "Les mots de la voix",
    Kind.PLACE: "Les informations du lieu",
}
_ICONS: Final = {Kind.RECORDINGS: "user-sound", Kind.LEXICON: "chat-circle-text", Kind.PLACE: "map-pin"}
_COPY: Final = "Copiez ce fichier encore une fois."
_AGAIN: Final = "Enregistrez encore cette phrase."
WHY: Final = {
    Why.LINK: ("C’est un raccourci.", "Copiez le fichier lui-même."),
    Why.NO_FILE: ("Ce n’est pas un fichier.", "Retirez-le de la clé."),
    Why.BIG: ("Ce fichier est trop grand.", "Retirez-le de la clé."),
    Why.MANY: ("Il y a trop de fichiers.", "Gardez les fichiers utiles."),
    Why.STRANGE_NAME: ("Ce nom est illisible.", "Donnez un nom court et simple."),
    Why.GONE: ("La clé ne répond plus.", "Remettez la clé et recommencez."),
    Why.ROOM: ("La borne n’a plus assez de place.", "Appelez le service technique."),
    Why.DISK: ("La borne n’arrive pas à écrire.", "Redémarrez la borne et recommencez."),
    Why.BUSY: ("Une autre lecture est en cours.", "Attendez un peu et recommencez."),
    Why.OTHER: ("Ce fichier est impossible à utiliser.", _AGAIN),
    Why.QUIET: ("La voix est trop faible.", "Parlez plus près du téléphone."),
    Why.LOUD: ("La voix est trop forte.", "Parlez plus loin du téléphone."),
    Why.NOISY: ("Il y a trop de bruit.", "Choisissez une pièce plus calme."),
    Why.OTHER_SENTENCE: ("La longueur du son est fausse.", "Lisez toute la phrase, calmement."),
    Why.LONG: ("L’enregistrement est trop long.", "Enregistrez une seule phrase."),
    Why.PART: ("Une partie du fichier manque.", _COPY),
    Why.DAMAGED: ("Ce fichier est abîmé.", _AGAIN),
    Why.KIND: ("La borne ne lit pas ce genre de son.", "Choisissez WAV, FLAC, MP3 ou Ogg."),
    Why.NAME: ("Le nom ne commence pas par un code.", "Écrivez le code de la feuille."),
    Why.UNKNOWN: ("Ce code n’est plus dans la borne.", "Imprimez la feuille encore une fois."),
    Why.SHORT_CODE: ("Ce code est trop court.", "Écrivez le code entier."),
    Why.TWICE: ("Deux fichiers ont le même code.", "Gardez le meilleur des deux."),
    Why.TEXT: ("Ce texte est illisible.", "Enregistrez-le comme texte, en UTF-8."),
    Why.WORD: ("Ce mot est mal écrit.", 'Écrivez "le mot" = "comme il se dit".'),
    Why.OTHER_PLACE: ("Ce fichier manque pour cette borne.", "Donnez ce nom à votre fichier."),
    Why.VALUE: ("Cette information est fausse.", "Corrigez-la dans le fichier."),
}
"""What is wrong, and how to mend it."""
_FROM_STICK: Final = {
    StickState.NO_STICK: ("Je ne trouve pas de clé", "Mettez la clé USB dans la borne.", "plugs"),
    StickState.NOTHING: (
        "Rien à prendre sur la clé",
        "Mettez vos fichiers dans le dossier «\u00a0borne\u00a0».",
        "files",
    ),
    StickState.BUSY: ("Une autre lecture est en cours", "Attendez un peu et recommencez.", "hourglass"),
    StickState.STOPPED: ("La lecture s’est arrêtée", "Remettez la clé et recommencez.", "warning"),
}
_NOT_SAVED: Final = {
    SaveState.NO_STICK: ("Je ne trouve pas de clé", ("Mettez la clé USB dans la borne.",), "plugs"),
    SaveState.FULL: ("La clé est pleine", ("Effacez des fichiers, ou prenez une autre clé.",), "warning"),
    SaveState.READ_ONLY: ("La clé refuse d’écrire", ("Déverrouillez la clé, ou prenez une autre clé.",), "lock-simple"),
    SaveState.GONE: ("La clé ne répond plus", ("Remettez la clé et recommencez.",), "warning"),
}
_AIM: Final = (Line("Visez chaque carré avec un téléphone."), Line("Envoyez le texte au service technique."))
_FINISHED: Final = Choice(FINISHED, "C’est fini", icon="check-circle")


def import_tile() -> Choice:
    """The tile of the panel."""
    return Choice(IMPORT, "Importer", icon="arrow-down")


def export_tile() -> Choice:
    """The tile of the panel."""
    return Choice(EXPORT, "Aide technique", icon="first-aid-kit")


def insert_page() -> Page:
    """Before anything is read."""
    return NoticePage(
        title="Importer d’une clé USB",
        lines=(Line("Mettez la clé dans la borne."), Line("Vos fichiers sont dans son dossier «\u00a0borne\u00a0».")),
        icon="files",
        choices=(Choice(READ, "Lire la clé", icon="arrow-down"),),
        bar=BAR,
    )


def plug_page() -> Page:
    """While the appliance waits for the stick."""
    return WaitingPage(
        title="Branchez la clé USB",
        lines=(Line("La borne cherche la clé."), Line("Cela prend moins d’une minute.")),
        icon="plugs",
        bar=BAR,
    )


def reading_page() -> Page:
    """While the stick is read and everything is checked."""
    return WaitingPage(
        title="Je lis et je contrôle",
        lines=(Line("Laissez la clé dans la borne."), Line("Cela peut prendre plusieurs minutes.")),
        icon="hourglass",
        bar=BAR,
    )


def imported_page(report: Imported) -> Page:
    """What was taken or refused, kind by kind, with the files and how to mend them."""
    again = Choice(READ, "Lire encore la clé", icon="arrow-clockwise", primary=False)
    if report.state is not StickState.READ:
        title, do, icon = _FROM_STICK[report.state]
        return NoticePage(title=title, lines=(Line(do),), icon=icon, choices=(again,), bar=BAR)
    lines = (*(line for one in report.kinds for line in _of_kind(one)), *_then(report))
    title, choice = ("La clé est lue", _FINISHED) if report.well else ("La clé a des fautes", again)
    return FiguresPage(title=title, lines=lines, choices=(choice,), bar=BAR)


def help_page() -> Page:
    """Two ways to hand over the same."""
    return NoticePage(
        title="Aide technique",
        lines=(Line("Ce dossier aide à réparer la borne."), Line("Il ne contient aucun nom et aucun code.")),
        icon="first-aid-kit",
        choices=(
            Choice(SAVE, "Écrire sur une clé USB", icon="files"),
            Choice(SQUARES, "Montrer à un téléphone", icon="qr-code", primary=False),
        ),
        bar=BAR,
    )


def gathering_page() -> Page:
    """While the kiosk is checked and the stick written."""
    line = Line("La borne se contrôle d’abord.")
    return WaitingPage(title="Je prépare le dossier", lines=(line,), icon="hourglass", bar=BAR)


def saved_page(saved: Saved) -> Page:
    """That it is on the stick, or what to do."""
    if saved.state is SaveState.SAVED:
        where = Line(f"Dossier «\u00a0borne\u00a0», puis «\u00a0aide\u00a0»\u00a0: {saved.name}", live=True)
        return NoticePage(
            title="Le dossier est sur la clé",
            lines=(where, Line("Vous pouvez retirer la clé.")),
            icon="check-circle",
            choices=(_FINISHED,),
            bar=BAR,
        )
    return not_saved_page(saved.state, SAVE)


def not_saved_page(state: SaveState, again: ChoiceId) -> Page:
    """Why nothing is on the stick, and what to do; `again` tries once more."""
    title, lines, icon = _NOT_SAVED[state]
    choice = Choice(again, "Essayer encore", icon="arrow-clockwise", primary=False)
    return NoticePage(title=title, lines=tuple(map(Line, lines)), icon=icon, choices=(choice,), bar=BAR)


def square_page(text: str, number: int, total: int) -> Page:
    """One of the QR codes; `number` from 1."""
    last = number == total
    onward = _FINISHED if last else Choice(NEXT, "Carré suivant", icon="arrow-right")
    return QrPage(
        title=f"Carré {number} sur {total}",
        lines=_AIM if number == 1 else (),
        modules=as_qr(text),
        choices=(onward,),
        bar=BAR,
    )


def _of_kind(one: OfKind) -> Iterator[Line]:
    name, icon = _NAMES[one.kind], _ICONS[one.kind]
    if not one.refusals:
        files = "1 fichier est pris." if one.taken == 1 else f"{one.taken} fichiers sont pris."
        yield Line(f"{name}\u00a0: {files}", live=True, icon=icon)
        return
    yield Line(f"{name}\u00a0: rien ne change.", icon=icon, strong=True)
    for refusal in one.refusals[:MOST_FILES]:
        yield Line(_refused(refusal), live=True, icon="warning")
    more = len(one.refusals) - MOST_FILES
    if more > 0:
        yield Line("1 autre faute." if more == 1 else f"{more} autres fautes.", live=True, icon="dots-three")


def _refused(refusal: Refusal) -> str:
    line = f", ligne {refusal.line}" if refusal.line else ""
    name = f"{refusal.file}{line}\u00a0: " if refusal.file else ""
    what, do = WHY[refusal.why]
    return f"{name}{what} {do}"


def _then(report: Imported) -> Iterator[Line]:
    """When what is new takes effect."""
    words, place = report.took(Kind.LEXICON), report.took(Kind.PLACE)
    recordings = report.took(Kind.RECORDINGS)
    if recordings or words or place:
        yield Line("Et maintenant", icon="arrow-right", strong=True)
    if recordings:
        yield Line("Les nouvelles voix parlent déjà.")
    if words or place:
        yield Line("Redémarrez la borne pour finir.")
    if not report.spoken:
        yield Line("Des phrases restent à préparer. Appelez le service technique.")
    if report.release:
        yield Line("La borne contrôle la mise à jour seule.", icon="arrow-clockwise")
        yield Line("Laissez la clé quelques minutes.")
        yield Line("Touchez ensuite Ouverture pour la réponse.")
