"""Imports: a file is read into drafts, drafts are checked, what is accepted is published."""
