"""Writes of history: what changed, and taking it back."""

from app.history.recording import begin, has_begun, record

__all__ = ["begin", "has_begun", "record"]
