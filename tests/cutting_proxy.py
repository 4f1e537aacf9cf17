"""A TCP proxy before a calendar server: it hands answers on, cuts them, or changes them, once the server has acted."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Rule = Callable[[bytes, bytes], bytes | None]
"""(request, answer) -> the answer to hand on; None to cut the connection after the server has done its work."""


class CuttingProxy:
    """Listens on 127.0.0.1; `rule` decides about each answer."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.rule: Rule = lambda _, answer: answer
        self.cuts = 0

    def serve(self) -> None:
        """Until the listener is closed."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(client,), daemon=True).start()

    def close(self) -> None:
        """Stop listening, and wake the accept."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _one(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            request = _whole(client)
            if not request:
                return
            with socket.create_connection(("127.0.0.1", self._upstream)) as server:
                server.sendall(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
                answer = b"".join(iter(lambda: server.recv(65536), b""))
            given = self.rule(request, answer)
            if given is None:
                self.cuts += 1
            else:
                client.sendall(given if given == answer else _measured(given))


def cut_once(method: bytes, number: int = 1, word: bytes = b"") -> Rule:
    """Cut the answer to the `number`th request of a method that holds `word`; hand all others on."""
    seen = [0]

    def rule(request: bytes, answer: bytes) -> bytes | None:
        if request.startswith(method) and word in request:
            seen[0] += 1
            if seen[0] == number:
                return None
        return answer

    return rule


@contextmanager
def proxy_before(port: int) -> Iterator[CuttingProxy]:
    """A proxy before a server on this machine."""
    proxy = CuttingProxy(port)
    thread = threading.Thread(target=proxy.serve)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join()


def _measured(answer: bytes) -> bytes:
    """A changed answer, with the length that it has now."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])


def _whole(client: socket.socket) -> bytes:
    """One request, its body included. Requests' own keep-alive is refused by the added header."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = client.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    wanted = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < wanted:
        body += client.recv(65536)
    # Answers are asked for as plain text, so that a rule can read and change them.
    dropped = (b"connection:", b"accept-encoding:")
    head = b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(dropped))
    return head + b"\r\n\r\n" + body
