"""The test ground."""
