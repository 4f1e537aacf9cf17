"""The pages of the trap site: small, French, written by hand; and ten ways in which a site has changed one morning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Pages = Mapping[str, str]
"""Path and HTML."""


def page(title: str, body: str, language: str = "fr") -> str:
    """A whole page."""
    style = "<style>body { font: 18px sans-serif; margin: 20px } label, input { display: block }</style>"
    head = f'<meta charset="utf-8"><title>{title}</title>{style}'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body><h1>{title}</h1>{body}</body></html>'


def _to(path: str, inside: str, more: str = "") -> str:
    return f'<form method="post" action="{path}"{more}>{inside}</form>'


_NEXT = _to("/rdv/vous", '<button id="suite">Continuer</button>')
_NAME = '<label for="nom">Nom</label><input id="nom" name="nom" required>'
_MAIL = '<label for="mail">Adresse e-mail</label><input id="mail" name="mail" type="email" required>'
_SEND = '<button id="envoi">Envoyer</button>'
_BOOKED = "<p>Lieu : Guichet population</p><p>Jour : mardi 1er décembre 2026</p><p>Heure : 10 h 40</p>"
BOOKING: Pages = {
    "/rdv": page("Prendre rendez-vous", f"<p>Pour une carte d’identité.</p>{_NEXT}"),
    "/rdv/vous": page("Vos coordonnées", _to("/rdv/fini", _NAME + _MAIL + _SEND)),
    "/rdv/fini": page("Votre rendez-vous est pris", _BOOKED),
}
"""The pages that the guidance `commune_essai` describes."""


@dataclass(frozen=True)
class Mutation:
    """One way in which the site has changed."""

    name: str
    pages: Pages
    """All of them, as they are now."""
    free: frozenset[str] = frozenset()
    """Paths on which the guidance must say that it no longer knows."""
    unready: frozenset[str] = frozenset()
    """Paths on which it knows, and may point at nothing."""


def _changed(path: str, old: str, new: str) -> Pages:
    assert old in BOOKING[path], (path, old)
    return {**BOOKING, path: BOOKING[path].replace(old, new)}


_DUTCH = {
    "Prendre rendez-vous": "Afspraak maken", "Pour une carte d’identité.": "Voor een identiteitskaart.",
    "Continuer": "Verder", "Vos coordonnées": "Uw gegevens", "Nom": "Naam", "Adresse e-mail": "E-mailadres",
    "Envoyer": "Versturen", "Votre rendez-vous est pris": "Uw afspraak is gemaakt", 'lang="fr"': 'lang="nl"',
}  # fmt: skip


def _dutch(html: str) -> str:
    for french, dutch in _DUTCH.items():
        html = html.replace(french, dutch)
    return html


_SURVEY = page("Une question avant de commencer", _to("/rdv/vous", "<button>Passer la question</button>"))
_LINK = '<p><a href="/rdv/vous">Continuer</a></p>'
_START = frozenset({"/rdv"})
MUTATIONS = (
    Mutation("renamed_button", _changed("/rdv", "Continuer", "Commencer"), free=_START),
    Mutation("moved_field", _changed("/rdv/vous", _NAME + _MAIL, _MAIL + _NAME)),
    Mutation("extra_page", {**_changed("/rdv", "/rdv/vous", "/rdv/question"), "/rdv/question": _SURVEY},
             free=frozenset({"/rdv/question"})),
    Mutation("removed_page", {path: html for path, html in _changed("/rdv", "/rdv/vous", "/rdv/fini").items()
                              if path != "/rdv/vous"}),
    Mutation("other_language", {path: _dutch(html) for path, html in BOOKING.items()}, free=frozenset(BOOKING)),
    Mutation("changed_ids", {path: html.replace("nom", "f1").replace("mail", "f2").replace('type="f2"', 'type="email"')
                             .replace("e-f2", "e-mail").replace("envoi", "b7").replace("suite", "b8")
                             for path, html in BOOKING.items()}),
    Mutation("button_became_link", _changed("/rdv", _NEXT, _LINK)),
    Mutation("split_text", _changed("/rdv", "Continuer", "<b>Conti</b><span>nuer</span>")),
    Mutation("disabled_button", _changed("/rdv", "<button ", "<button disabled "), unready=_START),
    Mutation("duplicated_button", _changed("/rdv", _NEXT, _NEXT + _NEXT.replace("suite", "autre")), free=_START),
)  # fmt: skip

_ROUTES = """<main id="vue"></main><script>
const vues = {'/routes': ['Choisir un service', '/routes/jour'], '/routes/jour': ['Choisir un jour', '/routes/fin'],
              '/routes/fin': ['C’est noté', '']};
