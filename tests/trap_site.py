"""A site that does to a visitor what sites do: slow, broken, behind a login, expired, or changed since yesterday."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import msgspec

from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import load_guidance
from kiosk.official_site.protocol import Hosts
from tests.trap_pages import BOOKING, MUTATIONS, PAGES, Mutation, page

COMMUNE, LOGIN, OTHER = "commune.test", "connexion.test", "ailleurs.test"
"""One server under three names; a browser is told that they are on this machine (`Launch.found_at`)."""
NAMES = (COMMUNE, LOGIN, OTHER)
CONTENT = Path(__file__).parent / "sites" / "trap"
"""A folder of content: the guidance through its booking pages."""
_LONGEST_WAIT_S = 60.0
_BODY = page("Une page coupée", "<p>Le début se voit.</p>" + "<p>Le reste ne vient pas.</p>" * 50).encode()


@dataclass
class TrapSite:
    """The running server."""

    port: int = 0
    mutation: Mutation | None = None
    """How the booking pages have changed; None: not at all."""
    asked: list[str] = field(default_factory=list)
    """Each request: method, host and path, never what it carried."""
    release: threading.Event = field(default_factory=threading.Event)
    """Lets the slow answers go on."""
    slow: threading.Event = field(default_factory=threading.Event)
    """Set once somebody waits for one of them."""
    sessions: set[str] = field(default_factory=set)
    """Who is logged in."""

    def url(self, path: str = "/rdv", host: str = COMMUNE) -> str:
        """An address of it."""
        return f"http://{host}:{self.port}{path}"

    @property
    def hosts(self) -> Hosts:
        """The commune and its login, without TLS; not the third name."""
        return Hosts(frozenset({f"{COMMUNE}:{self.port}", f"{LOGIN}:{self.port}"}), plain_http=True)

    @property
    def found_at(self) -> tuple[tuple[str, str], ...]:
        """For `Launch`."""
        return tuple((name, "127.0.0.1") for name in NAMES)

    def guidance(self) -> Guidance:
        """The guidance through its booking pages, begun where they really are. It needs `hosts` beside it."""
        there = load_guidance(CONTENT / "official_sites" / "commune_essai.yaml")
        return msgspec.structs.replace(there, start=self.url())

    def change(self, name: str) -> None:
        """Let the booking pages be others from now on: a name of `MUTATIONS`; "": as they were."""
        self.mutation = {one.name: one for one in MUTATIONS}[name] if name else None

    def expire(self) -> None:
        """End every session, as a server does at night."""
        self.sessions.clear()

    @property
    def booking(self) -> dict[str, str]:
        """The booking pages as they are now."""
        return dict(self.mutation.pages if self.mutation else BOOKING)


class _Handler(BaseHTTPRequestHandler):
    site: TrapSite

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        self.site.asked.append(f"{self.command} {self.headers.get('Host', '').partition(':')[0]}{path}")
        trap = getattr(self, "trap_" + path.strip("/").replace("-", "_"), None)
        if trap is not None:
            trap()
        elif path in (booking := self.site.booking):
            self.answer(booking[path])
        elif path in PAGES or path.startswith("/routes/"):
            self.answer(PAGES[path if path in PAGES else "/routes"](self.site.url("", OTHER)))
        else:
            self.answer(page("Page introuvable", "<p>Cette page n’existe pas.</p>"), 404)

    do_POST = do_GET  # noqa: N815 - a name that the server gives

    def answer(self, html: str, status: int = 200, **headers: str) -> None:
        """Answer with a whole page."""
        self.begin(len(html.encode()), status, **headers)
        self.wfile.write(html.encode())

    def begin(self, length: int, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def wait(self) -> None:
        """Until it is let go."""
        self.site.slow.set()
        self.site.release.wait(_LONGEST_WAIT_S)

    def trap_lent(self) -> None:
        """Nothing comes until it is let go."""
        self.wait()
        self.answer(page("Enfin", "<button>Continuer</button>"))

    def trap_lent_ensuite(self) -> None:
        """The beginning comes, the rest when it is let go."""
        self.begin(len(_BODY))
        self.wfile.write(_BODY[:200])
        self.wfile.flush()
        self.wait()
        self.wfile.write(_BODY[200:])

    def trap_coupe(self) -> None:
        """The connection ends in the middle."""
        self.begin(len(_BODY))
        self.wfile.write(_BODY[:200])

    def trap_trop_court(self) -> None:
        """More comes than was said."""
        self.begin(200)
        self.wfile.write(_BODY)

    def trap_muet(self) -> None:
        """It hangs up without a word."""
        self.close_connection = True

    def trap_erreur(self) -> None:
        """Its own fault."""
        self.answer(page("Erreur du serveur", "<p>Réessayez plus tard.</p>"), 500)

    def trap_erreur_vide(self) -> None:
        """Its own fault, and it says nothing."""
        self.answer("", 503)

    def trap_boucle(self) -> None:
        """It leads to itself."""
        self.answer("", 302, Location=self.site.url("/boucle"))

    def trap_ailleurs(self) -> None:
        """It leads to a host that is not its own."""
        self.answer("", 302, Location=self.site.url("/rdv", OTHER))

    def trap_accueil_message(self) -> None:
        """It asks something before it shows anything."""
        asks = "<script>document.title = confirm('Voulez-vous des cookies ?') ? 'Pris' : 'Gardé'</script>"
        self.answer(page("Accueil", asks + "<button>Continuer</button>"))

    def trap_prive(self) -> None:
        """Only for those who are logged in; others are sent to the login host."""
        given = self.headers.get("Cookie", "").partition("visite=")[2].partition(";")[0]
        if given in self.site.sessions:
            links = '<p><a href="/prive">Voir les détails</a></p><a href="/sortie">Se déconnecter</a>'
            self.answer(page("Mes rendez-vous", f"<p>Vous êtes connecté.</p>{links}"))
        elif given:
            again = '<p>Votre session a expiré.</p><a href="/oubli">Se reconnecter</a>'
            self.answer(page("Session expirée", again))
        else:
            self.answer("", 302, Location=self.site.url("/connexion", LOGIN))

    def trap_connexion(self) -> None:
        """The login host: a code on a telephone, then back."""
        if self.command == "GET":
            field = '<label>Code reçu <input name="code" autocomplete="one-time-code"></label><button>Valider</button>'
            self.answer(page("Se connecter", f'<form method="post">{field}</form>'))
            return
        token = token_hex(8)
        self.site.sessions.add(token)
        self.answer("", 303, Location=self.site.url(f"/retour?ticket={token}"))

    def trap_retour(self) -> None:
        """Back from the login host."""
        token = urlsplit(self.path).query.partition("=")[2]
        self.answer("", 303, Location="/prive", Set_Cookie=f"visite={token}; Path=/; HttpOnly")

    def trap_oubli(self) -> None:
        """Forget an expired session."""
        self.answer("", 303, Location="/prive", Set_Cookie="visite=; Path=/; Max-Age=0")

    def trap_sortie(self) -> None:
        """Log out."""
        self.site.sessions.discard(self.headers.get("Cookie", "").partition("visite=")[2].partition(";")[0])
        self.answer(page("Au revoir", "<p>Vous êtes déconnecté.</p>"), Set_Cookie="visite=; Path=/; Max-Age=0")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - a name that the server gives
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a browser that is killed hangs up in the middle


@contextmanager
def trap_site() -> Iterator[TrapSite]:
    """Run it on a free port of 127.0.0.1; at the end, whoever waits is let go."""
    site = TrapSite()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
