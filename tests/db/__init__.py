"""Constraints, services and queries, each on both databases."""
