"""Which engines are on this machine, for whoever prepares a kiosk: `kiosk voices engines`."""

from voices.engines.protocol import Engine
from voices.engines.table import ENGINES, open_engine, open_engines
from voices.faults import Fault
from voices.protocol import USUAL, Equipment

LANGUAGES = ("fr", "nl")


def engines_here(equipment: Equipment = USUAL) -> str:
    """Return one line an engine: those that the site uses, in the order in which they are tried, then the others."""
    used = open_engines(equipment)
    others = [open_engine(name, equipment) for name in ENGINES if name not in {engine.name for engine in used}]
    lines = [_line(str(number), engine) for number, engine in enumerate(used, start=1)]
    return "\n".join([*lines, *(_line("-", engine) for engine in others)])


def _line(place: str, engine: Engine) -> str:
    """Return place, name, version and voices of an engine, which is closed afterwards."""
    version = engine.version()
    voices = [f"{language} {voice}" for language in LANGUAGES if (voice := engine.voice(language))]
    engine.close()
    told = f"absent: {version.reason}" if isinstance(version, Fault) else version
    spoken = ", ".join(voices) or "no voice"
    return f"{place:>2}  {engine.name:8} {told}" + ("" if isinstance(version, Fault) else f"; {spoken}")
