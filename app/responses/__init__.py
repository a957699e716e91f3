"""Answers of authorities."""
