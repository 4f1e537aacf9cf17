"""Certificates for 127.0.0.1 that sign themselves, by Debian's openssl, of whatever time."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

_CONFIG = """
[ca]
default_ca = here
[here]
dir = .
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
x509_extensions = server
[any]
commonName = supplied
[server]
subjectAltName = IP:127.0.0.1
basicConstraints = critical, CA:TRUE
"""


def need_openssl() -> None:
    """Skip where it is not installed."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")


def certificate(folder: Path, begins: str = "2026", ends: str = "2046") -> Path:
    """Make a certificate in a new folder, valid from the first day of one year to that of another; its key beside."""
    folder.mkdir()
    for name, text in (("config", _CONFIG), ("index", ""), ("serial", "01")):
        (folder / name).write_text(text, encoding="ascii")
    key = ["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=hub"]
    _run([*key, "-keyout", "key.pem", "-out", "request.pem"], folder)
    sign = ["openssl", "ca", "-selfsign", "-batch", "-config", "config", "-in", "request.pem", "-keyfile", "key.pem"]
    dates = ["-startdate", f"{begins}0101000000Z", "-enddate", f"{ends}0101000000Z"]
    _run([*sign, *dates, "-notext", "-out", "hub.pem"], folder)
    return folder / "hub.pem"


def context(hub: Path) -> ssl.SSLContext:
    """For a server that shows this certificate."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(hub, hub.with_name("key.pem"))
    return found


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
