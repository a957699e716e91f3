"""Pictures of the pages of PDF files, drawn when first asked for and kept beside the files."""

import os
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from app.core.files import FileStore
from app.errors import BusyError
from app.reading.process import draw
from app.web.i18n import gettext

PDF = "application/pdf"
WIDTHS = (480, 960, 1440)
"""Pixels: beside the text, the same on a fine screen, and to read from."""

MOST_AT_ONCE = 2
PATIENCE_SECONDS = 10
DRAWING = BoundedSemaphore(MOST_AT_ONCE)


def page_picture(files: FileStore, sha256: str, name: str, page: int, width: int) -> Path:
    """Return the file with the picture of a page, drawn if it is not there yet.

    Raises `UnreadableError` when the page cannot be drawn, `BusyError` when others are drawn.
    """
    target = files.folder / "pictures" / sha256[:2] / f"{sha256}-{page}-{width}.png"
    if target.exists():
        return target
    if not DRAWING.acquire(timeout=PATIENCE_SECONDS):
        raise BusyError(gettext("Too many pictures are being drawn. Ask again in a minute."))
    try:
        if not target.exists():
            _keep(target, draw(files.path(sha256), name, page, width))
    finally:
        DRAWING.release()
    return target


def _keep(target: Path, picture: bytes) -> None:
    """Write the picture beside its place and move it there, so that nobody reads half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(name).replace(target)
