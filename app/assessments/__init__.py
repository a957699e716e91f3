"""Assessments: how far somebody finds a recommendation implemented, and on what evidence."""
