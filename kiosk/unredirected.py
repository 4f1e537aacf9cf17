"""A session of HTTP that answers for one address: what a portal says instead is not followed, and not read either."""

import requests


class Unredirected(requests.Session):
    """Blind to redirects: even where none is followed, requests reads the whole page of one, and parses its address.

    Nothing is taken from the environment: no proxy, no password, no authority of certificates.
    """

    def __init__(self) -> None:
        """An empty session."""
        super().__init__()
        self.trust_env = False

    def get_redirect_target(self, _answer: requests.Response) -> None:
        """Nowhere."""
