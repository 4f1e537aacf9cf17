"""Messages out of pieces."""


class Joined:
    """Puts pieces of a stream together and cuts it at each mark; holds no more than `most` bytes of one message."""

    def __init__(self, mark: bytes, most: int) -> None:
        self._mark, self._most = mark, most
        self._pieces: list[bytes] = []
        self._length = 0

    def add(self, piece: bytes) -> list[bytes] | None:
        """Return the messages that are whole now; None when one is longer than it may be."""
        *whole, rest = piece.split(self._mark)
        if whole:
            whole[0] = b"".join((*self._pieces, whole[0]))
            self._pieces.clear()
            self._length = 0
        self._pieces.append(rest)
        self._length += len(rest)
        fits = self._length <= self._most and all(len(one) <= self._most for one in whole)
        return whole if fits else None
