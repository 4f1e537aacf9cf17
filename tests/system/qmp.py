"""QEMU's own protocol: one JSON object a line, over a socket."""

import json
import socket
from pathlib import Path
from typing import Any


class QmpError(Exception):
    """QEMU refused a command."""


class Qmp:
    """One connection; QEMU listens for one at a time."""

    def __init__(self, path: Path, patience: float) -> None:
        """Raises OSError where nobody listens; each answer is waited for `patience` seconds."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(patience)
        try:
            self._socket.connect(str(path))
        except OSError:
            self._socket.close()
            raise
        self._lines = self._socket.makefile("rw", encoding="utf-8")
        self.events: list[dict[str, Any]] = []
        """What QEMU told meanwhile, such as RESET and WATCHDOG."""
        self._read()
        self.command("qmp_capabilities")

    def command(self, name: str, **arguments: Any) -> Any:
        """What QEMU returns. Raises QmpError with its refusal."""
        self._lines.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
        self._lines.flush()
        while True:
            answer = self._read()
            if "error" in answer:
                raise QmpError(f"{name}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def seen(self, event: str) -> int:
        """How often QEMU has told it until now."""
        self.command("query-status")
        return sum(1 for one in self.events if one["event"] == event)

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def _read(self) -> dict[str, Any]:
        while line := self._lines.readline():
            answer: dict[str, Any] = json.loads(line)
            if "event" not in answer:
                return answer
            self.events.append(answer)
        raise EOFError("QEMU has ended")
