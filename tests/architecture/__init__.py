"""Rules of the code base itself, checked by reading it."""