const dessine = () => {
  const [titre, suite] = vues[location.pathname];
  document.title = titre;
  vue.innerHTML = `<h2>${titre}</h2>` + (suite ? '<button>Suivant</button>' : '');
  if (suite) vue.querySelector('button').onclick = () => { history.pushState(0, '', suite); dessine(); };
};
addEventListener('popstate', dessine);
dessine();
</script>"""
_CHANGES = """<p id="place">0</p><button>Continuer</button><script>
let tour = 0;
setInterval(() => {
  place.textContent = ++tour;
  document.querySelector('button').replaceWith(Object.assign(document.createElement('button'),
    {textContent: tour % 2 ? 'Continuer' : 'Attendre'}));
}, 40);
</script>"""
_DIALOGS = """<button onclick="alert('Le guichet ferme à midi.')">Message</button>
<button onclick="document.title = confirm('Annuler le rendez-vous ?') ? 'Annulé' : 'Gardé'">Annuler</button>
<button onclick="document.title = prompt('Quel est votre code ?') ?? 'Rien'">Code</button>
<input aria-label="Remarque" oninput="onbeforeunload = event => event.preventDefault()"><a href="/rdv">Quitter</a>"""
_CHOICES = """<label>Jour <input id="jour" type="date" min="2026-12-01"></label>
<label>Heure <input type="time"></label>
<label>Service <select required>
<option value="">Choisissez</option><option>Carte</option><option>Permis</option></select></label>
<div id="boite" role="combobox" tabindex="0" aria-expanded="false" aria-controls="liste"
aria-label="Guichet">Choisissez</div>
<ul id="liste" role="listbox" aria-label="Guichets" hidden><li role="option" tabindex="-1">Population</li>
<li role="option" tabindex="-1">Étrangers</li></ul><script>
const ouvre = oui => { liste.hidden = !oui; boite.setAttribute('aria-expanded', oui); };
boite.onclick = () => ouvre(liste.hidden);
liste.onclick = event => { boite.textContent = event.target.textContent; ouvre(false); };
</script>"""
_SHADOW = """<div id="hote"></div><script>
hote.attachShadow({mode: 'open'}).innerHTML = '<label>Numéro national <input></label><button>Vérifier</button>';
</script>"""
_LONG = "".join(
    f"<p>Article {number}. Le guichet reçoit sur rendez-vous, du lundi au samedi.</p>" for number in range(400)
)
_TRAPS = """<p><a href="{other}/rdv">Un autre site</a></p>
<p><a href="/rdv" download="formulaire.html">Le formulaire à imprimer</a></p>
<p><button onclick="alert('Le guichet ferme à midi.')">Message</button></p>
<p><a href="/rdv" target="_blank">Une nouvelle fenêtre</a></p>
<form id="autre" method="post" action="/rdv/vous" target="_blank"></form>
<p><button onclick="autre.submit()">Une fenêtre par script</button></p>
<p><a href="/prive">Mes rendez-vous</a></p>"""
PAGES: Mapping[str, Callable[[str], str]] = {
    # `{other}` is another host of the same machine.
    "/cadre": lambda _: page("Un cadre d’ici", '<iframe title="Agenda" src="/rdv"></iframe>'),
    "/cadre-ailleurs": lambda other: page("Un cadre d’ailleurs", f'<iframe title="Agenda" src="{other}/rdv"></iframe>'),
    "/ombre": lambda _: page("Vos données", _SHADOW),
    "/routes": lambda _: page("Rendez-vous", _ROUTES),
    "/mouvement": lambda _: page("La file d’attente", _CHANGES),
    "/dialogues": lambda _: page("Vos rendez-vous", _DIALOGS),
    "/choix": lambda _: page("Votre choix", _CHOICES),
    "/pieges": lambda other: page("Le guichet", _TRAPS.replace("{other}", other)),
    "/champ-en-bas": lambda _: page("Vos données", _LONG[: _LONG.index("<p>Article 8")] + _NAME + "<p>La fin.</p>"),
    "/longue": lambda _: page("Règlement", _LONG + "<button>J’ai lu</button>"),
    "/nl": lambda _: page("Afspraak maken", "<p>Voor een identiteitskaart.</p><button>Verder</button>", "nl"),
    "/sans-langue": lambda _: page("Termin", "<button>Weiter</button>").replace(' lang="fr"', ""),
}
