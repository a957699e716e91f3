"""Threads: the life of one point across elections."""
