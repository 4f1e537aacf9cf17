"""The facilitator's pages, as full as they can be."""

from dataclasses import replace

from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page, Tone
from kiosk.pages.staff_opening import grid_page
from kiosk.pages.staff_pages import Ask, Known, panel_page, pause_page, pin_page, unset_page
from kiosk.staff_page import StaffBar, StaffFigure
from tests.screens.device_gallery import PAGES as DEVICE_PAGES

TILES = (
    Choice(ChoiceId("staff:erase"), "Effacer la session", icon="eraser", tone=Tone.AID),
    Choice(ChoiceId("staff:pause"), "Mettre en pause", icon="pause-circle"),
    Choice(ChoiceId("staff:extend"), "Prolonger", "10 minutes sans toucher", "hourglass-medium"),
    Choice(ChoiceId("staff:slots"), "Mes créneaux", icon="calendar-plus", tone=Tone.COMMUNE),
    Choice(ChoiceId("staff:check"), "Ouverture", icon="list-checks"),
    Choice(ChoiceId("staff:print"), "Tester l’imprimante", icon="printer"),
    Choice(ChoiceId("staff:sound"), "Tester le son", icon="speaker-high"),
    Choice(ChoiceId("staff:figures"), "Les chiffres", icon="list-checks"),
    Choice(ChoiceId("staff:share"), "Partager les comptes", "Envoyés le 30\u00a0septembre", "paper-plane-tilt"),
    Choice(ChoiceId("staff:import"), "Importer", icon="arrow-down"),
    Choice(ChoiceId("staff:export"), "Aide", icon="question"),
    Choice(ChoiceId("staff:settings"), "Réglages", icon="wrench"),
    Choice(ChoiceId("staff:restart"), "Redémarrer", icon="arrow-clockwise"),
    Choice(ChoiceId("staff:off"), "Éteindre", icon="power"),
)
KNOWN = Known(
    figures=(
        StaffFigure("118", "visites aujourd’hui"),
        StaffFigure("1102\u00a0+", "visites la semaine passée"),
        StaffFigure("31\u00a0+", "rendez-vous, même semaine"),
    ),
    heading="Semaine du 16/11, par thème",
    bars=(
        StaffBar("Le Forem", "310 ou plus", 0.75, Tone.FOREM),
        StaffBar("La commune", "410 ou plus", 1.0, Tone.COMMUNE),
        StaffBar("Apprendre", "moins de 5", 0.0, Tone.LEARN),
        StaffBar("Aide et colis", "19", 0.05, Tone.AID),
    ),
)
TOLD = "La borne n’écrit pas\u00a0: la pause s’arrête si elle redémarre."
PAGES: dict[str, Page] = {
    "animateur-code": pin_page(Ask.PIN, 4),
    "animateur-attendre": pin_page(Ask.WRONG, 0, locked=865.0),
    "animateur-nouveau-code": pin_page(Ask.NEW, 6, first=True),
    "animateur-panneau": panel_page(TILES, TOLD, KNOWN),
    "animateur-panneau-court": panel_page(TILES[:4], "", KNOWN),
    "animateur-panneau-nu": panel_page(
        TILES[:3], "", Known(heading="La semaine passée", note="Le détail vient plus tard.")
    ),
    "animateur-ecran": grid_page({0, 3}),
    "animateur-pause": pause_page("Je reviens à 14\u00a0h\u00a015."),
    **DEVICE_PAGES,
    "animateur-sans-code": replace(unset_page(), troubles=("une voix manque",)),
}
