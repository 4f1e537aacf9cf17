"""The page that shows the tour: every step with its pictures, its words and its sound; opens without a server."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

_PAGE = Template("""<!doctype html>
<html lang="fr-BE"><meta charset="utf-8"><title>La borne, étape par étape</title>
<style>
body { font: 18px/1.5 sans-serif; color: #14213D; background: #FBF7F0; margin: 2rem auto; max-width: 80rem;
  padding: 0 1rem }
section { display: grid; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); gap: 1.5rem; margin: 2rem 0;
  padding: 1.5rem; background: #fff; border: 2px solid #E3DCCB; border-radius: 1rem }
h2 { grid-column: 1 / -1; margin: 0; font-size: 1.1rem }
img { width: 100%; border: 1px solid #E3DCCB; border-radius: .5rem; margin-bottom: .5rem }
audio { width: 100% } p { margin: 0 0 .4rem }
</style>
<h1>La borne, étape par étape</h1>
<p>$count écrans. Chaque écran avec son image, ses mots et sa voix.</p>
$sections
</html>
""")
_SECTION = Template("""<section id="$name"><h2>$title <small>($name)</small></h2>
<div>$pictures</div><div>$sound$words</div></section>""")

_AUDIO = '<audio controls preload="none" src="{}"></audio>'


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: files are relative to the sheet's folder."""

    name: str
    title: str
    words: tuple[str, ...]
    sound: str
    pictures: tuple[str, ...]


def write_sheet(folder: Path, shots: Sequence[Shot]) -> Path:
    """Write `index.html` beside the pictures and sounds."""
    path = folder / "index.html"
    sections = "\n".join(_section(shot) for shot in shots)
    path.write_text(_PAGE.substitute(count=len(shots), sections=sections), encoding="utf-8")
    return path


def _section(shot: Shot) -> str:
    return _SECTION.substitute(
        name=escape(shot.name),
        title=escape(shot.title),
        sound=_AUDIO.format(escape(shot.sound)) if shot.sound else "",
        pictures="".join(
            f'<img loading="lazy" src="{escape(one)}" alt="{escape(shot.title)}">' for one in shot.pictures
        ),
        words="".join(f"<p>{escape(word)}</p>" for word in shot.words),
    )
