"""Room on the disk, room in its table of files, and whether it lets itself be written."""

import os
import tempfile
from pathlib import Path
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, attention, broken, ready

TITLE: Final = "Le disque"
ICON: Final = "package"
MEGABYTE: Final = 1_000_000
LITTLE: Final = 500 * MEGABYTE
"""Bytes: two sets of clips and a month of logs."""
NEARLY_NOTHING: Final = 50 * MEGABYTE
_FEW_FILES: Final = 0.02
"""Of all that the table of files can hold."""


def look(needs: Needs) -> Found:
    """Where the kiosk's own files lie, or will lie."""
    folder = next(one for one in (needs.data, *needs.data.absolute().parents) if one.exists())
    full = os.statvfs(folder)
    free = full.f_bavail * full.f_frsize
    if full.f_flag & os.ST_RDONLY:
        return broken("Le disque refuse d’écrire.", "Redémarrez la borne. Si cela continue, changez la carte mémoire.")
    if free < NEARLY_NOTHING:
        return broken("Le disque est plein.", CALL)
    if full.f_files and full.f_favail < _FEW_FILES * full.f_files:  # some file systems have no such table
        return broken("Le disque contient trop de fichiers.", CALL)
    if not _writable(folder):
        return broken("La borne n’arrive pas à écrire ses fichiers.", CALL)
    if free < LITTLE:
        room = f"Le disque est presque plein : il reste {free // MEGABYTE} mégaoctets."
        return attention(room, "Prévenez le service technique cette semaine.")
    return ready("Le disque a assez de place.")


def _writable(folder: Path) -> bool:
    """Whether a byte reaches the disk; nothing is left of it."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
