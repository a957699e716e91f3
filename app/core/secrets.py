"""The secret that signs what forms carry: given by a setting, or made once and kept in a file."""

import os
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app.errors import AppError, marked

BYTES = 32


class SecretError(AppError):
    """There is no secret and none can be kept."""

    status = 503
    title = marked("Not set up")


@lru_cache
def load_secret(given: str, kept_in: Path) -> bytes:
    """Return the secret: `given`, else what the file holds; it is made where there is none.

    Only its owner may read the file. Processes that start together keep one secret. Raises
    `SecretError` where the file can be neither read nor made.
    """
    if given:
        return given.encode()
    try:
        if not kept_in.exists():
            _make(kept_in)
        found = kept_in.read_bytes().strip()
    except OSError as error:
        raise SecretError(
            f"cannot keep a secret in {kept_in}: {error.strerror}: make it writable, or set SECRET"
        ) from None
    if len(found) < BYTES:
        raise SecretError(f"{kept_in} holds no secret: delete it, and another is made")
    return found


def _make(kept_in: Path) -> None:
    """Write a file that is whole from the first moment it can be seen; another's stays."""
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=kept_in.parent, prefix=".secret-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES) + "\n")
        with suppress(FileExistsError):
            os.link(name, kept_in)
    finally:
        Path(name).unlink()
