"""Accepted drafts become records, and what that changes is told before."""
