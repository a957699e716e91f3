"""Writes of history: what changed, taking it back, and entries that go and come back."""

from app.history.archiving import archive, restore
from app.history.recording import begin, has_begun, record
from app.history.undoing import undo

__all__ = ["archive", "begin", "has_begun", "record", "restore", "undo"]
