"""A certification authority of a test, and certificates for 127.0.0.1 whose time may lie before or after now."""

import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = subject
x509_extensions = authority
prompt = no
[subject]
CN = A site's own authority
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[ca]
default_ca = here
[here]
database = index
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
x509_extensions = server
[any]
commonName = supplied
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:{address}
authorityKeyIdentifier = keyid
"""
_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc")


class Authority:
    """Made in a folder of its own; `certificate` is what a kiosk is given as `ca_file`."""

    def __init__(self, folder: Path, address: str = "127.0.0.1") -> None:
        """`address`: for which it signs."""
        folder.mkdir(parents=True)
        self._folder = folder
        self.certificate = folder / "authority.pem"
        (folder / "config").write_text(_CONFIG.format(address=address), encoding="ascii")
        (folder / "index").touch()
        self._run("req", "-x509", *_NEW_KEY, "-days", "2", "-keyout", "authority.key", "-out", "authority.pem")

    def context(self, first_day: int = -1, last_day: int = 1) -> ssl.SSLContext:
        """A server's, with a certificate that holds between these days, counted from now."""
        name = f"server{first_day}_{last_day}"
        self._run("req", *_NEW_KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr")
        span = ("-startdate", _moment(first_day), "-enddate", _moment(last_day))
        signs = ("-cert", "authority.pem", "-keyfile", "authority.key", "-in", f"{name}.csr", "-out", f"{name}.pem")
        self._run("ca", "-batch", "-notext", *span, *signs)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        return context

    def _run(self, command: str, *words: str) -> None:
        subprocess.run(
            ["openssl", command, "-config", "config", *words], check=True, capture_output=True, cwd=self._folder
        )


def _moment(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y%m%d%H%M%SZ}"
