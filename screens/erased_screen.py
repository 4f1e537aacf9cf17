"""The words "Tout est effacé", for a moment."""

from screens.centred_screen import CentredScreen
from screens.kv import load_kv

load_kv(__file__)


class ErasedScreen(CentredScreen):
    """A large sign, the title, and thanks."""
