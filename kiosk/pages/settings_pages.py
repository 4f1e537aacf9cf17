"""The page "Voir et entendre", and what is said when one of its options is touched."""

from collections.abc import Iterable

from kiosk.ids import ChoiceId
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import Choice, Prefs, SettingGroup, SettingsPage, Sound, Utterance, choice_utterance
from kiosk.pages import words
from kiosk.pages.translation import translated

VOLUMES = ("Très doux", "Doux", "Normal", "Fort", "Très fort")
SPEEDS = {
    50: "Très lente",
    65: "Lente",
    80: "Un peu lente",
    100: "Normale",
    125: "Un peu rapide",
    150: "Rapide",
    200: "Très rapide",
}
"""Percent of the usual pace, and what that is called."""
SOUNDS = {Sound.LOUDSPEAKER: "Haut-parleur", Sound.HEADSET: "Casque", Sound.NONE: "Sans le son"}


def settings_page(prefs: Prefs, *, headset: bool = False) -> SettingsPage:
    """What is heard, then what is seen. `headset`: there is one to be chosen. No volume above the loudest allowed."""
    sounds = {sound: name for sound, name in SOUNDS.items() if headset or sound is not Sound.HEADSET}
    silent = prefs.sound is Sound.NONE
    return SettingsPage(
        title="Voir et entendre",
        groups=(
            SettingGroup(
                "Le son",
                "speaker-high",
                _row("volume", enumerate(VOLUMES[: prefs.loudest], start=1), None if silent else prefs.volume),
            ),
            SettingGroup("La vitesse", "speedometer", _row("speed", SPEEDS.items(), None if silent else prefs.speed)),
            SettingGroup(
                "Écouter", "ear", _row("sound", ((one.value, name) for one, name in sounds.items()), prefs.sound.value)
            ),
            SettingGroup("Les lettres", "text-aa", _two("size", "Normales", "Grandes", on=prefs.large)),
            SettingGroup(
                "Les couleurs",
                "circle-half",
                _two("contrast", "En couleurs", "Noir et blanc", on=prefs.black_and_white),
            ),
            SettingGroup("Sans voir", "eye-closed", _two("blind", "Non", "Oui", on=prefs.blind)),
        ),
        choices=(Choice(words.CLOSE, "C’est bon", icon="check-circle"),),
        bar=words.BAR,
    )


def said_of(prefs: Prefs, choice_id: ChoiceId, catalogue: Catalogue = FRENCH) -> tuple[Utterance, ...]:
    """What is said when one of the options was touched; `prefs` are those after it."""
    house = catalogue.house
    if choice_id.startswith("blind:"):
        return (Utterance(house.blind_on if prefs.blind else house.blind_off, language=house.language),)
    page = settings_page(prefs, headset=True)
    page = translated(page, catalogue) or page
    options = [option for group in page.groups for option in group.options]
    return tuple(choice_utterance(option, page.house) for option in options if option.id == choice_id)


def _two(group: str, off: str, on_label: str, *, on: bool) -> tuple[Choice, ...]:
    return _row(group, (("off", off), ("on", on_label)), "on" if on else "off")


def _row(group: str, names: Iterable[tuple[object, str]], chosen: object) -> tuple[Choice, ...]:
    """One option a name, in order; the ids are as `kiosk.preferences` reads them."""
    return tuple(
        Choice(ChoiceId(f"{group}:{value}"), label, chosen=value == chosen, primary=False) for value, label in names
    )
