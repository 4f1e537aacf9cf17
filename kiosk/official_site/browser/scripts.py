"""What we put into each page before its own scripts run: little, and nothing that a page could use."""

from typing import Final

WORLD: Final = "kiosk"
"""Where `EARS` runs: beside the page, in a world that its scripts cannot reach."""
BINDING: Final = "kioskHears"

# Doors to the network that requests do not pass through, ways to hide what stands around the page, and what nobody here
# can answer: a key to be plugged in, a password to be chosen from. Pages ask whether they are there before they use
# them, but for WebSocket: that one is there, and never connects.
DOORS: Final = """
(() => {
  const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker', 'TCPSocket',
    'UDPSocket', 'showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker', 'PresentationRequest',
    'PaymentRequest', 'documentPictureInPicture', 'PublicKeyCredential', 'SpeechRecognition',
    'webkitSpeechRecognition'];
  for (const name of names) delete globalThis[name];
  const without = (owner, ...keys) => { if (owner) for (const key of keys) delete owner.prototype[key]; };
  without(globalThis.Navigator, 'serviceWorker', 'registerProtocolHandler', 'share', 'presentation', 'credentials',
    'keyboard');
  without(globalThis.WorkerNavigator, 'serviceWorker');
  without(globalThis.Element, 'requestFullscreen', 'webkitRequestFullscreen', 'webkitRequestFullScreen',
    'requestPointerLock');
  without(globalThis.HTMLVideoElement, 'webkitEnterFullscreen', 'webkitEnterFullScreen', 'requestPictureInPicture');
  if (globalThis.HTMLFormElement) {  // sent by a script, nobody hears of it: with a window of its own it would go empty
    const form = HTMLFormElement.prototype, send = form.submit, stay = ['', '_self', '_top', '_parent'];
    const get = Element.prototype.getAttribute, set = Element.prototype.setAttribute;
    form.submit = {submit() {
      const base = document.querySelector('base[target]');
      const name = get.call(this, 'target') ?? (base ? get.call(base, 'target') : '');
      if (!stay.includes(name.toLowerCase()) && !globalThis.frames[name]) set.call(this, 'target', '_self');
      return send.call(this);
    }}.submit;
  }
  if (!globalThis.WebSocket) return;
  const later = globalThis.setTimeout;
  class Closed extends EventTarget {
    constructor(url) {
      super();
      Object.assign(this, {url: String(url), readyState: 3, bufferedAmount: 0, protocol: '', extensions: ''});
      later(() => {
        for (const event of [new Event('error'), new CloseEvent('close', {code: 1006, wasClean: false})]) {
          const heard = this['on' + event.type];
          if (typeof heard === 'function') heard.call(this, event);
          this.dispatchEvent(event);
        }
      });
    }
    send() {}
    close() {}
  }
  const states = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
  for (const owner of [Closed, Closed.prototype]) states.forEach((name, value) => { owner[name] = value; });
  Object.defineProperty(Closed, 'name', {value: 'WebSocket'});
  globalThis.WebSocket.prototype.constructor = Closed;
  globalThis.WebSocket = Closed;
  delete globalThis.WebSocketStream;
})();
"""

# A page that prints says so. What would open a window opens in the one there is, with all that a form carries.
EARS: Final = """
(() => {
  addEventListener('beforeprint', () => kioskHears('print'));
  const stays = (name) => ['', '_self', '_top', '_parent'].includes(name.toLowerCase()) || window.frames[name];
  const inPlace = (element, attribute) => {
    const name = element && element.getAttribute(attribute);
    if (name && !stays(name)) element.setAttribute(attribute, '_self');
  };
  const based = (element) => {
    if (!element.hasAttribute('target') && document.querySelector('base[target]')) {
      const name = document.querySelector('base[target]').getAttribute('target');
      if (!stays(name)) element.setAttribute('target', '_self');
    }
  };
  addEventListener('click', (event) => {
    const link = event.composedPath().find((one) => one instanceof Element && one.matches('a[href], area[href]'));
    if (link) { inPlace(link, 'target'); based(link); }
  }, true);
  addEventListener('submit', (event) => {
    inPlace(event.target, 'target');
    based(event.target);
    inPlace(event.submitter, 'formtarget');
  }, true);
})();
"""
