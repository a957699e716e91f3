"""Migrations up and down, each on both databases."""
