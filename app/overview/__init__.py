"""The overview: what became of what observers recommended, in numbers that each lead to their rows."""
