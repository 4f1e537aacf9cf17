"""Datasette's plugin of the ingest hub: before all that Datasette has stands one door, and it opens on one path.

Pages that Datasette shows to everybody (who am I, log out, debugging) never see a request: nothing is read here.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")
_PATH: Final = "/counts/push"
_NOTHING: Final = b'{"ok": false, "error": "nothing is here"}'

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]


def opens(scope: Scope) -> bool:
    """Whether the request is for the one path, as it was written: Datasette reads escapes in a way of its own."""
    return bool(scope["path"] == _PATH and scope.get("raw_path", _PATH.encode()) == _PATH.encode())


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Answer 404 to each other path, whatever the method; the path itself answers for its own."""

    def wrapped(app: App) -> App:
        async def guarded(scope: Scope, receive: Any, send: Send) -> None:  # noqa: ANN401 - ASGI's own callable
            if scope["type"] == "lifespan" or (scope["type"] == "http" and opens(scope)):
                await app(scope, receive, send)
            elif scope["type"] == "http":
                headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(_NOTHING))]
                await send({"type": "http.response.start", "status": 404, "headers": headers})
                await send({"type": "http.response.body", "body": _NOTHING})

        return guarded

    return wrapped
