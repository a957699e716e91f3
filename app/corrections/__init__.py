"""Requests for correction: a form for everybody, a queue at the desk, a public log of answers."""
