"""Rows read back as the content of entries."""
