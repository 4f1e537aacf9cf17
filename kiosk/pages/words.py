"""The house's own buttons and sentences: everything fixed that no journey says. French of Belgium."""

from dataclasses import replace

from kiosk import walk
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Tone

NBSP = "\u00a0"

BACK = ChoiceId("@back")
REPEAT = ChoiceId("@repeat")
SOUND = ChoiceId("@sound")
PERSON = ChoiceId("@person")
FINISH = ChoiceId("@finish")
LANGUAGE = ChoiceId("@language")
OTHER = walk.OTHER
BLIND = ChoiceId("@blind")
MORE = ChoiceId("@more")
STAY = ChoiceId("@stay")
CLOSE = ChoiceId("@close")
END = ChoiceId("@end")
DONE = ChoiceId("@done")
DELETE = ChoiceId("@delete")
LAYOUT = ChoiceId("@layout")
CONFIRM = ChoiceId("@confirm")
RETRY = ChoiceId("@retry")
OTHER_HOUR = ChoiceId("@other_hour")
OTHER_WAY = ChoiceId("@other_way")
QR = ChoiceId("@qr")
PRINT = ChoiceId("@print")
CALL = ChoiceId("@call")
CAME = ChoiceId("@came")
CANCEL = ChoiceId("@cancel")
CANCEL_YES = ChoiceId("@cancel_yes")
SPEAK = "language:"
"""Before the code of a language, the id of the choice that takes it."""

VERIFY = "À vérifier avec une personne."
NOT_YET = "Votre demande attend une réponse."
YOUR_CODE = f"Votre code{NBSP}: {{code}}"
PREPARE = "Préparez {things}."
STILL = "Encore {time}"
EXERCISE = "Exercice"
"""Above all else on the printed ticket of an exercise."""
EXERCISE_CODE = f"Code d’exercice{NBSP}: {{code}}"
IN_FRENCH = "En français"
"""The hint of a choice that leads to a journey without a translation."""

BACK_BUTTON = Choice(BACK, "Retour", icon="arrow-left")
REPEAT_BUTTON = Choice(REPEAT, "Réécouter", icon="speaker-high")
SOUND_BUTTON = Choice(SOUND, "Son", icon="speaker-simple-none")
PERSON_BUTTON = Choice(PERSON, "Une personne", icon="hand-waving")
FINISH_BUTTON = Choice(FINISH, "Terminer", icon="x-circle")
LANGUAGE_BUTTON = Choice(LANGUAGE, "Français", icon="globe")
OTHER_BUTTON = Choice(OTHER, "Autre chose", icon="dots-three-circle")
NO_BUTTON = Choice(ChoiceId(""), "", enabled=False)

HOME_BAR = (LANGUAGE_BUTTON, REPEAT_BUTTON, SOUND_BUTTON, PERSON_BUTTON, OTHER_BUTTON)
BAR = (BACK_BUTTON, REPEAT_BUTTON, SOUND_BUTTON, PERSON_BUTTON, FINISH_BUTTON)
BAR_NO_BACK = (replace(BACK_BUTTON, enabled=False), *BAR[1:])
"""Where there is no way back; Retour keeps its place free, so that the others stand where they always do."""
PERSON_ALONE = (NO_BUTTON, NO_BUTTON, NO_BUTTON, PERSON_BUTTON, NO_BUTTON)
"""In a pause: the button stands where it always does."""

PERSON_CHOICE = Choice(PERSON, "Demander à une personne", icon="hand-waving", primary=False)
CLOSE_CHOICE = Choice(CLOSE, "J’ai compris", icon="check-circle")
END_CHOICE = Choice(END, "Oui, tout effacer", icon="eraser", tone=Tone.AID)
STAY_CHOICE = Choice(STAY, "Oui, je suis là", icon="hand")
KEEP_CHOICE = Choice(CLOSE, "Non, je continue", icon="arrow-left", primary=False)


PRINT_CHOICE = Choice(PRINT, "Imprimer", icon="printer")


def speaking(language: str) -> ChoiceId:
    """The id of the choice that takes this language."""
    return ChoiceId(SPEAK + language)
