"""Throughline: what election observers recommend, what authorities answer, what became of it."""

__version__ = "0.1.0"
