"""Documents of this kind to lines."""

from app.errors import UnreadableError
from app.reading.model import Source


def read(*_: object) -> Source:
    """Read a document."""
    raise UnreadableError("Files of this kind are not read yet.", "wrong_type")
