"""Topics: two levels."""
