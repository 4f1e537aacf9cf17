"""The pages of an appointment in the gallery: days, hours, fields, the recapitulation, the ticket."""

from dataclasses import replace

from kiosk.ids import ChoiceId
from kiosk.page import (
    Choice,
    Day,
    EntryPage,
    Line,
    Progress,
    QrPage,
    RecapPage,
    SlotsPage,
    TicketPage,
    Tone,
    WaitingPage,
)
from tests.screens.gallery_parts import BAR, choice


def day(weekday: str, number: str, month: str, *, chosen: bool = False) -> Day:
    """One day of the strip."""
    spoken = f"{weekday} {number} {month}"
    return Day(choice(f"day:{number}-{month}", spoken, chosen=chosen, primary=False, live=True), weekday, number, month)


DAYS = (
    day("mardi", "24", "nov."),
    day("mercredi", "25", "nov."),
    day("jeudi", "26", "nov."),
    day("vendredi", "27", "nov."),
    day("lundi", "30", "nov."),
    day("mardi", "1", "déc."),
    day("mercredi", "2", "déc."),
    day("jeudi", "3", "déc."),
    day("vendredi", "4", "déc."),
    day("samedi", "5", "déc."),
)
HOURS = ("9 h 00", "9 h 20", "9 h 40", "10 h 00", "10 h 20", "10 h 40", "11 h 00", "13 h 30", "13 h 50", "14 h 10")

SLOT_DAYS = SlotsPage(
    title="Choisissez le jour.",
    lines=(Line("Administration communale de La Louvière"),),
    days=DAYS,
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(2, 5),
    example=True,
)

SLOT_HOURS = replace(
    SLOT_DAYS,
    title="Choisissez l’heure.",
    lines=(),
    day="mercredi 25 novembre",
    days=tuple(replace(one, choice=replace(one.choice, chosen=number == 1)) for number, one in enumerate(DAYS)),
    choices=tuple(
        choice(f"slot:{hour}", hour.replace(" ", "\u00a0"), primary=False, live=True)
        for hour in (*HOURS, "14 h 30", "14 h 50")
    ),
)

SLOT_FEW = replace(SLOT_HOURS, choices=SLOT_HOURS.choices[:6], days=SLOT_HOURS.days[:6])

TOOLS = (
    choice("key:delete", "Effacer", "backspace", primary=False),
    choice("keypad:azerty", "Clavier AZERTY", "keyboard", primary=False),
)


def keys(letters: str) -> tuple[Choice, ...]:
    """One key a letter; a space is a gap."""
    return tuple(
        choice(f"key:{letter}", letter, primary=False)
        if letter != " "
        else Choice(ChoiceId(""), "", enabled=False, primary=False)
        for letter in letters
    )


ENTRY_ABC = EntryPage(
    title="Quel est votre prénom\u00a0?",
    field="Prénom",
    value=Line("Marie-Françoise", personal=True),
    layout="abc",
    keys=(*keys("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÇÉÈÊËÎÏÔÙÛ’-"), choice("key:space", "Espace", primary=False)),
    tools=TOOLS,
    choices=(choice("@enter", "Continuer", "arrow-right"),),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(3, 5),
    example=True,
)
ENTRY_AZERTY = replace(
    ENTRY_ABC,
    layout="azerty",
    keys=keys("AZERTYUIOPQSDFGHJKLMWXCVBN’-ÉÈÀÂÇÊËÎÏÔÙÛ"),
    tools=(TOOLS[0], choice("keypad:abc", "Clavier ABC", "keyboard", primary=False)),
)
ENTRY_DIGITS = replace(
    ENTRY_ABC,
    title="Quel est votre numéro de téléphone\u00a0?",
    field="Téléphone",
    value=Line("0470 12 34 56", personal=True),
    layout="digits",
    keys=keys("123456789+0 "),
    tools=TOOLS[:1],
)

RECAP = RecapPage(
    title="C’est bien ce rendez-vous\u00a0?",
    lines=(
        Line("mercredi 25 novembre", live=True, strong=True, icon="calendar-check"),
        Line("10\u00a0h\u00a040", live=True, strong=True),
        Line("Cité administrative de La Louvière", strong=False, icon="map-pin"),
        Line("Place communale 1, 7100 La\u00a0Louvière"),
        Line("Ma carte d’identité", icon="identification-card"),
        Line("Marie-Françoise", personal=True, icon="user"),
    ),
    choices=(
        choice("@book", "Oui, je prends rendez-vous", "check-circle"),
        choice("@change", "Changer l’heure", "clock", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(3, 5),
    example=True,
)

WAITING = WaitingPage(
    title="Un moment, s’il vous plaît",
    lines=(Line("Je demande ce rendez-vous à la commune."),),
    icon="hourglass",
    bar=BAR,
    tone=Tone.COMMUNE,
)

TICKET = TicketPage(
    title="Votre rendez-vous est réservé",
    lines=(
        Line("mardi 24 novembre", live=True, strong=True, icon="calendar-check"),
        Line("10\u00a0h\u00a040", live=True, strong=True),
        Line("Administration communale", icon="map-pin"),
        Line("Place communale 1, 7100 La\u00a0Louvière"),
        Line("Apportez\u00a0: votre ancienne carte, une photo récente, de quoi payer", icon="identification-card"),
        Line("Votre code\u00a0: K7\u00a0P4\u00a0X2", spoken="K, 7. P, 4. X, 2.", live=True, icon="ticket"),
    ),
    code="K7\u00a0P4\u00a0X2",
    erase_in="1 min 20",
    choices=(
        choice("@qr", "Mettre sur mon téléphone", "qr-code", tone=Tone.INK),
        choice("@end", "J’ai noté, terminer", "check-circle", primary=False),
    ),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(4, 5),
    example=True,
)


def modules(side: int = 45) -> tuple[tuple[bool, ...], ...]:
    """Something that looks like a QR code."""

    def dark(row: int, column: int) -> bool:
        return (row * 7 + column * 11 + row * column) % 3 == 0

    return tuple(tuple(dark(row, column) for column in range(side)) for row in range(side))


QR = QrPage(
    title="Votre rendez-vous sur votre téléphone",
    lines=(
        Line("Ouvrez l’appareil photo de votre téléphone."),
        Line("Montrez-lui ce carré, puis touchez «\u00a0Ajouter\u00a0»."),
    ),
    modules=modules(),
    choices=(choice("@ticket", "Revoir le ticket", "ticket"),),
    bar=BAR,
    tone=Tone.COMMUNE,
    progress=Progress(4, 5),
    example=True,
)
